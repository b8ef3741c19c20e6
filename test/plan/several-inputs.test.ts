import { AGENT, allow, answers, KEY, modelOfPlans, PROVIDER, READ, role, secret, SECRET } from "./support/plan";
import type { Planned } from "./support/plan";

const VAULT = "444455556666";
const SHARED = SECRET.replace("111122223333", VAULT);
const SHARED_KEY = KEY.replace("111122223333", VAULT);
const configuration = (account: string): object => ({
  aws: {
    name: "aws",
    expressions: { region: { constant_value: "us-east-1" }, allowed_account_ids: { constant_value: [account] } },
  },
});
const provider: Planned = {
  ...PROVIDER,
  after: { name: "weather", api_key_secret_config: [{ secret_id: SHARED, json_key: "key" }] },
};
const statement = (action: string, principal = AGENT): string =>
  JSON.stringify(allow(action, "*", { Principal: { AWS: principal } }));
const reader = role({
  inline_policy: [
    { name: "read", policy: READ.replaceAll("111122223333:secret", `${VAULT}:secret`) },
    { name: "decrypt", policy: JSON.stringify(allow("kms:Decrypt", SHARED_KEY)) },
  ],
});
const agents = { resources: [provider, reader], providers: configuration("111122223333") };
const vault = (principal: string): { resources: Planned[]; providers: object } => ({
  resources: [
    secret({}, { arn: SHARED, id: SHARED, kms_key_id: SHARED_KEY }),
    {
      type: "aws_secretsmanager_secret_policy",
      name: "p",
      after: { secret_arn: SHARED, policy: statement("secretsmanager:GetSecretValue", principal) },
    },
    { type: "aws_kms_key", name: "k", before: { arn: SHARED_KEY, policy: statement("kms:Decrypt", principal) } },
  ],
  providers: configuration(VAULT),
});

describe("several inputs are one world", () => {
  test("the provider of one plan, secret and key of another", () => {
    expect(answers(modelOfPlans([agents, vault(AGENT)], { account: undefined }))).toBe("allowed allowed allowed");
    const other = AGENT.replace("agent", "other");
    expect(answers(modelOfPlans([agents, vault(other)], { account: undefined }))).toBe("allowed denied denied");
  });

  test("addresses name their input", () => {
    const model = modelOfPlans([agents, vault(AGENT)], { account: undefined });
    expect(model.secrets.get(SHARED)?.at).toBe("1.json: aws_secretsmanager_secret.s");
    expect(model.providers[0]?.at).toBe("0.json: aws_bedrockagentcore_api_key_credential_provider.w");
  });

  test("two policies for one secret are alternatives", () => {
    const model = modelOfPlans([agents, vault(AGENT), vault(AGENT.replace("agent", "other"))], { account: undefined });
    const { policy, otherPolicies } = model.secrets.get(SHARED) ?? {};
    expect([policy, ...(otherPolicies ?? [])].map((one) => one?.at)).toEqual([
      "1.json: aws_secretsmanager_secret_policy.p",
      "2.json: aws_secretsmanager_secret_policy.p",
    ]);
  });

  test("two keys for one secret are a conflict, one key twice is none", () => {
    const keyed = (key: string) => ({ resources: [secret({}, { arn: SHARED, id: SHARED, kms_key_id: key })] });
    const other = SHARED_KEY.replace("1234abcd", "5678abcd");
    expect(modelOfPlans([agents, keyed(SHARED_KEY), keyed(other)]).conflicts?.map(({ subject }) => subject)).toEqual([
      SHARED,
    ]);
    expect(modelOfPlans([agents, keyed(SHARED_KEY), keyed(SHARED_KEY)]).conflicts).toEqual([]);
  });
});

test("a replica has the policy of its primary, and a key of its own", () => {
  const replica = SECRET.replace("us-east-1", "us-west-2");
  const west: Planned = {
    ...PROVIDER,
    after: { name: "weather", region: "us-west-2", api_key_secret_config: [{ secret_id: replica, json_key: "key" }] },
  };
  const primary = secret({}, { replica: [{ region: "us-west-2", kms_key_id: "" }], kms_key_id: KEY });
  const policy = (principal: string): Planned => ({
    type: "aws_secretsmanager_secret_policy",
    name: "p",
    after: { secret_arn: SECRET, policy: statement("secretsmanager:GetSecretValue", principal) },
  });
  const use = role({ inline_policy: [{ name: "use", policy: JSON.stringify(allow("bedrock-agentcore:*", "*")) }] });
  const model = (principal: string) => modelOfPlans([{ resources: [west, primary, policy(principal), use] }]);
  expect(answers(model(AGENT))).toBe("allowed allowed allowed");
  expect(answers(model(AGENT.replace("agent", "other")))).toBe("allowed denied allowed");
  expect(model(AGENT).secrets.get(replica)?.keyArn).toBeNull();
});
