import { isUnknown, shownText } from "../../src/decision";
import {
  ACCOUNT,
  AGENT,
  allow,
  answers,
  expectAgent,
  KEY,
  modelOfPlan,
  PROVIDER,
  READ,
  role,
  secret,
  SECRET,
} from "./support/plan";
import type { Planned } from "./support/plan";

const ID = KEY.split("/")[1] as string;
const resource = (type: string, after: object, more: Partial<Planned> = {}): Planned => ({
  type,
  name: "x",
  after,
  ...more,
});
const policy = (action: string): string => JSON.stringify(allow(action, "*", { Principal: { AWS: AGENT } }));
const reader = role({
  inline_policy: [
    { name: "read", policy: READ },
    { name: "decrypt", policy: JSON.stringify(allow("kms:Decrypt", KEY)) },
  ],
});

describe("the key of a secret", () => {
  const key = resource("aws_kms_key", { arn: KEY, key_id: ID, policy: policy("kms:Decrypt"), is_enabled: true });
  const alias = resource("aws_kms_alias", { name: "alias/mine", target_key_id: ID });
  const keyOf = (kms_key_id: string, ...more: Planned[]): unknown =>
    modelOfPlan({ resources: [PROVIDER, secret({}, { kms_key_id }), key, ...more] }).secrets.get(SECRET)?.keyArn;

  test("named by ID, ARN or alias", () => {
    expect(keyOf(ID)).toBe(KEY);
    expect(keyOf(KEY)).toBe(KEY);
    expect(keyOf("alias/mine", alias)).toBe(KEY);
    expect(keyOf(`arn:aws:kms:us-east-1:${ACCOUNT}:alias/mine`, alias)).toBe(KEY);
    expect(keyOf("alias/aws/secretsmanager")).toBeNull();
    expect(isUnknown(keyOf("alias/other", alias))).toBe(true);
  });

  test.each([
    ["aws_kms_key", "is_enabled"],
    ["aws_kms_external_key", "enabled"],
    ["aws_kms_replica_key", "enabled"],
  ])("%s has its own policy, and decrypts only while it is enabled", (type, enabled) => {
    const decrypts = (action: string, isEnabled: boolean): string | undefined => {
      const own = resource(type, { arn: KEY, key_id: ID, policy: policy(action), [enabled]: isEnabled });
      return answers(modelOfPlan({ resources: [PROVIDER, secret({}, { kms_key_id: KEY }), reader, own] }));
    };
    expect(decrypts("kms:Decrypt", true)).toBe("allowed allowed allowed");
    expect(decrypts("kms:Encrypt", true)).toBe("allowed allowed denied");
    expect(decrypts("kms:Decrypt", false)).toBe("allowed allowed denied");
  });

  test("a fact outranks what somebody states, and the claim is kept", () => {
    const expected = { ...expectAgent(), keys: new Map([[SECRET, null]]) };
    const model = modelOfPlan({ resources: [PROVIDER, secret({}, { kms_key_id: KEY })] }, { expected });
    expect(model.secrets.get(SECRET)).toMatchObject({ keyArn: KEY, claimed: { keyArn: null } });
    const same = { ...expectAgent(), keys: new Map([[SECRET, KEY]]) };
    const agreed = modelOfPlan({ resources: [PROVIDER, secret({}, { kms_key_id: KEY })] }, { expected: same });
    expect(agreed.secrets.get(SECRET)?.claimed).toBeUndefined();
  });
});

