import { sourceOfPlan } from "../../src/plan/from-plan";
import { modelWith } from "../../src/plan/model-with";
import {
  AGENT,
  allow,
  answers,
  expectAgent,
  KEY,
  modelOfPlan,
  planJson,
  PROVIDER,
  READ,
  role,
  secret,
  SECRET,
} from "./support/plan";
import type { Planned } from "./support/plan";

const refers = (...references: string[]): object => ({ references });
const fresh = (type: string, name: string, after: object, unknown: object, expressions: object): Planned => ({
  type,
  name,
  after,
  unknown,
  expressions,
});
const reader = role({ inline_policy: [{ name: "read", policy: READ }] });
const decrypting = role({
  inline_policy: [
    { name: "read", policy: READ },
    { name: "decrypt", policy: JSON.stringify(allow("kms:Decrypt", KEY)) },
  ],
});
const keyed = secret({}, { kms_key_id: KEY });
const ROOT = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
  ],
});
const key = (values: object, unknown: object, expressions: object): Planned => ({
  type: "aws_kms_key",
  name: "k",
  before: { arn: KEY, key_id: KEY.split("/")[1], policy: ROOT },
  after: { arn: KEY, key_id: KEY.split("/")[1], ...values },
  unknown,
  expressions,
});

describe("unknown is not absent", () => {
  test("the policy of a key", () => {
    const own = key({ policy: ROOT }, {}, { policy: { constant_value: ROOT } });
    expect(answers(modelOfPlan({ resources: [PROVIDER, keyed, decrypting, own] }))).toBe("allowed allowed allowed");
    const open = key({}, { policy: true }, { policy: refers("local.policy") });
    expect(answers(modelOfPlan({ resources: [PROVIDER, keyed, decrypting, open] }))).toBe("allowed allowed unknown");
  });

  test("the policy of a secret", () => {
    const after = { arn: SECRET, id: SECRET, name: "weather", kms_key_id: null };
    const open = secret({ after, unknown: { policy: true }, expressions: { policy: refers("local.policy") } });
    expect(answers(modelOfPlan({ resources: [PROVIDER, open, reader] }))).toBe("allowed unknown allowed");
  });

  test("a policy that no configuration gives is none for what is new", () => {
    const made = fresh(
      "aws_secretsmanager_secret",
      "s",
      { arn: SECRET, name: "weather", kms_key_id: null },
      { policy: true },
      {},
    );
    expect(answers(modelOfPlan({ resources: [PROVIDER, made, reader] }))).toBe("allowed allowed allowed");
  });

  test("managed policies of a new role", () => {
    const values = { arn: AGENT, name: "agent", path: "/", inline_policy: [{ name: "read", policy: READ }] };
    const made = (unknown: object, expressions: object): Planned =>
      fresh("aws_iam_role", "agent", values, unknown, expressions);
    const none = made({ managed_policy_arns: true }, { inline_policy: [{}] });
    const open = made(
      { managed_policy_arns: true },
      { inline_policy: [{}], managed_policy_arns: refers("local.arns") },
    );
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), none] }))).toBe("allowed allowed allowed");
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), open] }))).toBe("unknown unknown unknown");
  });

  test("constraints, grantee, operations and key of a grant", () => {
    const grant = (values: object, unknown: object): Planned =>
      fresh(
        "aws_kms_grant",
        "g",
        { key_id: KEY, grantee_principal: AGENT, operations: ["Decrypt"], constraints: [], ...values },
        unknown,
        {
          key_id: refers("local.a"),
          grantee_principal: refers("local.b"),
          operations: refers("local.c"),
          constraints: [{}],
        },
      );
    const shut = key({ policy: JSON.stringify({ Version: "2012-10-17", Statement: [] }) }, {}, { policy: {} });
    const decrypts = (one: Planned): string | undefined =>
      answers(modelOfPlan({ resources: [PROVIDER, keyed, reader, shut, one] }));
    expect(decrypts(grant({}, {}))).toBe("allowed allowed allowed");
    expect(decrypts(grant({ operations: ["Encrypt"] }, {}))).toBe("allowed allowed denied");
    expect(decrypts(grant({ constraints: undefined }, { constraints: true }))).toBe("allowed allowed unknown");
    expect(decrypts(grant({ operations: undefined }, { operations: true }))).toBe("allowed allowed unknown");
    expect(decrypts(grant({ grantee_principal: undefined }, { grantee_principal: true }))).toBe(
      "allowed allowed unknown",
    );
    expect(decrypts(grant({ key_id: undefined }, { key_id: true }))).toBe("allowed allowed unknown");
  });

  test("the block of a provider that would name its secret", () => {
    const provider = fresh(
      "aws_bedrockagentcore_api_key_credential_provider",
      "w",
      { name: "weather" },
      { api_key_secret_config: true },
      { api_key_secret_config: refers("local.config") },
    );
    expect(answers(modelOfPlan({ resources: [provider, secret(), reader] }))).toBe("allowed unknown unknown");
  });

  test("inline_policy of nothing is none", () => {
    const nothing = { name: "use", policy: JSON.stringify(allow("bedrock-agentcore:*", "*")) };
    const model = modelOfPlan({
      resources: [PROVIDER, secret(), role({ inline_policy: [{ name: "", policy: "" }, nothing] })],
    });
    expect(answers(model)).toBe("allowed denied allowed");
    expect(model.roles.get(AGENT)?.policies).toHaveLength(1);
  });

  test("a block that is left open where others are not is dynamic", () => {
    const made = (name: string, inline: object, unknown: object): Planned =>
      fresh(
        "aws_iam_role",
        name,
        { name, path: "/", ...inline },
        { ...unknown, arn: true },
        { name: { constant_value: name } },
      );
    const plain = made("plain", { inline_policy: [] }, {});
    const dynamic = made("agent", {}, { inline_policy: true });
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), plain, dynamic] }))).toBe("unknown unknown unknown");
    const unset = made("agent", { inline_policy: [] }, {});
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), plain, unset] }))).toBe("denied denied allowed");
  });
});

