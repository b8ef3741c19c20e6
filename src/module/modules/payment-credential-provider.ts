import type { TerraformStack } from "cdktf";
import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import { providerArn } from "../../access/vault";
import { PaymentVendor } from "../../identity/payment-vendor";
import { ExternalSecret } from "../../secret/external-secret";
import type { SecretReference } from "../../secret/secret-reference";
import { BRIDGE_LOCALS, bridgeInput, bridgeLocals, bridgeResources } from "../bridge";
import type { ModuleDefinition } from "../definition";
import { show, use } from "../documents/examples";
import type { Body } from "../hcl/json";
import { inner } from "../rules/guard";
import { BRIDGE_NOTES, BRIDGE_SAMPLE, bridgeVariables } from "../rules/bridge";
import { COINBASE, paymentVariables, paymentVendorVariable } from "../rules/payment";
import { paymentIn } from "../rules/payment-samples";
import { nameVariable, tagsVariable, verifyJsonKeyVariable } from "../rules/provider";
import { JSON_KEY_COMMENT, nameWarning, sameRegion, verifiedKeyGuards, warning } from "../rules/resource";
import { SECRET_ARN } from "../rules/samples";
import { synthesize } from "../synthesis";
import { snakeCase } from "../words";

const VERSION = "aws_secretsmanager_secret_version";
const SECRETS = Object.values(PAYMENT_VENDORS).flatMap(({ secrets }) => secrets.map(snakeCase));

/** A reference by the expressions of its members. */
const reference = (stack: TerraformStack, id: string, secretArn: string, jsonKey: string): SecretReference =>
  ExternalSecret.fromAttributes(stack, id, {
    secretArn: `\${${secretArn}}`,
    region: "${local.region}",
    account: "${local.account}",
    partition: "${local.partition}",
  }).jsonKey(`\${${jsonKey}}`);

/** Whichever the vendor is, its references are a list. */
const listed = (stack: TerraformStack, index: number): SecretReference =>
  reference(stack, `Secret${index}`, `local.references[${index}].secret_arn`, `local.references[${index}].json_key`);

/** The inputs of the vendor that it is not are null. */
const given = (stack: TerraformStack, variable: string): SecretReference =>
  reference(stack, variable, `one(var.${variable}[*].secret_arn)`, `one(var.${variable}[*].json_key)`);

const provider = (vendor: (stack: TerraformStack) => PaymentVendor): Body =>
  synthesize((stack) =>
    paymentIn(stack, vendor(stack), { name: "${var.name}", verifyJsonKey: true, bridge: BRIDGE_SAMPLE }),
  );

/** What the constructs tell the program of each vendor. */
function configurations(): Body {
  const made = [
    provider((stack) =>
      PaymentVendor.coinbaseCdp({
        apiKeyId: "${var.api_key_id}",
        apiKeySecret: given(stack, "api_key_secret"),
        walletSecret: given(stack, "wallet_secret"),
      }),
    ),
    provider((stack) =>
      PaymentVendor.stripePrivy({
        appId: "${var.app_id}",
        authorizationId: "${var.authorization_id}",
        appSecret: given(stack, "app_secret"),
        authorizationPrivateKey: given(stack, "authorization_private_key"),
      }),
    ),
  ].map((synthesized) => bridgeInput(synthesized).content);
  return Object.fromEntries(
    made.map(({ credentialProviderVendor, providerConfigurationInput }) => [
      JSON.parse(inner(String(credentialProviderVendor))) as string,
      providerConfigurationInput as string,
    ]),
  );
}

function locals(synthesized: Body): Body {
  const { "//": comments, ...bridge } = bridgeLocals(bridgeInput(synthesized), {
    credentialProviderVendor: "${var.vendor}",
    providerConfigurationInput: "${local.configurations[var.vendor]}",
    tags: "${var.tags}",
  });
  return {
    "//": {
      references: "Those of the vendor; the other one's are null.",
      configurations: "In the API's own words, which each vendor has a part of.",
      ...(comments as Body),
    },
    references: `\${[for reference in [${SECRETS.map((name) => `var.${name}`).join(", ")}] : reference if reference != null]}`,
    region: '${try(split(":", local.references[0].secret_arn)[3], "")}',
    partition: '${try(split(":", local.references[0].secret_arn)[1], "")}',
    configurations: configurations(),
    ...bridge,
  };
}

/** The constructs' ephemeral resources, one for each reference. */
const jsonKeySource = (): Body => ({
  ephemeral: {
    [VERSION]: {
      this: {
        "//": "Terraform reads the secrets while it plans and applies, and keeps their values in no plan and no state.",
        count: "${var.verify_json_key ? length(local.references) : 0}",
        secret_id: "${local.references[count.index].secret_arn}",
      },
    },
  },
});

