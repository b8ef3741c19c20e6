import type { Planned } from "./support/plan";
import { allow, answers, KEY, modelOfPlan, PROVIDER, READ, role, secret, SECRET } from "./support/plan";

const decrypting = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    ...(JSON.parse(READ) as { Statement: object[] }).Statement,
    { Sid: "D", Effect: "Allow", Action: "kms:Decrypt", Resource: "*" },
  ],
});
const reader = role({ inline_policy: [{ name: "read", policy: decrypting }] });
const root = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
  ],
});
const after = (...resources: Planned[]): string | undefined =>
  answers(modelOfPlan({ resources: [PROVIDER, ...resources] }));

test("a key of awscc that is disabled decrypts for nobody", () => {
  const key = (enabled: boolean): Planned => ({
    type: "awscc_kms_key",
    name: "k",
    before: { arn: KEY, key_id: KEY.split("/")[1], enabled, key_policy: root },
  });
  expect(after(secret({}, { kms_key_id: KEY }), reader, key(true))).toBe("allowed allowed allowed");
  expect(after(secret({}, { kms_key_id: KEY }), reader, key(false))).toBe("allowed allowed denied");
});

test("a secret of awscc is known by its identifier, and so is its key", () => {
  const made = (kms_key_id: string | null): Planned => ({
    type: "awscc_secretsmanager_secret",
    name: "s",
    before: { id: SECRET, secret_id: SECRET, name: "weather", kms_key_id },
  });
  expect(after(made(null), reader)).toBe("allowed allowed allowed");
  expect(after(made(KEY), reader)).toBe("allowed allowed unknown");
});

test("a replica of awscc has a key of its own", () => {
  const there = (arn: string): string => arn.replace("us-east-1", "eu-west-1");
  const provider: Planned = {
    ...PROVIDER,
    after: {
      name: "weather",
      region: "eu-west-1",
      api_key_secret_config: [{ secret_id: there(SECRET), json_key: "k" }],
    },
  };
  const policy = JSON.stringify(allow("*", "*"));
  const made = (replica: object): Planned => ({
    type: "awscc_secretsmanager_secret",
    name: "s",
    before: { id: SECRET, name: "weather", kms_key_id: null, replica_regions: [{ region: "eu-west-1", ...replica }] },
  });
  const of = (replica: object): string | undefined =>
    answers(modelOfPlan({ resources: [provider, role({ inline_policy: [{ name: "all", policy }] }), made(replica)] }));
  expect(of({ kms_key_id: null })).toBe("allowed allowed allowed");
  expect(of({ kms_key_id: there(KEY) })).toBe("allowed allowed unknown");
});

test("a user of awscc is in the groups that it lists", () => {
  const user = "arn:aws:iam::111122223333:user/ann";
  const group: Planned = {
    type: "awscc_iam_group",
    name: "g",
    before: { arn: "arn:aws:iam::111122223333:group/readers", group_name: "readers", path: "/" },
  };
  const policy: Planned = {
    type: "awscc_iam_group_policy",
    name: "p",
    before: { group_name: "readers", policy_name: "read", policy_document: READ },
  };
  const ann = (groups: string[]): Planned => ({
    type: "awscc_iam_user",
    name: "u",
    after: { user_name: "ann", path: "/", groups },
    unknown: { arn: true },
  });
  const read = (groups: string[]): string | undefined =>
    answers(modelOfPlan({ resources: [PROVIDER, secret(), group, policy, ann(groups)] }), user)?.split(" ")[1];
  expect(read(["readers"])).toBe("allowed");
  expect(read(["others"])).toBeUndefined();
});

test("whoever is named inside of a state that is not read is not known", () => {
  const made = (Roles: string[]): Planned => ({
    type: "aws_cloudcontrolapi_resource",
    name: "x",
    after: { type_name: "AWS::IAM::Policy", desired_state: JSON.stringify({ PolicyName: "p", Roles }) },
  });
  expect(after(secret(), role(), made(["agent"]))).toBe("unknown unknown unknown");
  expect(after(secret(), role(), made(["other"]))).toBe("denied denied allowed");
});
