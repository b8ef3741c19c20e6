import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseInput, VERBS } from "../../src/bridge/runner/input";
import { ExitCode } from "../../src/bridge/runner/stop";
import { Sandbox } from "../../src/sandbox/sandbox";
import { furnish, SECRET_ARN, SUBJECTS } from "./support/objects";
import { run, useSandbox } from "./support/runs";

// Far more than it takes: a busy machine is no failure.

const DOCS = readFileSync(join(__dirname, "../../docs/bridge-runner.md"), "utf8");
const rows = (header: RegExp): string[][] => {
  const lines = DOCS.slice(DOCS.search(header)).split("\n").slice(2);
  return lines.slice(0, lines.indexOf("")).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};

test("every example of an input is accepted", () => {
  const examples = [...DOCS.matchAll(/```json\n(\{\n[\s\S]*?)```/g)]
    .map(([, text]) => text as string)
    .filter((text) => !text.includes('"outcome"'));
  expect(examples.map((text) => parseInput("apply", text).kind)).toEqual([
    "oauth2",
    "apikey",
    "payment",
    "secretPolicy",
  ]);
});

test("the exit codes are those of the program", () => {
  expect(rows(/^\| code /m).map(([code]) => Number(code))).toEqual(Object.values(ExitCode));
});

test("the permissions are the actions that are called, no more and no fewer", async () => {
  const called = new Map<string, Set<string>>();
  const sandbox = await Sandbox.start();
  furnish(sandbox);
  useSandbox(sandbox);
  for (const [kind, { input, changed }] of Object.entries(SUBJECTS)) {
    const record = async (verb: (typeof VERBS)[number], given: typeof input): Promise<void> => {
      sandbox.calls.length = 0;
      expect((await run(verb, given)).exitCode).toBe(0);
      const actions = called.get(`${kind} ${verb}`) ?? new Set();
      for (const { service, operation } of sandbox.calls) actions.add(`${service}:${operation}`);
      called.set(`${kind} ${verb}`, actions);
    };
    for (const given of [
      input,
      changed,
      input,
      { ...input, ...(input.tags !== undefined && { tags: { other: "tag" } }) },
    ])
      await record("apply", given);
    await record("read", input);
    await record("remove", input);
  }
  sandbox.secrets.of(SECRET_ARN).policy = undefined;
  sandbox.calls.length = 0;
  await run("apply", SUBJECTS.secretPolicy.input);
  await run("remove", SUBJECTS.secretPolicy.input);
  for (const { service, operation } of sandbox.calls.slice(-3))
    called.get("secretPolicy remove")?.add(`${service}:${operation}`);
  await sandbox.close();
  const documented = rows(/^\| kind +\| verb /m).map(([kind, verb, actions]) => [
    `${kind} ${verb}`.replaceAll("`", ""),
    actions?.replaceAll("`", "").split(", ").sort(),
  ]);
  expect(documented).toEqual(documented.map(([name]) => [name, [...(called.get(name as string) ?? [])].sort()]));
  expect(documented).toHaveLength(Object.keys(SUBJECTS).length * VERBS.length);
});