function resources(synthesized: Body): Body[] {
  const guards = verifiedKeyGuards(preconditionsOf(synthesized), 2);
  return bridgeResources(synthesized, {
    ...BRIDGE_LOCALS,
    called: "the credential provider",
    preconditions: [
      { "//": { condition: JSON_KEY_COMMENT }, ...guards[0] },
      ...guards.slice(1),
      sameRegion(undefined, "data.aws_region.this.region"),
    ],
  });
}

export function paymentCredentialProvider(): ModuleDefinition {
  const synthesized = provider((stack) =>
    PaymentVendor.coinbaseCdp({
      apiKeyId: "${var.api_key_id}",
      apiKeySecret: listed(stack, 0),
      walletSecret: listed(stack, 1),
    }),
  );
  const arn = providerArn(
    {
      partition: "${local.partition}",
      region: "${local.region}",
      account: "${data.aws_caller_identity.this.account_id}",
    },
    "payment",
    "${var.name}",
  );
  return {
    folder: "payment-credential-provider",
    summary:
      "A payment credential provider of Amazon Bedrock AgentCore Identity, for Coinbase CDP or Stripe Privy, whose keys stay in Secrets Manager secrets that the team owns. No AWS provider has it.",
    notes: [
      'Readers, the roles of payment managers, get the permission to use it with [reader-policy](../reader-policy), kind = "payment".',
      ...BRIDGE_NOTES,
      "The AWS provider says in which account it is, for its ARN: let it work where the program does.",
    ],
    variables: [
      nameVariable,
      paymentVendorVariable,
      ...paymentVariables(),
      verifyJsonKeyVariable,
      {
        ...tagsVariable,
        description: `${tagsVariable.description.split(". ")[0]}. By default it has none; the AWS provider's default tags do not reach it.`,
      },
      ...bridgeVariables(),
    ],
    outputs: [
      {
        name: "credential_provider_arn",
        description: "The ARN of the credential provider.",
        value: `"${arn}"`,
        dependsOn: ["terraform_data.confirmation"],
      },
      {
        name: "name",
        description: "The name by which agents ask for the credential.",
        value: "var.name",
        dependsOn: ["terraform_data.confirmation"],
      },
    ],
    main: [
      { locals: locals(synthesized) },
      { data: { aws_caller_identity: { this: {} } } },
      { data: { aws_region: { this: {} } } },
      ...resources(synthesized),
      jsonKeySource(),
      warning(nameWarning()),
    ],
    minimal: { name: "wallet", ...COINBASE },
    asserts: {
      "AgentCore must be told to read the team's own secrets":
        'join(",", [for name in ["apiKeySecretSource", "walletSecretSource"] : jsondecode(terraform_data.content.triggers_replace.input).providerConfigurationInput.coinbaseCdpConfiguration[name]]) == "EXTERNAL,EXTERNAL"',
      "The reference must be the secret's full ARN":
        "jsondecode(terraform_data.content.triggers_replace.input).providerConfigurationInput.coinbaseCdpConfiguration.walletSecretConfig.secretId == var.wallet_secret.secret_arn",
      "Only name and Region may make another provider":
        'join(",", keys(jsondecode(terraform_data.existence.triggers_replace))) == "kind,name,region"',
      "The ARN must be that of a payment credential provider":
        'output.credential_provider_arn == "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/paymentcredentialprovider/wallet"',
    },
    examples: [
      {
        name: "coinbase",
        about: "a Coinbase wallet whose two keys are in one secret.",
        main: [
          use("wallet", {
            name: "checkout-wallet",
            vendor: "CoinbaseCDP",
            api_key_id: "checkout",
            api_key_secret: { secret_arn: WALLET_ARN, json_key: "api_key" },
            wallet_secret: { secret_arn: WALLET_ARN, json_key: "wallet" },
            tags: { team: "payments" },
          }),
          show("credential_provider_arn", "The ARN of the wallet's provider.", "module.wallet.credential_provider_arn"),
        ],
      },
      {
        name: "stripe-privy",
        about: "Stripe's Privy with keys in two secrets, made by a role that the program assumes.",
        main: [
          use("privy", {
            name: "checkout-privy",
            vendor: "StripePrivy",
            app_id: "checkout-app",
            authorization_id: "checkout-authorization",
            app_secret: { secret_arn: WALLET_ARN.replace("wallet", "privy-app"), json_key: "app_secret" },
            authorization_private_key: {
              secret_arn: WALLET_ARN.replace("wallet", "privy-signing"),
              json_key: "private_key",
            },
            assume_role_arn: "arn:aws:iam::111122223333:role/terraform",
          }),
          show("credential_provider_arn", "The ARN of the provider.", "module.privy.credential_provider_arn"),
        ],
      },
    ],
  };
}

const WALLET_ARN = SECRET_ARN.replace("google-oauth", "payments/wallet");

/** The preconditions of the constructs' content. */
function preconditionsOf({ resource }: Body): readonly Body[] {
  const all = Object.values((resource as Body).terraform_data as Body) as readonly { lifecycle?: Body }[];
  return all.flatMap(({ lifecycle }) => (lifecycle?.precondition ?? []) as readonly Body[]);
}
