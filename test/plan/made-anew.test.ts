import type { Planned } from "./support/plan";
import { AGENT, allow, answers, KEY, modelOfPlan, PROVIDER, READ, role, secret, SECRET } from "./support/plan";

const POLICY = "arn:aws:iam::111122223333:policy/read";
const policy: Planned = { type: "aws_iam_policy", name: "p", before: { arn: POLICY, name: "read", policy: READ } };
const attachment = (more: Partial<Planned> = {}): Planned => ({
  type: "aws_iam_role_policy_attachment",
  name: "a",
  before: { role: "agent", policy_arn: POLICY },
  ...more,
});
const UNKNOWN = { arn: true, id: true, unique_id: true, managed_policy_arns: true };
const use = [{ name: "use", policy: JSON.stringify(allow("bedrock-agentcore:*", "*")) }];
/** The role is deleted and made again, under the same name or another one. */
const anew = (name: string, inline_policy: object[] = []): Planned =>
  role(
    { managed_policy_arns: [POLICY], inline_policy },
    {
      after: { name, path: "/", inline_policy },
      unknown: UNKNOWN,
      actions: ["delete", "create"],
    },
  );
const secretPolicy = (more: Partial<Planned> = {}): Planned => ({
  type: "aws_secretsmanager_secret_policy",
  name: "p",
  before: {
    secret_arn: SECRET,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { AWS: [AGENT] }, Action: "secretsmanager:GetSecretValue", Resource: "*" },
      ],
    }),
  },
  ...more,
});
const after = (...resources: Planned[]): string | undefined =>
  answers(modelOfPlan({ resources: [PROVIDER, ...resources] }));

describe("a role that is deleted and made again under its name", () => {
  test("has the attachments that are made again, and of others nobody knows", () => {
    const again = attachment({ after: { role: "agent", policy_arn: POLICY }, actions: ["delete", "create"] });
    expect(after(secret(), anew("agent"), policy, again)).toBe("allowed allowed allowed");
    expect(after(secret(), anew("agent"), policy, attachment())).toBe("unknown unknown allowed");
  });

  test("is not the one whom a secret policy names that is not written again", () => {
    const values = secretPolicy().before;
    const written = secretPolicy({ after: values, actions: ["delete", "create"] });
    expect(after(secret(), role({ inline_policy: use }), secretPolicy())).toBe("allowed allowed allowed");
    expect(after(secret(), anew("agent", use), written)).toBe("allowed allowed allowed");
    expect(after(secret(), anew("agent", use), secretPolicy())).toBe("allowed denied allowed");
  });

  test("is not the grantee of a grant that is not made again", () => {
    const values = { key_id: KEY, grantee_principal: AGENT, operations: ["Decrypt"], constraints: [] };
    const grant = (more: Partial<Planned>): Planned => ({ type: "aws_kms_grant", name: "g", before: values, ...more });
    const key: Planned = {
      type: "aws_kms_key",
      name: "k",
      before: { arn: KEY, is_enabled: true, policy: JSON.stringify({ ...allow("kms:*", "*"), Statement: [] }) },
    };
    const keyed = [secret({}, { kms_key_id: KEY }), key, anew("agent", [{ name: "read", policy: READ }])];
    expect(after(...keyed, grant({ after: values, actions: ["delete", "create"] }))).toBe("allowed allowed allowed");
    expect(after(...keyed, grant({}))).toBe("allowed allowed denied");
  });
});

test("a role that is made anew under another name is gone, whatever still names the old one", () => {
  const inline: Planned = {
    type: "aws_iam_role_policy",
    name: "i",
    before: { role: "agent", name: "read", policy: READ },
  };
  expect(after(secret(), role(), inline)).toBe("allowed allowed allowed");
  expect(after(secret(), anew("agent2"), inline)).toBe("denied denied denied");
});

test("a secret or key that is made anew has another ARN: the old one is gone", () => {
  const reader = role({ inline_policy: [{ name: "read", policy: READ }] });
  const made = { after: { name: "weather" }, unknown: { arn: true, id: true, policy: true } };
  expect(after(secret(), reader)).toBe("allowed allowed allowed");
  expect(after(secret({ ...made, actions: ["delete", "create"] }), reader)).toBe("allowed denied allowed");
  const decrypts = { Sid: "D", Effect: "Allow", Action: "kms:Decrypt", Resource: "*" };
  const { Statement: statements } = JSON.parse(READ) as { Statement: object[] };
  const decrypting = JSON.stringify({ Version: "2012-10-17", Statement: [...statements, decrypts] });
  const key = (more: Partial<Planned>): Planned => ({
    type: "aws_kms_key",
    name: "k",
    before: { arn: KEY, key_id: KEY.split("/")[1], is_enabled: true, policy: null },
    expressions: {},
    ...more,
  });
  const keyed = [secret({}, { kms_key_id: KEY }), role({ inline_policy: [{ name: "read", policy: decrypting }] })];
  expect(after(...keyed, key({}))).toBe("allowed allowed allowed");
  const anewKey = { after: {}, unknown: { arn: true, key_id: true, policy: true }, actions: ["create", "delete"] };
  expect(after(...keyed, key(anewKey))).toBe("allowed allowed denied");
});