test("a MANAGED provider has a secret of AgentCore's, which its reader must be allowed to read", () => {
  const provider = resource("aws_bedrockagentcore_api_key_credential_provider", {
    name: "weather",
    api_key_secret_source: "MANAGED",
  });
  const name = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:bedrock-agentcore-identity!default/apikey/weather-`;
  const with_ = (secretPattern: string): Planned =>
    role({
      inline_policy: [
        { name: "use", policy: JSON.stringify(allow("bedrock-agentcore:*", "*")) },
        { name: "read", policy: JSON.stringify(allow("secretsmanager:GetSecretValue", secretPattern)) },
      ],
    });
  const model = modelOfPlan({ resources: [provider, with_(`${name}*`)] });
  expect(model.providers[0]?.references[0]?.isManaged).toBe(true);
  expect(shownText(String(model.providers[0]?.references[0]?.secretId))).toContain(name);
  expect(answers(model)).toBe("allowed allowed allowed");
  expect(answers(modelOfPlan({ resources: [provider, with_(SECRET)] }))).toBe("allowed denied allowed");
});

describe("a type that is not read", () => {
  const stack = (more: object): Planned => resource("aws_cloudformation_stack", { name: "s", ...more });
  const read = role({ inline_policy: [{ name: "read", policy: READ }] });

  test("a type that is not read is said once, and changes nothing that it does not name", () => {
    const model = modelOfPlan({ resources: [PROVIDER, secret(), read, stack({}), { ...stack({}), name: "y" }] });
    expect(model.assumptions.filter(({ text }) => text.includes("aws_cloudformation_stack"))).toHaveLength(1);
    expect(answers(model)).toBe("allowed allowed allowed");
  });

  test("what it names is unknown", () => {
    const model = modelOfPlan({ resources: [PROVIDER, secret(), read, stack({ parameters: { Role: AGENT } })] });
    expect(answers(model)).toBe("unknown unknown unknown");
  });

  test("of a type without effect nothing is said", () => {
    const model = modelOfPlan({
      resources: [PROVIDER, secret(), read, resource("aws_s3_bucket_policy", { policy: "{}" })],
    });
    expect(model.assumptions.filter(({ text }) => text.includes("aws_s3"))).toEqual([]);
  });
});

test("a grant whose constraints are empty maps has none, as the AWS provider writes what is not set", () => {
  const of = (constraints: object[]): string | undefined => {
    const values = { key_id: KEY, grantee_principal: AGENT, operations: ["Decrypt"], constraints };
    const grant: Planned = { type: "aws_kms_grant", name: "g", before: values };
    const shut = {
      type: "aws_kms_key",
      name: "k",
      before: { arn: KEY, is_enabled: true, policy: policy("kms:Encrypt") },
    };
    const holder = role({ inline_policy: [{ name: "read", policy: READ }] });
    return answers(modelOfPlan({ resources: [PROVIDER, secret({}, { kms_key_id: KEY }), holder, shut, grant] }));
  };
  const none = { encryption_context_equals: {}, encryption_context_subset: {} };
  expect(of([none])).toBe("allowed allowed allowed");
  expect(of([{ ...none, encryption_context_subset: { SecretARN: SECRET } }])).toBe("allowed allowed allowed");
  expect(of([{ ...none, encryption_context_subset: { SecretARN: "another" } }])).toBe("allowed allowed denied");
  expect(of([{ ...none, encryption_context_equals: { SecretARN: SECRET } }])).toBe("allowed allowed denied");
});

test("an alias that moves to another key leaves it open which key has encrypted what is there", () => {
  const other = KEY.replace("1234abcd", "9999abcd");
  const alias = (target: string): Planned => {
    const before = { name: "alias/team", target_key_id: KEY.split("/")[1], target_key_arn: KEY };
    if (target === KEY) return { type: "aws_kms_alias", name: "a", before };
    return { type: "aws_kms_alias", name: "a", before, after: { name: "alias/team", target_key_id: target } };
  };
  const keys = [KEY, other].map((arn, index): Planned => ({
    type: "aws_kms_key",
    name: `k${index}`,
    before: { arn, policy: null },
    expressions: {},
  }));
  const decrypts = JSON.stringify(allow("*", "*"));
  const holder = role({ inline_policy: [{ name: "all", policy: decrypts }] });
  const of = (target: string): string | undefined =>
    answers(
      modelOfPlan({ resources: [PROVIDER, secret({}, { kms_key_id: "alias/team" }), holder, ...keys, alias(target)] }),
    );
  expect(of(KEY)).toBe("allowed allowed allowed");
  expect(of(other)).toBe("allowed allowed unknown");
});

test("whether a key is enabled only the apply may tell", () => {
  const all = role({ inline_policy: [{ name: "all", policy: JSON.stringify(allow("*", "*")) }] });
  const of = (unknown: object, is_enabled?: boolean): string | undefined => {
    const before = { arn: KEY, key_id: ID, is_enabled: true, policy: null };
    const after = { arn: KEY, key_id: ID, policy: null, ...(is_enabled !== undefined && { is_enabled }) };
    const expressions = { is_enabled: { references: ["var.on"] } };
    const key: Planned = { type: "aws_kms_key", name: "k", before, after, unknown, expressions };
    return answers(modelOfPlan({ resources: [PROVIDER, secret({}, { kms_key_id: KEY }), all, key] }));
  };
  expect(of({}, true)).toBe("allowed allowed allowed");
  expect(of({}, false)).toBe("allowed allowed denied");
  expect(of({ is_enabled: true })).toBe("allowed allowed unknown");
});

test("of a replica that only the apply tells the key is not known, nor is it taken for the default one", () => {
  const there = SECRET.replace("us-east-1", "eu-west-1");
  const config = [{ secret_id: there, json_key: "key" }];
  const provider: Planned = {
    ...PROVIDER,
    after: { name: "weather", region: "eu-west-1", api_key_secret_config: config },
  };
  const all = role({ inline_policy: [{ name: "all", policy: JSON.stringify(allow("*", "*")) }] });
  const of = (after: object, unknown: object): string | undefined =>
    answers(modelOfPlan({ resources: [provider, all, secret({ before: undefined, after, unknown })] }));
  const known = { name: "weather", arn: SECRET };
  const replica = [{ region: "eu-west-1", kms_key_id: null }];
  expect(of({ ...known, replica }, {})).toBe("allowed allowed allowed");
  expect(of(known, { replica: true })).toBe("allowed allowed unknown");
});
