import type { App, TerraformStack } from "cdktf";
import { ApiKeyStack } from "../../examples/api-key/stack";
import { CrossAccountVaultStack } from "../../examples/cross-account-vault/stack";
import { CustomIdpStack } from "../../examples/custom-idp/stack";
import { GatewayStack } from "../../examples/gateway/stack";
import { GoogleMapsStack } from "../../examples/google-maps/stack";
import { KEY_ARN, PaymentsBridgeStack, SECRET_ARN } from "../../examples/payments-bridge/stack";
import { WIDENED } from "../support/bindings";
import type { Synthesized } from "../support/synth";
import { encoded, ownResources, allowed, only, resources, statements, synthStack, testApp } from "../support/synth";

const synthExample = (Example: new (app: App, id: string) => TerraformStack): Synthesized =>
  synthStack(new Example(testApp(), "example"));

/** What a role may do with a provider of the readers' account. */
const uses = (action: string, region: string, provider: string, identity = "*"): string[] => {
  const vault = `arn:aws:bedrock-agentcore:${region}:111122223333:token-vault/default`;
  const directory = `arn:aws:bedrock-agentcore:${region}:111122223333:workload-identity-directory/default`;
  return [vault, `${vault}/${provider}`, directory, `${directory}/workload-identity/${identity}`].map(
    (arn) => `bedrock-agentcore:${action} ${arn}`,
  );
};

const conditions = (policy: unknown): unknown[] =>
  statements(policy).flatMap(({ Condition }) => (Condition ? [Condition] : []));
const decrypts = (region: string, secretArn: string): object => ({
  StringEquals: {
    "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
    "kms:EncryptionContext:SecretARN": secretArn,
  },
});

describe("google-maps", () => {
  const synthesized = synthExample(GoogleMapsStack);
  const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
  const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  test("is this", () => expect(synthesized).toMatchSnapshot());

  test("lets each of two agents obtain, read and decrypt, and nothing else", () => {
    const policies = Object.values(resources(synthesized, "aws_iam_role_policy"));
    expect(policies.map(({ role }) => role).sort()).toEqual(["fraud-check", "route-planner"]);
    for (const { policy } of policies) {
      expect(allowed(policy)).toEqual(
        [
          ...uses("GetResourceOauth2Token", "us-east-1", "oauth2credentialprovider/google-maps"),
          `kms:Decrypt ${KEY}`,
          `secretsmanager:GetSecretValue ${SECRET}`,
        ].sort(),
      );
      expect(conditions(policy)).toEqual([decrypts("us-east-1", SECRET)]);
    }
  });

  test("lets both read the secret, and nobody else", () => {
    const agents = ["fraud-check", "route-planner"].map((name) => `arn:aws:iam::111122223333:role/agents/${name}`);
    const { policy } = only(synthesized, "aws_secretsmanager_secret_policy");
    expect(statements(policy).map(({ Principal, Action }) => [Principal, Action])).toEqual([
      [{ AWS: agents }, "secretsmanager:GetSecretValue"],
    ]);
    const grants = Object.values(resources(synthesized, "aws_kms_grant"));
    expect(grants.map(({ grantee_principal, operations }) => [grantee_principal, operations])).toEqual(
      agents.map((agent) => [agent, ["Decrypt"]]),
    );
  });
});