test("that there is no dynamic block is taken for granted where nothing tells, and not where the stack does", () => {
  const made = fresh(
    "aws_iam_role",
    "agent",
    { name: "agent", path: "/" },
    { arn: true, inline_policy: true },
    { name: { constant_value: "agent" } },
  );
  const taken = (model: ReturnType<typeof modelOfPlan>): number =>
    model.assumptions.filter(({ text }) => text.includes("dynamic")).length;
  expect(taken(modelOfPlan({ resources: [PROVIDER, secret(), made] }))).toBe(1);
  const source = {
    ...sourceOfPlan(planJson({ resources: [PROVIDER, secret(), made] }), "plan.json"),
    dynamic: new Set<string>(),
  };
  expect(taken(modelWith(source, { policies: [], account: "111122223333" }))).toBe(0);
  const dynamic = { ...source, dynamic: new Set(["aws_iam_role.agent"]) };
  expect(answers(modelWith(dynamic, { policies: [], account: "111122223333", expected: expectAgent() }))).toBe(
    "unknown unknown unknown",
  );
});

describe("of a function a plan shows no more than what it is given", () => {
  const made = (region: string): Planned =>
    fresh(
      "aws_bedrockagentcore_api_key_credential_provider",
      "w",
      { name: "weather", region, api_key_secret_config: [{ json_key: "key" }] },
      { api_key_secret_config: [{ secret_id: true }] },
      {
        api_key_secret_config: [
          { secret_id: refers("aws_secretsmanager_secret.s.arn", "aws_secretsmanager_secret.s") },
        ],
      },
    );
  const secretsOf = (region: string): unknown =>
    modelOfPlan({ resources: [made(region), secret()] }).providers[0]?.references[0]?.secretId;

  test("the ARN of the secret is taken for granted in its own Region", () => {
    expect(secretsOf("us-east-1")).toBe(SECRET);
  });

  test("in another Region it may be that of a replica", () => {
    expect(secretsOf("eu-west-1")).toMatchObject({ reason: expect.stringContaining("a replica") as string });
    expect(modelOfPlan({ resources: [made("eu-west-1"), secret()] }).assumptions).toEqual([]);
  });
});

describe("values and expressions are a pair because of what they hold", () => {
  const other = JSON.stringify(allow("s3:GetObject", "*"));
  const blocks = (first: "a" | "z"): Planned => {
    const source = {
      a: { name: { constant_value: "a" }, policy: { constant_value: other } },
      z: { name: { constant_value: "z" }, policy: refers("aws_iam_policy.read.policy") },
    };
    return fresh(
      "aws_iam_role",
      "agent",
      {
        arn: AGENT,
        name: "agent",
        path: "/",
        inline_policy: [{ name: "a", policy: other }, { name: "z" }],
        managed_policy_arns: [],
      },
      { inline_policy: [{}, { policy: true }] },
      { name: { constant_value: "agent" }, inline_policy: first === "a" ? [source.a, source.z] : [source.z, source.a] },
    );
  };

  test.each(["a", "z"] as const)("two blocks of which %s stands first in the source", (first) => {
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), blocks(first)] }))).toBe("unknown unknown unknown");
  });
});
