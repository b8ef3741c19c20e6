import { expectedOf } from "../../src/cli/plan/expected";
import { sourceOfPlan } from "../../src/cli/plan/from-plan";
import { parseJson } from "../../src/cli/plan/json-file";
import { modelOf } from "../../src/cli/plan/model";
import { resultOf } from "../../src/cli/report/result";
import { textReport } from "../../src/cli/report/text";
import { median } from "../row";

/** Seconds by number of providers, printed as JSON. */
export type Checks = Readonly<Record<number, number>>;

const SIZES = [10, 100, 1000];
const PRINCIPALS = 5;
const RUNS = 3;
const ACCOUNT = "111122223333";
const PLACE = `us-east-1:${ACCOUNT}`;

function main(): void {
  const seconds = SIZES.map((size) => {
    const plan = planOf(size);
    run(plan, size);
    return [size, median(Array.from({ length: RUNS }, () => run(plan, size)))] as const;
  });
  process.stdout.write(JSON.stringify(Object.fromEntries(seconds) satisfies Checks));
}

/** Seconds from the text of the plan to the printed report: reading, proof, lint. */
function run(text: string, size: number): number {
  const start = process.hrtime.bigint();
  const source = sourceOfPlan(parseJson(text, "plan.json"), "plan.json");
  const model = modelOf(source, { policies: [], account: ACCOUNT, expected: expected(size) });
  const result = resultOf("plan.json", model);
  if (textReport(result, false).length === 0 || result.rows.length < size * PRINCIPALS) throw new Error("no report");
  return Number(process.hrtime.bigint() - start) / 1e9;
}

const roleArn = (provider: number, principal: number): string =>
  `arn:aws:iam::${ACCOUNT}:role/agents/agent-${provider}-${principal}`;
const principals = Array.from({ length: PRINCIPALS }, (_, index) => index);

const expected = (size: number): ReturnType<typeof expectedOf> =>
  expectedOf(
    {
      providers: Object.fromEntries(
        Array.from({ length: size }, (_, index) => [
          `provider-${index}`,
          { readers: principals.map((principal) => roleArn(index, principal)), deployers: [] },
        ]),
      ),
    },
    "expected",
  );

/** A plan as the constructs make it: each provider with a secret, its policy, a key, and readers with grants. */
function planOf(size: number): string {
  const resources = Array.from({ length: size }, (_, index) => {
    const secret = `arn:aws:secretsmanager:${PLACE}:secret:provider-${index}-AbCdEf`;
    const key = `arn:aws:kms:${PLACE}:key/${index}`;
    const readers = principals.map((principal) => roleArn(index, principal));
    const vault = `arn:aws:bedrock-agentcore:${PLACE}:token-vault/default`;
    const directory = `arn:aws:bedrock-agentcore:${PLACE}:workload-identity-directory/default`;
    const identity = statements(
      {
        Action: "bedrock-agentcore:GetResourceApiKey",
        Resource: [
          vault,
          `${vault}/apikeycredentialprovider/provider-${index}`,
          directory,
          `${directory}/workload-identity/*`,
        ],
      },
      { Action: "secretsmanager:GetSecretValue", Resource: [secret] },
      {
        Action: "kms:Decrypt",
        Resource: [key],
        Condition: {
          StringEquals: {
            "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
            "kms:EncryptionContext:SecretARN": secret,
          },
        },
      },
    );
    const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
    return [
      resource("aws_bedrockagentcore_api_key_credential_provider", `p${index}`, {
        name: `provider-${index}`,
        region: "us-east-1",
        api_key_secret_config: [{ secret_id: secret, json_key: "api_key" }],
      }),
      resource("aws_secretsmanager_secret_policy", `s${index}`, {
        secret_arn: secret,
        policy: statements({ Principal: { AWS: readers }, Action: "secretsmanager:GetSecretValue", Resource: "*" }),
      }),
      resource("aws_kms_key_policy", `k${index}`, {
        key_id: key,
        policy: statements({ Principal: root, Action: "kms:*", Resource: "*" }),
      }),
      ...readers.flatMap((grantee, principal) => [
        resource("aws_iam_role_policy", `r${index}-${principal}`, {
          name: "read",
          role: `agent-${index}-${principal}`,
          policy: identity,
        }),
        resource("aws_kms_grant", `g${index}-${principal}`, {
          key_id: key,
          grantee_principal: grantee,
          operations: ["Decrypt"],
          constraints: [{ encryption_context_subset: { SecretARN: secret } }],
        }),
      ]),
    ];
  });
  return JSON.stringify({
    format_version: "1.2",
    planned_values: { root_module: { resources: resources.flat() } },
    resource_changes: [],
    configuration: {},
  });
}

const resource = (type: string, name: string, values: object): object => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
  values,
});

const statements = (...all: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: all.map((one) => ({ Effect: "Allow", ...one })) });

main();