describe("api-key", () => {
  const synthesized = synthExample(ApiKeyStack);
  const SECRET = "${aws_secretsmanager_secret.Made.arn}";
  const uses4 = uses("GetResourceApiKey", "eu-west-1", "apikeycredentialprovider/weather").map(
    (line) => line.split(" ")[1],
  );

  test("is this", () => expect(synthesized).toMatchSnapshot());

  test("lets the stack's own role obtain and read, and nothing else", () => {
    const policies = Object.values(resources(synthesized, "aws_iam_role_policy"));
    expect(policies).toEqual([
      {
        name_prefix: "AgentCoreIdentity-eu-west-1-apikey-weather-",
        role: "${aws_iam_role.Agent.name}",
        lifecycle: expect.anything() as object,
        policy: [
          '${jsonencode({"Version" = "2012-10-17", "Statement" = [',
          '{"Sid" = "AgentCoreIdentityUseOf2f47efde", "Effect" = "Allow", "Action" = "bedrock-agentcore:GetResourceApiKey", ',
          `"Resource" = [${uses4.map((arn) => `"${arn}"`).join(", ")}]}, `,
          '{"Sid" = "AgentCoreIdentityReadSecretOf2f47efde", "Effect" = "Allow", "Action" = "secretsmanager:GetSecretValue", ',
          `"Resource" = ["${SECRET}"]}]})}`,
        ].join(""),
      },
    ]);
  });

  test("offers the other team and the deployer their documents", () => {
    const { ForecastGatewayPolicy, DeployerPolicyDocument } = synthesized.output ?? {};
    expect(ForecastGatewayPolicy?.value).toBe(Object.values(resources(synthesized, "aws_iam_role_policy"))[0]?.policy);
    const actions = [
      ...String(DeployerPolicyDocument?.value).matchAll(/"(?:bedrock-agentcore|secretsmanager|iam|kms):(\w+)"/g),
    ].map(([, action]) => action);
    expect(actions).toEqual([
      "CreateApiKeyCredentialProvider",
      "CreateTokenVault",
      "DeleteApiKeyCredentialProvider",
      "GetApiKeyCredentialProvider",
      "ListTagsForResource",
      "TagResource",
      "UntagResource",
      "UpdateApiKeyCredentialProvider",
      "DescribeSecret",
      "GetSecretValue",
      "DescribeSecret",
      "GetResourcePolicy",
      "DeleteRolePolicy",
      "GetRolePolicy",
      "PutRolePolicy",
    ]);
  });

  test("leaves secret policy and key alone", () => {
    expect(Object.keys(ownResources(synthesized)).sort()).toEqual([
      "aws_bedrockagentcore_api_key_credential_provider",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_secretsmanager_secret",
    ]);
  });
});

describe("cross-account-vault", () => {
  const synthesized = synthExample(CrossAccountVaultStack);
  const SECRET = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3";
  const KEY = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee";
  const [AGENT, DEPLOYER] = ["support-agent", "terraform"].map((name) => `arn:aws:iam::111122223333:role/${name}`);

  test("is this", () => expect(synthesized).toMatchSnapshot());

  test("the agents' side: the agent obtains, reads and decrypts, and nothing else", () => {
    const { policy, provider } = only(synthesized, "aws_iam_role_policy");
    expect(provider).toBe("aws");
    expect(allowed(policy)).toEqual(
      [
        ...uses("GetResourceOauth2Token", "us-east-1", "oauth2credentialprovider/slack"),
        `kms:Decrypt ${KEY}`,
        `secretsmanager:GetSecretValue ${SECRET}`,
      ].sort(),
    );
    expect(conditions(policy)).toEqual([decrypts("us-east-1", SECRET)]);
  });

  test("the vault's side: its policy and grants let agent and deployer in", () => {
    const { policy, provider } = only(synthesized, "aws_secretsmanager_secret_policy");
    expect(provider).toBe("aws.vault");
    expect(statements(policy).map(({ Principal, Action, Condition }) => [Principal, Action, Condition])).toEqual([
      [{ AWS: [AGENT] }, "secretsmanager:GetSecretValue", undefined],
      [{ AWS: [DEPLOYER] }, ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], undefined],
    ]);
    const grants = Object.values(resources(synthesized, "aws_kms_grant"));
    expect(grants).toHaveLength(2);
    for (const grantee_principal of [AGENT, DEPLOYER]) {
      expect(grants).toContainEqual({
        key_id: KEY,
        grantee_principal,
        operations: ["Decrypt"],
        constraints: [{ encryption_context_subset: { SecretARN: SECRET } }],
        provider: "aws.vault",
      });
    }
  });
});

