import { AGENT, allow, answers, KEY, modelOfPlan, PROVIDER, READ, role, secret, SECRET } from "./support/plan";
import type { Planned } from "./support/plan";

const inline = (more: Partial<Planned>): Planned => ({
  type: "aws_iam_role_policy",
  name: "agent",
  before: { id: "agent:read", name: "read", role: "agent", policy: READ },
  ...more,
});
const policyOf = (document: object): string => JSON.stringify(document);
const secretPolicy = policyOf({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: AGENT }, Action: "secretsmanager:GetSecretValue", Resource: "*" }],
});
const keyPolicyFor = (action: string): string =>
  policyOf({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: AGENT }, Action: action, Resource: "*" }],
  });

describe("what the refresh saw is of before the apply", () => {
  const seen = { inline_policy: [{ name: "read", policy: READ }] };

  test("an inline policy that stays is there", () => {
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), role(seen), inline({})] }))).toBe(
      "allowed allowed allowed",
    );
  });

  test("one that is deleted is not, though the role still shows it", () => {
    const gone = inline({ after: null, reason: "delete_because_no_resource_config" });
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), role(seen), gone] }))).toBe("denied denied allowed");
  });

  test("one that leaves the state only stays in force, and is told", () => {
    const forgotten = inline({ after: null, actions: ["forget"] });
    const model = modelOfPlan({ resources: [PROVIDER, secret(), role(seen), forgotten] });
    expect(answers(model)).toBe("allowed allowed allowed");
    expect(model.left?.map(({ subject }) => subject)).toEqual(["aws_iam_role_policy.agent"]);
  });

  test("one that changes has its new text", () => {
    const other = policyOf(allow("s3:GetObject", "*"));
    const changed = inline({ after: { id: "agent:read", name: "read", role: "agent", policy: other } });
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), role(seen), changed] }))).toBe(
      "denied denied allowed",
    );
  });

  test("one that no resource owns stays", () => {
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), role(seen)] }))).toBe("allowed allowed allowed");
  });

  test("an attachment that is deleted is gone, one of another policy is not", () => {
    const arn = "arn:aws:iam::111122223333:policy/read";
    const policy: Planned = { type: "aws_iam_policy", name: "p", before: { arn, name: "read", policy: READ } };
    const attachment = (of: string): Planned => ({
      type: "aws_iam_role_policy_attachment",
      name: "a",
      before: { role: "agent", policy_arn: of },
      after: null,
    });
    const attached = role({ managed_policy_arns: [arn] });
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), attached, policy, attachment(arn)] }))).toBe(
      "denied denied allowed",
    );
    const other = attachment("arn:aws:iam::111122223333:policy/other");
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), attached, policy, other] }))).toBe(
      "allowed allowed allowed",
    );
  });

  test("a secret policy that is deleted is gone, though secret and data source still show it", () => {
    const reader = role({ inline_policy: [{ name: "use", policy: policyOf(allow("bedrock-agentcore:*", "*")) }] });
    const policy = (more: Partial<Planned>): Planned => ({
      type: "aws_secretsmanager_secret_policy",
      name: "p",
      before: { secret_arn: SECRET, policy: secretPolicy },
      ...more,
    });
    const stays = [PROVIDER, secret({}, { policy: secretPolicy }), reader, policy({})];
    const goes = [PROVIDER, secret({}, { policy: secretPolicy }), reader, policy({ after: null })];
    const read: Planned = {
      type: "aws_secretsmanager_secret",
      name: "read",
      data: true,
      after: { arn: SECRET, policy: secretPolicy, kms_key_id: "" },
    };
    expect(answers(modelOfPlan({ resources: stays }))).toBe("allowed allowed allowed");
    expect(answers(modelOfPlan({ resources: goes }))).toBe("allowed denied allowed");
    expect(answers(modelOfPlan({ resources: [PROVIDER, reader, read] }))).toBe("allowed allowed allowed");
    expect(answers(modelOfPlan({ resources: [PROVIDER, reader, read, policy({ after: null })] }))).toBe(
      "allowed denied allowed",
    );
  });

  test("a key policy that is deleted gives way to AWS's own", () => {
    const key: Planned = {
      type: "aws_kms_key",
      name: "k",
      before: { arn: KEY, key_id: KEY.split("/")[1], id: KEY.split("/")[1], policy: keyPolicyFor("kms:Encrypt") },
      expressions: {},
    };
    const policy = (more: Partial<Planned>): Planned => ({
      type: "aws_kms_key_policy",
      name: "p",
      before: { key_id: KEY.split("/")[1], policy: keyPolicyFor("kms:Encrypt") },
      ...more,
    });
    const keyed = secret({}, { kms_key_id: KEY });
    const decrypts = policyOf({
      ...JSON.parse(READ),
      Statement: [
        ...(JSON.parse(READ) as { Statement: object[] }).Statement,
        { Effect: "Allow", Action: "kms:Decrypt", Resource: KEY },
      ],
    });
    const reader = role({ inline_policy: [{ name: "read", policy: decrypts }] });
    expect(answers(modelOfPlan({ resources: [PROVIDER, keyed, reader, key, policy({})] }))).toBe(
      "allowed allowed denied",
    );
    expect(answers(modelOfPlan({ resources: [PROVIDER, keyed, reader, key, policy({ after: null })] }))).toBe(
      "allowed allowed allowed",
    );
    const bypassed = policy({
      before: {
        key_id: KEY.split("/")[1],
        policy: keyPolicyFor("kms:Encrypt"),
        bypass_policy_lockout_safety_check: true,
      },
      after: null,
    });
    expect(answers(modelOfPlan({ resources: [PROVIDER, keyed, reader, key, bypassed] }))).toBe(
      "allowed allowed denied",
    );
  });

  test("a key that is taken out of the configuration in place stays the secret's", () => {
    const after = { arn: SECRET, id: SECRET, name: "weather", policy: "", kms_key_id: null };
    const model = modelOfPlan({ resources: [PROVIDER, secret({ after }, { kms_key_id: KEY })] });
    expect(model.secrets.get(SECRET)?.keyArn).toBe(KEY);
    const replaced = secret({ after, actions: ["delete", "create"] }, { kms_key_id: KEY });
    expect(modelOfPlan({ resources: [PROVIDER, replaced] }).secrets.get(SECRET)?.keyArn).toBeNull();
  });

  test.each(["delete", "forget"])("a role that the plan is to %s", (action) => {
    const gone = role({ inline_policy: [{ name: "read", policy: READ }] }, { after: null, actions: [action] });
    const model = modelOfPlan({ resources: [PROVIDER, secret(), gone] });
    expect(answers(model)).toBe(action === "delete" ? "denied denied denied" : "allowed allowed allowed");
  });
});
