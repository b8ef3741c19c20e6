import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Sandbox } from "../../src/sandbox/sandbox";
import { plant } from "../../src/sandbox/seed";
import { AGENT, IAM_DECIDES, KEY_ARN, SECRET_ARN } from "./support/world";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start({ enforce: true });
});
afterEach(() => sandbox.close());

const key = { [KEY_ARN]: { policy: IAM_DECIDES } };
const planted = (seed: unknown): ReadonlyMap<string, string> => plant(sandbox, JSON.stringify(seed));

test("a seed becomes keys, secrets and roles; policies may be text or objects", () => {
  const keys = planted({
    keys: key,
    secrets: { [SECRET_ARN]: { value: "text", kmsKeyId: KEY_ARN, policy: JSON.parse(IAM_DECIDES) as object } },
    roles: { [AGENT]: { policies: {} } },
  });
  expect(sandbox.keys.of(KEY_ARN).policy).toBe(IAM_DECIDES);
  expect(sandbox.secrets.of(SECRET_ARN)).toMatchObject({ value: "text", policy: IAM_DECIDES });
  expect(sandbox.principals.of(keys.get(AGENT) ?? "")).toMatchObject({
    arn: "arn:aws:sts::111122223333:assumed-role/runtime/sandbox",
    roleArn: AGENT,
  });
});

test.each([
  ["a list", [], "the seed is no object."],
  ["an unknown member", { users: {} }, 'the seed has a member "users"; known are keys, roles, secrets.'],
  ["an unknown member of a secret", { secrets: { [SECRET_ARN]: { val: 1 } } }, 'has a member "val"'],
  ["a secret without a value", { secrets: { [SECRET_ARN]: {} } }, "value is missing"],
  ["a partial secret ARN", { secrets: { [SECRET_ARN.slice(0, -7)]: { value: "" } } }, "is a partial ARN"],
  [
    "a secret of another Region",
    { secrets: { [SECRET_ARN.replace("us-east-1", "eu-west-1")]: { value: "" } } },
    "is in eu-west-1, and the sandbox is us-east-1.",
  ],
  ["an unknown key", { secrets: { [SECRET_ARN]: { value: "", kmsKeyId: KEY_ARN } } }, "names none of the seed's keys"],
  ["a key without a policy", { keys: { [KEY_ARN]: {} } }, "policy: is not an object"],
  ["a policy without statements", { keys: { [KEY_ARN]: { policy: {} } } }, "Statement is neither"],
  ["a role that is a session", { roles: { "arn:aws:sts::111122223333:assumed-role/x/y": {} } }, "is a session"],
  ["a broken identity policy", { roles: { [AGENT]: { policies: { a: "{" } } } }, "is not JSON"],
  ["an access key that is none", { roles: { [AGENT]: { accessKeyId: "x" } } }, "accessKeyId is not 16 to 128"],
])("%s is refused", (_, seed, reason) => {
  expect(() => planted(seed)).toThrow(reason);
});

test("the seed in docs/sandbox.md can be planted", () => {
  const page = readFileSync(join(__dirname, "../../docs/sandbox.md"), "utf8");
  const seed = /```json\n(.*?)```/s.exec(page)?.[1] ?? "";
  expect([...plant(sandbox, seed).keys()]).toEqual(["arn:aws:iam::111122223333:role/terraform", AGENT]);
});