describe("custom-idp", () => {
  const synthesized = synthExample(CustomIdpStack);
  const SIGNING_KEY = "arn:aws:kms:eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe";
  const viaIdentity = { StringEquals: { "kms:ViaService": "bedrock-agentcore-identity.eu-central-1.amazonaws.com" } };

  test("is this", () => expect(synthesized).toMatchSnapshot());

  test("lets the agent obtain through its identities and sign, and read no secret", () => {
    const { policy } = only(synthesized, "aws_iam_role_policy");
    expect(allowed(policy)).toEqual(
      [
        ...uses("GetResourceOauth2Token", "eu-central-1", "oauth2credentialprovider/bank-idp", "ledger-*"),
        `kms:DescribeKey ${SIGNING_KEY}`,
        `kms:Sign ${SIGNING_KEY}`,
      ].sort(),
    );
    expect(conditions(policy)).toEqual([viaIdentity]);
  });

  test("offers the token vault key's policy for agent and deployer", () => {
    const Principal = { AWS: ["ledger-agent", "terraform"].map((name) => `arn:aws:iam::111122223333:role/${name}`) };
    const policy = synthesized.output?.TokenVaultKeyPolicy?.value;
    expect(statements(policy)).toEqual([
      {
        Sid: "AgentCoreIdentityTokenVault",
        Effect: "Allow",
        Principal,
        Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"],
        Resource: "*",
        Condition: {
          ...viaIdentity,
          ArnEquals: {
            "kms:EncryptionContext:aws-crypto-ec:aws:bedrock-agentcore-identity:token-vault-arn":
              "arn:aws:bedrock-agentcore:eu-central-1:111122223333:token-vault/default",
          },
        },
      },
      {
        Sid: "AgentCoreIdentityTokenVaultDescribe",
        Effect: "Allow",
        Principal,
        Action: "kms:DescribeKey",
        Resource: "*",
        Condition: viaIdentity,
      },
    ]);
  });

  test("holds no secret at all", () => {
    expect(JSON.stringify(synthesized)).not.toContain("secretsmanager");
    expect(JSON.stringify(synthesized)).not.toContain("client_secret_");
  });
});

describe("gateway", () => {
  const synthesized = synthExample(GatewayStack);
  const IDENTITY = "${aws_bedrockagentcore_gateway.Gateway.workload_identity_details[0].workload_identity_arn}";

  test("is this", () => expect(synthesized).toMatchSnapshot());

  test("lets the gateway obtain, read and decrypt through its own identity, and nothing else", () => {
    const lines = Object.values(resources(synthesized, "aws_iam_role_policy")).flatMap(({ policy }) => allowed(policy));
    const expected = [
      ["GetResourceOauth2Token", "oauth2credentialprovider/tickets"],
      ["GetResourceApiKey", "apikeycredentialprovider/forecasts"],
    ].flatMap(([action = "", provider = ""]) =>
      [action, "GetWorkloadAccessToken", "GetWorkloadAccessTokenForJWT"].flatMap((name) => [
        ...uses(name, "us-east-1", provider).slice(0, 3),
        `bedrock-agentcore:${name} ${IDENTITY}`,
      ]),
    );
    expect(lines.filter((line) => line.startsWith("bedrock-agentcore:")).sort()).toEqual(expected.sort());
    expect(lines.filter((line) => !line.startsWith("bedrock-agentcore:")).sort()).toEqual([
      "kms:Decrypt arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      "secretsmanager:GetSecretValue arn:aws:secretsmanager:us-east-1:111122223333:secret:tickets-oauth-AbCdEf",
      "secretsmanager:GetSecretValue arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-api-GhIjKl",
    ]);
  });

  test("makes each target after all that its credential needs", () => {
    const targets = Object.values(resources(synthesized, "aws_bedrockagentcore_gateway_target"));
    const typesOf = ({ depends_on }: object & { depends_on?: unknown }): string[] =>
      (depends_on as string[]).map((address) => address.split(".")[0] as string);
    expect(targets.map(typesOf)).toEqual([
      ["aws_iam_role_policy", "aws_secretsmanager_secret_policy", "aws_kms_grant"],
      ["aws_iam_role_policy", "aws_secretsmanager_secret_policy"],
    ]);
  });
});

