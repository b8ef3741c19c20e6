import type { Model } from "../../src/proof/model";
import { prove } from "../../src/proof/proof";
import type { Planned } from "./support/plan";
import { AGENT, allow, answers, KEY, modelOfPlan, PROVIDER, READ, role, secret, SECRET } from "./support/plan";

const POLICY = "arn:aws:iam::111122223333:policy/read";
const policy: Planned = { type: "aws_iam_policy", name: "p", before: { arn: POLICY, name: "read", policy: READ } };
const BOTH = ["create", "delete"];

/** Things that are known by their place alone: what they are, and who has read access by them. */
const PLACES: Readonly<Record<string, { readonly type: string; readonly values: object; readonly beside: Planned[] }>> =
  {
    attachment: {
      type: "aws_iam_role_policy_attachment",
      values: { role: "agent", policy_arn: POLICY },
      beside: [role({ managed_policy_arns: [POLICY] }), policy],
    },
    "inline policy": {
      type: "aws_iam_role_policy",
      values: { role: "agent", name: "read", policy: READ },
      beside: [role({ inline_policy: [{ name: "read", policy: READ }] })],
    },
    "secret policy": {
      type: "aws_secretsmanager_secret_policy",
      values: {
        secret_arn: SECRET,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { AWS: AGENT }, Action: "secretsmanager:GetSecretValue", Resource: "*" },
          ],
        }),
      },
      beside: [role({ inline_policy: [{ name: "use", policy: JSON.stringify(allow("bedrock-agentcore:*", "*")) }] })],
    },
  };
const readOf = (model: Model): string | undefined => answers(model)?.split(" ")[1];

describe.each(Object.entries(PLACES))("%s", (_, { type, values, beside }) => {
  const one = (name: string, more: Partial<Planned>): Planned => ({ type, name, before: values, ...more });
  const read = (...resources: Planned[]): string | undefined =>
    readOf(modelOfPlan({ resources: [PROVIDER, secret(), ...beside, ...resources] }));

  test("that one resource deletes and another writes may be there or not", () => {
    expect(read(one("new", { before: undefined, after: values }))).toBe("allowed");
    expect(read(one("old", { after: null }), one("new", { before: undefined, after: values }))).toBe("unknown");
  });

  test("that is made anew is there, unless it is deleted afterwards", () => {
    expect(read(one("it", { after: values, actions: ["delete", "create"] }))).toBe("allowed");
    expect(read(one("it", { after: values, actions: BOTH }))).toBe("unknown");
  });
});

test("instances whose places move by one delete what the next one makes", () => {
  const attach = (index: number, arn: string | null, before: string): Planned => ({
    type: "aws_iam_role_policy_attachment",
    name: `a${index}`,
    before: { role: "agent", policy_arn: before },
    after: arn === null ? null : { role: "agent", policy_arn: arn },
    ...(arn !== null && arn !== before && { actions: ["delete", "create"] }),
  });
  const other = "arn:aws:iam::111122223333:policy/other";
  const listing = JSON.stringify(allow("s3:ListBucket", "*"));
  const harmless: Planned = {
    type: "aws_iam_policy",
    name: "o",
    before: { arn: other, name: "other", policy: listing },
  };
  const after = (...resources: Planned[]): string | undefined =>
    readOf(modelOfPlan({ resources: [PROVIDER, secret(), role(), policy, harmless, ...resources] }));
  expect(after(attach(0, other, other), attach(1, POLICY, POLICY))).toBe("allowed");
  expect(after(attach(0, POLICY, other), attach(1, null, POLICY))).toBe("unknown");
});

test("a key has AWS's own policy if the deletion of the other one comes last", () => {
  const statement = { Sid: "S", Effect: "Allow", Principal: { AWS: AGENT }, Action: "kms:Decrypt", Resource: "*" };
  const values = { key_id: KEY, policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) };
  const one = (name: string, more: Partial<Planned>): Planned => ({
    type: "aws_kms_key_policy",
    name,
    before: values,
    ...more,
  });
  const keyed = [PROVIDER, secret({}, { kms_key_id: KEY }), role({ inline_policy: [{ name: "read", policy: READ }] })];
  const made = one("new", { before: undefined, after: values });
  expect(answers(modelOfPlan({ resources: [...keyed, made] }))).toBe("allowed allowed allowed");
  const old = one("old", { before: { ...values, key_id: KEY.split("/")[1] }, after: null });
  expect(answers(modelOfPlan({ resources: [...keyed, made, old] }))).toBe("allowed allowed unknown");
});

test("a membership that another resource deletes may be there or not", () => {
  const user = "arn:aws:iam::111122223333:user/ann";
  const people: Planned[] = [
    { type: "aws_iam_user", name: "u", before: { arn: user, name: "ann", path: "/" } },
    {
      type: "aws_iam_group",
      name: "g",
      before: { arn: "arn:aws:iam::111122223333:group/readers", name: "readers", path: "/" },
    },
    { type: "aws_iam_group_policy", name: "p", before: { group: "readers", name: "read", policy: READ } },
  ];
  const member = (name: string, more: Partial<Planned>): Planned => ({
    type: "aws_iam_user_group_membership",
    name,
    before: { user: "ann", groups: ["readers"] },
    ...more,
  });
  const read = (...resources: Planned[]): string | undefined =>
    answers(modelOfPlan({ resources: [PROVIDER, secret(), ...people, ...resources] }), user)?.split(" ")[1];
  const made = member("new", { before: undefined, after: { user: "ann", groups: ["readers"] } });
  expect(read(made)).toBe("allowed");
  expect(read(made, member("old", { after: null }))).toBe("unknown");
});

test("a policy of a role in one account is not taken from its namesake in another", () => {
  const far = "444455556666";
  const providers = {
    aws: { name: "aws", expressions: { region: { constant_value: "us-east-1" } } },
    "aws.far": { name: "aws", alias: "far", expressions: { allowed_account_ids: { constant_value: [far] } } },
  };
  const blocks = { inline_policy: [{ name: "read", policy: READ }] };
  const namesake: Planned = {
    ...role({ ...blocks, arn: `arn:aws:iam::${far}:role/agent` }, { provider: "aws.far" }),
    name: "namesake",
  };
  const gone = (more: Partial<Planned>): Planned => ({
    type: "aws_iam_role_policy",
    name: "gone",
    before: { role: "agent", name: "read", policy: READ },
    after: null,
    ...more,
  });
  const read = (...resources: Planned[]): string | undefined =>
    readOf(modelOfPlan({ providers, resources: [PROVIDER, secret(), role(blocks), ...resources] }));
  expect(read(namesake, gone({ expressions: {}, provider: "aws.far" }))).toBe("allowed");
  expect(read(namesake, gone({ expressions: {}, provider: "aws" }))).toBe("denied");
  // Of what has left the configuration the provider is not told.
  expect(read(namesake, gone({}))).toBe("unknown");
  expect(read(gone({}))).toBe("denied");
});

test("the reason names who deletes it, and what helps", () => {
  const { type, values, beside } = PLACES.attachment as (typeof PLACES)[string];
  const resources: Planned[] = [
    ...beside,
    { type, name: "old", before: values, after: null },
    { type, name: "new", after: values },
  ];
  const [row] = prove(modelOfPlan({ resources: [PROVIDER, secret(), ...resources] }));
  expect(row?.read.why).toContain("aws_iam_role_policy_attachment.old deletes the same in this apply");
  expect(row?.read.why).toContain("a moved block");
});
