import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { GoogleMapsStack } from "../../examples/google-maps/stack";
import { ApiKeyStack } from "../../examples/api-key/stack";
import { planJson, PROVIDER } from "../plan/support/plan";
import { CommandLine } from "./command-line";
import { PROGRAM } from "./program";
import { synthesized } from "./support";

const ACCOUNT = "111122223333";
const EMPTY = { format_version: "1.2", planned_values: {} };
const command = new CommandLine();
const google = synthesized(GoogleMapsStack);
const apiKey = synthesized(ApiKeyStack);

interface Report {
  readonly providers: readonly { readonly name: string; readonly at: string }[];
}
const providersIn = (out: string): string[] => (JSON.parse(out) as Report).providers.map(({ name }) => name);

/** A folder as CDKTF writes it. */
function app(stacks: Readonly<Record<string, unknown>>): string {
  const folder = join(command.folder, "cdktf.out");
  for (const [name, stack] of Object.entries(stacks)) {
    const file = join(folder, "stacks", name, "cdk.tf.json");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(stack));
  }
  return folder;
}

describe("several inputs are one world", () => {
  test("all stacks of an app, or one of them", async () => {
    const folder = app({ maps: google(), weather: apiKey() });
    const all = await command.run(folder, "--account", ACCOUNT, "--json");
    const one = await command.run(join(folder, "stacks/maps"), "--account", ACCOUNT, "--json");
    const both = await command.run(
      join(folder, "stacks/maps"),
      join(folder, "stacks/weather"),
      "--account",
      ACCOUNT,
      "--json",
    );
    expect(providersIn(one.out)).toEqual(["google-maps"]);
    expect(providersIn(all.out)).toHaveLength(2);
    expect(providersIn(both.out)).toEqual(providersIn(all.out));
    const { providers } = JSON.parse(all.out) as Report;
    expect(providers.map(({ at }) => at.split(":")[0])).toEqual(["maps", "weather"]);
  });

  test("a folder with neither stack nor stacks is refused, and so is --stack for two plans", async () => {
    expect(await command.run(command.folder)).toMatchObject({
      exitCode: 1,
      error: expect.stringMatching(/holds no cdk\.tf\.json, nor stacks/) as string,
    });
    const [one, two] = [command.file("one.json", EMPTY), command.file("two.json", EMPTY)];
    expect(await command.run(one, two)).toMatchObject({ exitCode: 0 });
    expect(await command.run(one, two, "--stack", app({ maps: google() }))).toMatchObject({
      exitCode: 1,
      error: expect.stringMatching(/^--stack is for one plan/) as string,
    });
  });
});

test("--max-size is the size from which a file is refused", async () => {
  const file = command.file("plan.json", { ...EMPTY, more: "x".repeat(3000) });
  expect(await command.run(file, "--max-size", "4K")).toMatchObject({ exitCode: 0 });
  expect(await command.run(file, "--max-size", "2K")).toMatchObject({
    exitCode: 1,
    error: expect.stringMatching(/is too large/) as string,
  });
});

test("a plan without credential providers is nothing to prove, and with --strict that fails", async () => {
  const file = command.file("plan.json", EMPTY);
  expect(await command.run(file)).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^No credential provider in this plan: nothing to prove\.\n/) as string,
  });
  expect(await command.run(file, "--strict")).toMatchObject({ exitCode: 1 });
  const expect_ = command.file("expect.json", { providers: { maps: { readers: [] } } });
  expect(await command.run(file, "--expect", expect_)).toMatchObject({ exitCode: 1 });
});

describe("as a process", () => {
  const run = (input: string | undefined, ...args: string[]) =>
    spawnSync(process.execPath, [PROGRAM, ...args], {
      encoding: "utf8",
      env: { PATH: process.env.PATH },
      ...(input !== undefined && { input }),
    });

  test("reads a plan from the standard input", () => {
    const plan = readFileSync(join(__dirname, "plan.json"), "utf8");
    const { stdout, stderr } = run(plan, "check", "-", "--account", ACCOUNT, "--json");
    expect(stderr).toBe("");
    expect(providersIn(stdout)).toEqual(["google-maps"]);
    expect(run("{", "check", "-")).toMatchObject({ status: 1, stdout: "" });
  });

  // More than a pipe holds, so that it still writes when its reader has gone.
  const long = (): string => {
    const resources = Array.from({ length: 300 }, (_, index) => ({
      ...PROVIDER,
      name: `w${index}`,
      after: { ...PROVIDER.after, name: `weather${index}` },
    }));
    return command.file("long.json", planJson({ resources }));
  };

  test.each([
    ["at once", "true", "1\n"],
    ["after a line", "head -1", "{\n1\n"],
  ])("is quiet when its reader goes away %s, and keeps its exit code", (_, reader, seen) => {
    const shell = `"${process.execPath}" "${PROGRAM}" check "${long()}" --account ${ACCOUNT} --json | ${reader}; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", shell], {
      encoding: "utf8",
      env: { PATH: process.env.PATH },
    });
    expect([stdout, stderr]).toEqual([seen, ""]);
  });

  test("tells its version and helps, and knows no other command", () => {
    expect(run(undefined, "version").stdout).toMatch(/^\d+\.\d+\.\d+/);
    expect(run(undefined, "help")).toMatchObject({ status: 0, stdout: run(undefined, "--help").stdout });
    expect(run(undefined, "help", "check")).toMatchObject({
      status: 0,
      stdout: run(undefined, "check", "--help").stdout,
    });
    expect(run(undefined, "help", "chek")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^There is no command "chek"\./) as string,
    });
  });
});