describe("payments-bridge", () => {
  const synthesized = synthExample(PaymentsBridgeStack);
  const [AGENT, DEPLOYER] = ["agents/checkout", "terraform"].map((name) => `arn:aws:iam::111122223333:role/${name}`);
  /** What each of the bridge's objects holds. */
  const inputs = Object.values(resources(synthesized, "terraform_data")).flatMap(({ triggers_replace: triggers }) =>
    typeof triggers === "object" && triggers !== null && "removal" in triggers && "input" in triggers
      ? [encoded(triggers.input)]
      : [],
  );
  const input = (name: string): Record<string, unknown> =>
    inputs.find((one) => one.kind === name || one.name === name) ?? {};

  test("is this", () => expect(synthesized).toMatchSnapshot());

  test("needs no AWS provider", () => {
    expect(Object.keys(synthesized.resource ?? {})).toEqual(["terraform_data"]);
    expect(synthesized.terraform.required_providers).toBeUndefined();
  });

  test("references three JSON keys of one secret, and holds no value", () => {
    const references = [...JSON.stringify(inputs).matchAll(/"secretId":"([^"]*)","jsonKey":"([^"]*)"/g)];
    expect(references.map(([, secretId, jsonKey]) => [secretId, jsonKey])).toEqual(
      ["client_secret", "coinbase_api_key", "coinbase_wallet"].map((key) => [SECRET_ARN, key]),
    );
    expect(JSON.stringify(synthesized)).not.toMatch(/"(clientSecret|apiKeySecret|walletSecret)\\*":/);
  });

  test("adds to the secret policy: agent and deployer, and nobody else", () => {
    const added = JSON.stringify({ Statement: input("secretPolicy").statements });
    expect(statements(added).map(({ Principal }) => Principal)).toEqual([{ AWS: [AGENT] }, { AWS: [DEPLOYER] }]);
  });

  test("adds to the key policy: both may decrypt this secret, when Secrets Manager asks", () => {
    const added = JSON.stringify({ Statement: input("keyPolicy").statements });
    expect(statements(added).map(({ Principal, Action }) => [Principal, Action])).toEqual([
      [{ AWS: [AGENT, DEPLOYER] }, "kms:Decrypt"],
    ]);
    expect(conditions(added)).toEqual([decrypts("us-east-1", SECRET_ARN)]);
  });

  test("offers the agent a document for each provider", () => {
    for (const [output, action, provider] of [
      ["GoogleMapsPolicy", "GetResourceOauth2Token", "oauth2credentialprovider/checkout-maps"],
      ["WalletPolicy", "GetResourcePaymentToken", "paymentcredentialprovider/checkout-wallet"],
    ] as const) {
      expect(allowed(synthesized.output?.[output]?.value)).toEqual(
        [
          ...uses(action, "us-east-1", provider),
          `kms:Decrypt ${KEY_ARN}`,
          `secretsmanager:GetSecretValue ${SECRET_ARN}`,
        ].sort(),
      );
    }
  });
});

test.each([GoogleMapsStack, ApiKeyStack, CrossAccountVaultStack, CustomIdpStack, GatewayStack])(
  "%p asks for an AWS provider and a Terraform that can do it",
  (Example) => {
    const { terraform } = synthExample(Example);
    expect(terraform.required_version).toBe(">= 1.11.0");
    expect(terraform.required_providers.aws?.version).toBe(WIDENED);
  },
);
