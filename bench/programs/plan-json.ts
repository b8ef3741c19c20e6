import { expectedOf } from "../../src/plan/expected";

export const PRINCIPALS = 5;
export const ACCOUNT = "111122223333";
const PLACE = `us-east-1:${ACCOUNT}`;

const roleArn = (provider: number, principal: number): string =>
  `arn:aws:iam::${ACCOUNT}:role/agents/agent-${provider}-${principal}`;
const principals = Array.from({ length: PRINCIPALS }, (_, index) => index);

/** Who should read, for as many credential providers. */
export const expectedIn = (size: number): ReturnType<typeof expectedOf> =>
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
export function planOf(size: number): string {
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

/** A managed resource as a state or plan has it. */
export const resource = (type: string, name: string, values: object): object => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
  values,
});

const statements = (...all: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: all.map((one) => ({ Effect: "Allow", ...one })) });
