import type { CoinbaseCdpProps, ExternalSecretOptions } from "cdktf-agentcore-identity";
import {
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  KmsAccess,
  PaymentCredentialProvider,
  PaymentVendor,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { KEY_ARN, reader, SECRET_ARN, secretIn } from "../support/fixtures";
import { encoded, allowed, only, refusals, resolved, resources, synth } from "../support/synth";

const OTHER_SECRET_ARN = SECRET_ARN.replace("google-oauth", "wallet");

function coinbaseIn(
  stack: TerraformStack,
  props: Partial<CoinbaseCdpProps> = {},
  options: Partial<ExternalSecretOptions> = {},
): PaymentCredentialProvider {
  const secret = secretIn(stack, options);
  const vendor = PaymentVendor.coinbaseCdp({
    apiKeyId: "key-1",
    apiKeySecret: secret.jsonKey("api_key"),
    walletSecret: secret.jsonKey("wallet"),
    ...props,
  });
  return new PaymentCredentialProvider(stack, "Pay", { name: "pay", vendor });
}

function applied(build: (stack: TerraformStack) => void): unknown {
  const inputs = Object.values(resources(synth(build), "terraform_data")).flatMap(({ provisioner }) => {
    const [{ "local-exec": exec }] = provisioner as [
      { "local-exec": { command: string; environment: Record<string, string> } },
    ];
    return exec.command === "apply" ? [encoded(exec.environment.AGENTCORE_IDENTITY_BRIDGE_INPUT)] : [];
  });
  // The content, and its confirmation.
  expect(inputs).toHaveLength(2);
  expect(inputs[1]).toEqual(inputs[0]);
  return inputs[0];
}

const external = (name: string, jsonKey: string, secretId = SECRET_ARN): object => ({
  [`${name}Source`]: "EXTERNAL",
  [`${name}Config`]: { secretId, jsonKey },
});

test("Coinbase's Developer Platform is sent as the API has it", () => {
  expect(applied((stack) => void coinbaseIn(stack))).toEqual({
    kind: "payment",
    region: "us-east-1",
    name: "pay",
    owner: "${local.agentcore_identity_owner}",
    credentialProviderVendor: "CoinbaseCDP",
    providerConfigurationInput: {
      coinbaseCdpConfiguration: {
        apiKeyId: "key-1",
        ...external("apiKeySecret", "api_key"),
        ...external("walletSecret", "wallet"),
      },
    },
  });
});

test("Stripe's Privy is sent as the API has it", () => {
  const build = (stack: TerraformStack): void => {
    const secret = secretIn(stack);
    const vendor = PaymentVendor.stripePrivy({
      appId: "app",
      authorizationId: "auth",
      appSecret: secret.jsonKey("app"),
      authorizationPrivateKey: secret.jsonKey("key"),
    });
    new PaymentCredentialProvider(stack, "Pay", { name: "pay", vendor });
  };
  expect(applied(build)).toMatchObject({
    credentialProviderVendor: "StripePrivy",
    providerConfigurationInput: {
      stripePrivyConfiguration: {
        appId: "app",
        authorizationId: "auth",
        ...external("appSecret", "app"),
        ...external("authorizationPrivateKey", "key"),
      },
    },
  });
});

test("a reader may use the provider and read both secrets, and nothing else", () => {
  const synthesized = synth((stack) => {
    const wallet = ExternalSecret.fromArn(stack, "Wallet", { secretArn: OTHER_SECRET_ARN, kmsKeyArn: KEY_ARN });
    coinbaseIn(stack, { walletSecret: wallet.jsonKey("wallet") }).grantUse(reader());
  });
  const vault = "arn:aws:bedrock-agentcore:us-east-1:111122223333";
  expect(allowed(only(synthesized, "aws_iam_role_policy").policy)).toEqual([
    `bedrock-agentcore:GetResourcePaymentToken ${vault}:token-vault/default`,
    `bedrock-agentcore:GetResourcePaymentToken ${vault}:token-vault/default/paymentcredentialprovider/pay`,
    `bedrock-agentcore:GetResourcePaymentToken ${vault}:workload-identity-directory/default`,
    `bedrock-agentcore:GetResourcePaymentToken ${vault}:workload-identity-directory/default/workload-identity/*`,
    `kms:Decrypt ${KEY_ARN}`,
    `kms:Decrypt ${KEY_ARN}`,
    `secretsmanager:GetSecretValue ${SECRET_ARN}`,
    `secretsmanager:GetSecretValue ${OTHER_SECRET_ARN}`,
  ]);
  expect(Object.keys(resources(synthesized, "aws_secretsmanager_secret_policy"))).toHaveLength(2);
  expect(Object.keys(resources(synthesized, "aws_kms_grant"))).toHaveLength(2);
});

test("two keys of one secret need one policy and one grant", () => {
  const synthesized = synth((stack) => coinbaseIn(stack).grantUse(reader()));
  expect(Object.keys(resources(synthesized, "aws_secretsmanager_secret_policy"))).toHaveLength(1);
  expect(Object.keys(resources(synthesized, "aws_kms_grant"))).toHaveLength(1);
});

test.each([
  ["", "is empty"],
  ["a".repeat(513), 'is not 1 to 512 letters, digits, "-" and "_"'],
  ["a b", 'is not 1 to 512 letters, digits, "-" and "_"'],
])("the key ID %j is refused", (apiKeyId, rule) => {
  const [line, ...more] = refusals((stack) => void coinbaseIn(stack, { apiKeyId }));
  expect(more).toEqual([]);
  expect(line).toContain(`${rule}. Give the ID that the vendor shows.`);
});

test("the key ID of 512 characters is fine", () => {
  expect(refusals((stack) => void coinbaseIn(stack, { apiKeyId: "a".repeat(512) }))).toEqual([]);
});

test("secrets of two Regions are refused", () => {
  const lines = refusals((stack) => {
    const wallet = ExternalSecret.fromArn(stack, "Wallet", {
      secretArn: OTHER_SECRET_ARN.replace("us-east-1", "eu-west-1"),
    });
    coinbaseIn(stack, { walletSecret: wallet.jsonKey("wallet") });
  });
  expect(lines).toEqual([
    '[stack/Pay] secrets "eu-west-1, us-east-1" are in different Regions, and AgentCore Identity reads nothing of another Region. Reference all in one Region: of a secret that is replicated there, its replica, as secret.replicaIn("us-east-1") gives it.',
  ]);
});

test("the way out of that arrives", () => {
  const lines = refusals((stack) => {
    const wallet = ExternalSecret.fromArn(stack, "Wallet", {
      secretArn: OTHER_SECRET_ARN.replace("us-east-1", "eu-west-1"),
    });
    coinbaseIn(stack, { walletSecret: wallet.replicaIn("us-east-1").jsonKey("wallet") }).grantUse(reader());
  });
  expect(lines).toEqual([]);
});

test("the deployer manages payment providers and writes key policies where the bridge does", () => {
  let document = "";
  synth((stack) => {
    const pay = coinbaseIn(stack, {}, { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY });
    const deployer = Deployer.role("arn:aws:iam::111122223333:role/terraform");
    document = resolved(
      stack,
      new DeployerPolicy(stack, "Deployer", { deployer, credentialProviders: [pay] }).policyDocument,
    );
  });
  const actions = allowed(document).map((line) => line.split(" ")[0]);
  expect(actions).toEqual(
    expect.arrayContaining([
      "bedrock-agentcore:CreatePaymentCredentialProvider",
      "kms:GetKeyPolicy",
      "kms:PutKeyPolicy",
      "secretsmanager:PutResourcePolicy",
    ]),
  );
  expect(actions).not.toContain("kms:CreateGrant");
});
