import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { snapshotText } from "../../src/live/parse";
import { run as check } from "../../src/cli/commands/check";
import { ServiceError } from "../../src/sandbox/service-error";
import { verify } from "../../src/cli/commands/verify";
import { CommandLine } from "../cli/command-line";
import type { Account } from "./support/world";
import { CANARY, furnished, snapshotOf, STATED, stateOf, VERIFIER } from "./support/world";

const command = new CommandLine(([first = "", ...args]) =>
  first === "check" ? check(args) : verify.run([first, ...args].filter((one) => one !== "")),
);
let account: Account;
beforeAll(async () => {
  account = await furnished();
});
afterAll(() => account.sandbox.close());
const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

const state = (): string => command.file("state.json", stateOf());
const kept = async (): Promise<string> =>
  command.file("snapshot.json", snapshotText(await snapshotOf(account.sandbox)));

/** The environment in which the command meets the sandbox. */
function inSandbox(): void {
  const { accessKeyId } = account.sandbox.principals.assume(VERIFIER, "session");
  Object.assign(process.env, { ...account.sandbox.environment, AWS_ACCESS_KEY_ID: accessKeyId });
}

describe("verify on the command line", () => {
  test("reads the account by itself, keeps what it read, and says the verdict first", async () => {
    inSandbox();
    const save = join(command.folder, "kept.json");
    const { exitCode, out, error } = await command.run(state(), "--save", save, "--events", "1h");
    expect(error).toBe("");
    expect(out).toMatch(/^Verified: \d+ checks, and all hold\./);
    expect(out).toContain("reads in 1h");
    expect(exitCode).toBe(0);
    expect(statSync(save).mode & 0o077).toBe(0);
    expect(out + readFileSync(save, "utf8")).not.toContain(CANARY);
    const again = await command.run(state(), "--from", save);
    expect(again.exitCode).toBe(0);
  });
  test("--simulate asks IAM, too, and says the same", async () => {
    inSandbox();
    const { exitCode, out } = await command.run(state(), "--simulate");
    expect(out).toMatch(/ok +IAM's policy simulator: answers as this program does to 9 questions/);
    expect(out).toMatch(/^Verified/);
    expect(exitCode).toBe(0);
    // With what else is said of the role.
    expect(out.match(/^role arn:.*agents\/runtime$/gm)).toHaveLength(1);
    expect((await command.run(state())).out).not.toContain("simulator");
  });
  test("exit codes: 1 where something fails, 3 with --strict where something is unknown", async () => {
    const snapshot = JSON.parse(snapshotText(await snapshotOf(account.sandbox)));
    const wrong = structuredClone(snapshot);
    wrong.accounts[0].regions[0].providers.oauth2.value[0].detail.value.references.clientSecret.jsonKey = "old";
    const failed = await command.run(state(), "--from", command.file("wrong.json", wrong));
    expect(failed.exitCode).toBe(1);
    expect(failed.out).toMatch(/^Not as it should be: 1 of \d+ checks fails\./);
    expect(failed.out).toMatch(/FAILS +JSON key of clientSecret: it is old, .*\n +Way out: /);
    const open = structuredClone(snapshot);
    open.accounts[0].regions[0].providers.oauth2.value[0].tags = {
      unread: { action: "a:B", resource: "r", error: "AccessDenied", isDenied: true },
    };
    const file = command.file("open.json", open);
    expect((await command.run(state(), "--from", file)).exitCode).toBe(0);
    const strict = await command.run(state(), "--from", file, "--strict");
    expect(strict.exitCode).toBe(3);
    expect(strict.out).toMatch(/^Not verified: 1 of \d+ checks is unknown\./);
  });
  test("without a credential provider there is nothing to verify", async () => {
    const empty = command.file("empty.json", { format_version: "1.0", values: { root_module: {} } });
    const { exitCode, out } = await command.run(empty, "--from", await kept());
    expect([exitCode, out.split("\n")[0]]).toEqual([0, expect.stringContaining("nothing to verify")]);
    expect((await command.run(empty, "--from", await kept(), "--strict")).exitCode).toBe(1);
    // What nobody of the inputs makes is a note.
    expect(out).toMatch(/note +other credential providers: oauth2\/google, apikey\/weather/);
  });
  test("--json has every check, and the proof that check gives of the same snapshot", async () => {
    const [file, from] = [state(), await kept()];
    const { out } = await command.run(file, "--from", from, "--json");
    const data = JSON.parse(out);
    expect(data).toMatchObject({ version: 1, verdict: "verified", count: { fails: 0, unknown: 0 } });
    expect(data.groups[0]).toMatchObject({ kind: "provider", subject: "oauth2/google" });
    const expected = command.file("expect.json", STATED);
    const checked = JSON.parse((await command.run("check", "--from", from, "--expect", expected, "--json")).out);
    for (const part of ["verdict", "providers", "findings"]) expect(data.proof[part]).toEqual(checked[part]);
    expect(data.proof.providers[0].principals.length).toBeGreaterThan(1);
  });
  test("--junit has a case for each check", async () => {
    const junit = join(command.folder, "verify.xml");
    await command.run(state(), "--from", await kept(), "--junit", junit);
    const xml = readFileSync(junit, "utf8");
    expect(xml).toContain('<testsuite name="agentcore-identity verify"');
    expect(xml).toMatch(/failures="0"/);
    expect(xml).toContain('classname="provider.json-key"');
  });
  test("--html is a page with every check and the proof, for its owner alone", async () => {
    const page = join(command.folder, "verify.html");
    await command.run(state(), "--from", await kept(), "--html", page);
    const html = readFileSync(page, "utf8");
    expect(html).toMatch(/<h1>.* Verified: \d+ checks, and all hold<\/h1>/);
    expect(html).toContain("JSON key of clientSecret: client_secret");
    expect(html).toContain("Principals, providers, secrets and keys");
    expect(statSync(page).mode & 0o777).toBe(0o600);
    expect(html).not.toContain(CANARY);
  });
  test("a plan and the folder of a stack are inputs, too; what only the apply tells is unknown", async () => {
    const { resources } = stateOf().values.root_module;
    const plan = {
      format_version: "1.2",
      planned_values: { root_module: { resources } },
      output_changes: { readers: { actions: ["no-op"], after: STATED, after_unknown: false } },
      resource_changes: resources.map((one) => ({
        ...one,
        change: { actions: ["no-op"], before: (one as { values: object }).values, after: {}, after_unknown: {} },
      })),
      configuration: { root_module: {} },
    };
    const { out, exitCode } = await command.run(command.file("plan.json", plan), "--from", await kept());
    expect(out).toMatch(/^Verified/);
    expect(exitCode).toBe(0);
    const folder = join(command.folder, "stack");
    mkdirSync(folder);
    const values = {
      name: "weather",
      api_key_secret_config: [{ secret_id: "${aws_secretsmanager_secret.s.arn}", json_key: "key" }],
    };
    const stack = {
      provider: { aws: [{ region: "us-east-1" }] },
      resource: {
        aws_bedrockagentcore_api_key_credential_provider: { p: values },
        aws_secretsmanager_secret: { s: { name: "weather" } },
      },
    };
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack));
    const open = await command.run(folder, "--from", await kept());
    expect(open.out).toMatch(/unknown +secret of apiKey: it is arn:.*weather-GhIjKl, which fits the inputs'/);
    expect(open.out).toMatch(/ok +JSON key of apiKey: key/);
  });
  test.each<[string, readonly string[], string]>([
    ["no input", [], "verify wants an INPUT"],
    ["--from beside --account", ["s.json", "--from", "x", "--account", "a=b"], "--account is for reading accounts"],
    ["--from beside --events", ["s.json", "--from", "x", "--events", "1h"], "--events is for reading accounts"],
    ["--from beside --simulate", ["s.json", "--from", "x", "--simulate"], "--simulate is for reading accounts"],
    ["an odd window", ["s.json", "--events", "1w"], "--events wants how far back"],
    ["91 days", ["s.json", "--events", "91d"], "--events wants how far back"],
  ])("wrong use: %s", async (_, args, says) => {
    const { exitCode, error } = await command.run(...args);
    expect([exitCode, error]).toEqual([2, expect.stringContaining(says)]);
  });
  test("what is no input is refused in one line, and no value of it repeated", async () => {
    const odd = command.file("odd.json", { format_version: "9", values: { secret: CANARY } });
    const { exitCode, error } = await command.run(odd, "--from", await kept());
    expect([exitCode, error.split("\n").length]).toEqual([1, 2]);
    expect(error).not.toContain(CANARY);
  });
});

test("a value of a secret comes into nothing, whatever fails", async () => {
  inSandbox();
  // AWS's own words may quote anything.
  const broken: Account["sandbox"]["intercept"] = (call, phase) =>
    phase === "before" && call.operation === "DescribeSecret" ? new ServiceError("Odd", CANARY) : undefined;
  account.sandbox.intercept = broken;
  const all = await Promise.all([command.run(state(), "--json")]);
  account.sandbox.intercept = undefined;
  expect(JSON.stringify(all)).not.toContain(CANARY);
  expect(all[0]?.out).toContain('"unknown"');
  expect(account.sandbox.calls.filter(({ operation }) => operation === "GetSecretValue")).toEqual([]);
});
