import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { run as check } from "../../src/cli/commands/check";
import { snapshot } from "../../src/cli/commands/snapshot";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { account, ACCOUNT, allowing, CANARY, READS, SECRET_ARN } from "../live/support/account";
import { reader } from "../live/support/worlds";
import { CommandLine } from "./command-line";

const line = new CommandLine((args) => snapshot.run(args));
const BEFORE = { ...process.env };

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await account();
  const { accessKeyId } = sandbox.principals.assume(reader(ACCOUNT), "verify");
  const files = {
    AWS_CONFIG_FILE: join(line.folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(line.folder, "none"),
  };
  Object.assign(process.env, sandbox.environment, { AWS_ACCESS_KEY_ID: accessKeyId }, files);
});
afterEach(async () => {
  process.env = { ...BEFORE };
  await sandbox.close();
});

test("writes a file that check decides on, without a value anywhere", async () => {
  const file = join(line.folder, "prod.json");
  const { exitCode, out, error } = await line.run("--save", file);
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: "" });
  const text = readFileSync(file, "utf8");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(text).toContain(SECRET_ARN);
  expect(text + error).not.toContain(CANARY);

  let report = "";
  jest.mocked(process.stdout.write).mockImplementation((part) => ((report += String(part)), true));
  expect(await check(["--from", file, "--verbose"])).toBe(1);
  expect(report).toContain("role/agents/runtime  not stated  yes      yes      yes");
  expect(report).not.toContain(CANARY);
});

test("says what it may not read, and what hangs on it", async () => {
  sandbox.roles.put(reader(ACCOUNT), { reads: allowing(READS.filter((action) => action !== "kms:GetKeyPolicy")) });
  const { exitCode, error } = await line.run();
  expect(exitCode).toBe(0);
  expect(error).toContain("kms:GetKeyPolicy on arn:aws:kms:us-east-1:111122223333:key/");
  expect(error).toContain("is denied to the caller");
});

test("a role is assumed for an account with a name", async () => {
  const role = `arn:aws:iam::444455556666:role/reader`;
  const document = (statement: object): object => ({ Version: "2012-10-17", Statement: [statement] });
  const assume = { Effect: "Allow", Action: "sts:AssumeRole" };
  const trust = document({ ...assume, Principal: { AWS: reader(ACCOUNT) } });
  sandbox.iam.putRole(role, { reads: allowing(READS) }, { trust });
  // In another account its trust alone is not enough.
  expect((await line.run("--account", `vault=${role}`)).exitCode).toBe(1);
  const assumes = document({ ...assume, Resource: role });
  sandbox.iam.putRole(reader(ACCOUNT), { reads: allowing(READS), assumes });
  const { exitCode, out } = await line.run("--account", `vault=${role}`);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    accounts: [
      {
        id: "444455556666",
        alias: "vault",
        caller: "arn:aws:sts::444455556666:assumed-role/reader/agentcore-identity-verify",
      },
    ],
  });
});

test("what IAM's command line has saved takes the place of asking", async () => {
  sandbox.roles.put(reader(ACCOUNT), { reads: allowing(READS.filter((action) => !action.startsWith("iam:"))) });
  const role = {
    Arn: `arn:aws:iam::${ACCOUNT}:role/saved`,
    RoleId: "AROASAVED",
    AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
  };
  const file = line.file("iam.json", { UserDetailList: [], GroupDetailList: [], RoleDetailList: [role], Policies: [] });
  const { out } = await line.run("--iam", file);
  expect(out).toContain("role/saved");
  expect(sandbox.calls.map(({ operation }) => operation)).not.toContain("GetAccountAuthorizationDetails");
});

test("Ctrl-C keeps what was read, and --from goes on", async () => {
  const [first, second, whole] = ["first.json", "second.json", "whole.json"].map((name) => join(line.folder, name)) as [
    string,
    string,
    string,
  ];
  sandbox.intercept = (call) => {
    if (call.operation === "GetOauth2CredentialProvider") process.emit("SIGINT");
    return undefined;
  };
  const interrupted = await line.run("--save", first);
  sandbox.intercept = undefined;
  expect(interrupted.exitCode).toBe(1);
  expect(interrupted.error).toContain(`Interrupted. Go on with --from ${first}`);
  expect(readFileSync(first, "utf8")).toContain('"error": "Interrupted"');
  expect((await line.run("--from", first, "--save", second)).exitCode).toBe(0);
  await line.run("--save", whole);
  const pieces = (file: string): unknown => ({ ...(JSON.parse(readFileSync(file, "utf8")) as object), takenAt: "" });
  expect(pieces(second)).toEqual(pieces(whole));
});

test.each([
  [["--account", "prod"], "--account wants a name and a profile or role"],
  [["--account", "prod=arn:aws:iam::111122223333:user/x"], "wants the ARN of a role"],
  [["--account", "a=x", "--account", "a=y"], "--account is given twice for a"],
  [["--region", "mars"], "--region wants a Region"],
  [["--sav", "x"], "did you mean --save?"],
])("%j is refused", async (args, message) => {
  const { exitCode, error } = await line.run(...args);
  expect(exitCode).toBe(2);
  expect(error).toContain(message);
});

test.each([
  [["--account", "prod=nobody", "--region", "us-east-1"], "AWS does not say who asks for account prod"],
  [["--iam", "FILE"], "holds no RoleDetailList"],
  [["--save", "/nowhere/at/all.json"], "cannot be written"],
])("%j fails with a way out", async (args, message) => {
  const file = line.file("empty.json", {});
  const { exitCode, error } = await line.run(...args.map((arg) => (arg === "FILE" ? file : arg)));
  expect(exitCode).toBe(1);
  expect(error).toContain(message);
});

describe("check --from", () => {
  const from = new CommandLine(check);
  test.each([
    ["no JSON", "{"],
    ["a plan", { format_version: "1.2", planned_values: {} }],
    ["a later version", { format: "agentcore-identity/snapshot/2" }],
    ["half a snapshot", { format: "agentcore-identity/snapshot/1", takenAt: "now", accounts: [{ id: "1" }] }],
  ])("refuses %s", async (_, content) => {
    const { exitCode, error } = await from.run("--from", from.file("snapshot.json", content));
    expect(exitCode).toBe(1);
    expect(error).toContain("snapshot.json");
  });

  test("is no plan, and takes none beside it", async () => {
    const { exitCode, error } = await from.run("plan.json", "--from", "snapshot.json");
    expect({ exitCode, error }).toMatchObject({ exitCode: 2, error: expect.stringContaining("not both") as string });
  });
});
