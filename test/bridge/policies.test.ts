import { applyStatements, statementsOf } from "../../src/access/policy-merge";
import type { Statement } from "../../src/access/policy";
import { ownerSidPrefix } from "../../src/access/statement-owner";
import { Sandbox } from "../../src/sandbox/sandbox";
import { ServiceError } from "../../src/sandbox/service-error";
import { FOREIGN_KEY_POLICY, FOREIGN_SECRET_POLICY, furnish, KEY_ARN, SECRET_ARN, SUBJECTS } from "./support/objects";
import { run, useSandbox } from "./support/runs";

// Far more than it takes: a busy machine is no failure.

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  useSandbox(sandbox);
});
afterEach(() => sandbox.close());

const secret = () => sandbox.secrets.of(SECRET_ARN);
const { input, look, content } = SUBJECTS.secretPolicy;
const WEATHER = { owner: "stack/weather", secretArn: SECRET_ARN };
const other = { ...input, owner: WEATHER.owner };

/** Writes the other owner's statements into a text, as a run elsewhere would. */
const withOther = (text: string | undefined): string => {
  const merged = applyStatements(text, WEATHER, input.statements as Statement[]);
  return ("value" in merged && merged.value.text) || "";
};
const hasOther = (text = ""): boolean => text.includes(ownerSidPrefix(WEATHER));

describe("a lost update", () => {
  test("is noticed when another writer, who had read before, writes over ours", async () => {
    const stale = withOther(secret().policy);
    let puts = 0;
    sandbox.intercept = (call, phase) => {
      if (call.operation === "PutResourcePolicy" && phase === "after" && ++puts === 1) secret().policy = stale;
      return undefined;
    };
    expect((await run("apply", input)).exitCode).toBe(0);
    expect(look(sandbox)).toEqual(content);
    expect(hasOther(secret().policy)).toBe(true);
    expect(puts).toBe(2);
  });

  test("is noticed when he writes after the first confirmation", async () => {
    const stale = withOther(secret().policy);
    let gets = 0;
    sandbox.intercept = (call, phase) => {
      if (call.operation === "GetResourcePolicy" && phase === "before" && ++gets === 3) secret().policy = stale;
      return undefined;
    };
    expect((await run("apply", input)).exitCode).toBe(0);
    expect(look(sandbox)).toEqual(content);
    expect(hasOther(secret().policy)).toBe(true);
  });

  test("does not happen by our own repeats: each write reads again first", async () => {
    let puts = 0;
    sandbox.intercept = (call, phase) => {
      if (call.operation !== "PutResourcePolicy" || phase !== "before" || ++puts > 1) return undefined;
      secret().policy = withOther(secret().policy);
      return new ServiceError("ThrottlingException", "Rate exceeded", 400);
    };
    expect((await run("apply", input)).exitCode).toBe(0);
    expect(hasOther(secret().policy)).toBe(true);
    expect(look(sandbox)).toEqual(content);
  });

  test("of two owners at once leaves the statements of both", async () => {
    const runs = await Promise.all([run("apply", input), run("apply", other)]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    await run("apply", input);
    await run("apply", other);
    expect(look(sandbox)).toEqual(content);
    expect(hasOther(secret().policy)).toBe(true);
  });
});

describe("the policy of a secret", () => {
  test("is made where there is none, and deleted when our last statements go", async () => {
    secret().policy = undefined;
    await run("apply", input);
    await run("apply", other);
    await run("remove", input);
    expect(secret().policy).toBe(withOther(undefined));
    expect(await run("remove", other)).toMatchObject({ exitCode: 0, result: { policyBytes: 0 } });
    expect(secret().policy).toBeUndefined();
    expect(sandbox.calls.filter(({ operation }) => operation === "DeleteResourcePolicy")).toHaveLength(1);
  });

  test("is compared by meaning, since AWS may keep it in a form of its own", async () => {
    sandbox.secrets.policyForm = (text) =>
      JSON.stringify(JSON.parse(text), null, 2).replace(/\[\s*("arn[^"]*")\s*\]/g, "$1");
    await run("apply", input);
    expect(await run("apply", input)).toMatchObject({ exitCode: 0, result: { outcome: "unchanged" } });
    expect(sandbox.calls.filter(({ operation }) => operation === "PutResourcePolicy")).toHaveLength(1);
  });

  test("is not written over 20,480 bytes", async () => {
    const foreign = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "x".repeat(20_200), Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }],
    });
    secret().policy = foreign;
    const { exitCode, stderr } = await run("apply", input);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(
      /would have \d+ bytes, over the 20480 that AWS allows \(https:\/\/docs\.aws\.amazon\.com\/secretsmanager\/.*\)\. Nothing was written/,
    );
    expect(secret().policy).toBe(foreign);
  });

  test("is not written beside a statement that lets everybody in, which Secrets Manager is told to block", async () => {
    const open = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "secretsmanager:GetSecretValue", Resource: "*" }],
    });
    secret().policy = open;
    const { exitCode, stderr } = await run("apply", input);
    expect(exitCode).toBe(3);
    expect(stderr).toContain("lets everybody in by a statement of somebody else");
    expect(secret().policy).toBe(open);
  });
});

describe("a key policy", () => {
  const keyInput = SUBJECTS.keyPolicy.input;

  test("is never written without a statement that lets the account administer the key", async () => {
    const locked = FOREIGN_KEY_POLICY.replace("kms:*", "kms:Decrypt");
    sandbox.keys.of(KEY_ARN).policy = locked;
    const { exitCode, stderr } = await run("apply", keyInput);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(
      "would have no unconditional statement that lets account 111122223333 change it (kms:PutKeyPolicy)",
    );
    expect(stderr).toContain('Give "Principal": {"AWS": "arn:aws:iam::111122223333:root"} the action kms:*');
    expect(sandbox.keys.of(KEY_ARN).policy).toBe(locked);
  });

  test("is written without bypassing KMS's own check, and under its only name", async () => {
    await run("apply", keyInput);
    await run("remove", keyInput);
    const puts = sandbox.calls
      .filter(({ operation }) => operation === "PutKeyPolicy")
      .map(({ input: { Policy: _policy, ...rest } }) => rest);
    expect(puts).toEqual([
      { KeyId: KEY_ARN, PolicyName: "default" },
      { KeyId: KEY_ARN, PolicyName: "default" },
    ]);
    expect(sandbox.keys.of(KEY_ARN).policy).toBe(FOREIGN_KEY_POLICY);
  });

  test("is not written over 32 KB", async () => {
    const foreign = FOREIGN_KEY_POLICY.replace("Enable IAM", "x".repeat(32_500));
    sandbox.keys.of(KEY_ARN).policy = foreign;
    const { exitCode, stderr } = await run("apply", keyInput);
    expect([exitCode, sandbox.keys.of(KEY_ARN).policy]).toEqual([3, foreign]);
    expect(stderr).toContain("over the 32768 that AWS allows");
  });
});

test("a policy that cannot be edited safely is refused, untouched", async () => {
  const twice = '{"Statement":[],"Statement":[]}';
  secret().policy = twice;
  const { exitCode, stderr } = await run("apply", input);
  expect([exitCode, secret().policy]).toEqual([3, twice]);
  expect(stderr).toContain('has the member "Statement" twice');
  expect(statementsOf(FOREIGN_SECRET_POLICY, { ...WEATHER, owner: "stack/google-maps" })).toEqual({ value: [] });
});
