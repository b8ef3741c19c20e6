import { prove } from "../../src/proof/proof";
import type { Planned } from "./support/plan";
import { AGENT, allow, answers, modelOfPlan, PROVIDER, READ, role, secret, SECRET } from "./support/plan";

const naming = (secret_id: string, more: object = {}): Planned => ({
  ...PROVIDER,
  after: { name: "weather", api_key_secret_config: [{ secret_id, json_key: "key" }], ...more },
});
const reader = role({ inline_policy: [{ name: "read", policy: READ }] });
const of = (...resources: Planned[]): string | undefined => answers(modelOfPlan({ resources: [reader, ...resources] }));

test.each<[string, string, string]>([
  ["its ARN", SECRET, "allowed allowed allowed"],
  ["its ARN without suffix", SECRET.slice(0, -7), "allowed allowed allowed"],
  ["its name", "weather", "allowed allowed allowed"],
  ["the name of another", "weather2", "allowed unknown unknown"],
  ["a partial ARN of another", SECRET.replace("weather-AbCdEf", "weather2"), "allowed unknown unknown"],
])("a secret named by %s", (_name, text, cells) => {
  expect(of(secret(), naming(text))).toBe(cells);
});

test("a name is of the provider's own Region", () => {
  expect(of(secret(), naming("weather", { region: "eu-west-1" }))).toBe("allowed unknown unknown");
});

test("a secret that the plan makes is found by its name, however its address is written", () => {
  const made = {
    ...secret({ before: undefined, after: { name: "weather" }, unknown: { arn: true } }),
    name: "my-secret",
  };
  const model = modelOfPlan({ resources: [made, naming("weather")] });
  expect(String(model.providers[0]?.references[0]?.secretId)).toContain(
    "suffix of aws_secretsmanager_secret.my-secret",
  );
});

test("what is no full ARN is said, with a way out", () => {
  const model = modelOfPlan({ resources: [reader, naming("weather2")] });
  const [row] = prove(model);
  expect(row?.read.why).toBe("the secret is named by weather2, which is no full ARN: name it by its ARN");
});

test("a policy for a name is for the secret of that name, and not for one that begins like it", () => {
  const letsIn = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: AGENT }, Action: "secretsmanager:GetSecretValue", Resource: "*" }],
  });
  const use = role({ inline_policy: [{ name: "use", policy: JSON.stringify(allow("bedrock-agentcore:*", "*")) }] });
  const policyOf = (secret_id: string): Planned => ({
    type: "awscc_secretsmanager_resource_policy",
    name: "p",
    after: { secret_id, resource_policy: letsIn },
  });
  const reads = (secret_id: string): string | undefined =>
    answers(modelOfPlan({ resources: [use, secret(), PROVIDER, policyOf(secret_id)] }))?.split(" ")[1];
  expect(reads("weather")).toBe("allowed");
  expect(reads(SECRET)).toBe("allowed");
  expect(reads("weathe")).toBe("denied");
  const longer = SECRET.replace("weather-", "weather-api-");
  const other = { ...secret({}, { arn: longer, id: longer, name: "weather-api" }), name: "o" };
  const provider = naming(longer);
  const model = modelOfPlan({ resources: [use, other, provider, policyOf("weather")] });
  expect(answers(model)?.split(" ")[1]).toBe("denied");
});
