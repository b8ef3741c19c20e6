import { BRIDGE_LOCALS, bridgeLocals, bridgeResources } from "../bridge";
import type { ModuleDefinition } from "../definition";
import { show, use } from "../documents/examples";
import type { Body } from "../hcl/json";
import { adoptVariable, BRIDGE_NOTES, bridgeVariables, ownerVariable } from "../rules/bridge";
import { COINBASE, paymentVariables, paymentVendorVariable } from "../rules/payment";
import { nameVariable, tagsVariable, verifyJsonKeyVariable } from "../rules/provider";
import { JSON_KEYS, nameWarning, sameRegion, warning } from "../rules/resource";
import { SECRET_ARN } from "../rules/samples";
import {
  CALLED,
  configurations,
  payment,
  paymentArn,
  paymentInput,
  paymentKeyGuards,
  paymentOwner,
  SECRETS,
} from "./payment-parts";

const VERSION = "aws_secretsmanager_secret_version";
function locals(): Body {
  const { "//": comments, ...bridge } = bridgeLocals(paymentInput());
  const { "//": aboutOwner, ...owner } = paymentOwner();
  return {
    "//": {
      references: "Those of the vendor; the other one's are null.",
      configurations: "In the API's own words, which each vendor has a part of.",
      ...(aboutOwner as Body),
      ...(comments as Body),
    },
    references: `\${[for reference in [${SECRETS.map((name) => `var.${name}`).join(", ")}] : reference if reference != null]}`,
    region: '${try(split(":", local.references[0].secret_arn)[3], "")}',
    partition: '${try(split(":", local.references[0].secret_arn)[1], "")}',
    configurations: configurations(),
    ...owner,
    json_keys: `\${${JSON_KEYS}}`,
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

function resources(): Body[] {
  return bridgeResources(payment(), {
    ...BRIDGE_LOCALS,
    called: CALLED,
    preconditions: [...paymentKeyGuards(), sameRegion(undefined, "data.aws_region.this.region")],
  });
}

export function paymentCredentialProvider(): ModuleDefinition {
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
      ownerVariable,
      adoptVariable,
      ...bridgeVariables(),
    ],
    outputs: [
      {
        name: "credential_provider_arn",
        description: "The ARN of the credential provider.",
        value: `"${paymentArn}"`,
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
      { locals: locals() },
      { data: { aws_caller_identity: { this: {} } } },
      { data: { aws_region: { this: {} } } },
      ...resources(),
      jsonKeySource(),
      warning("credential_provider", nameWarning()),
    ],
    minimal: { name: "wallet", owner: "payments", ...COINBASE },
    asserts: {
      "AgentCore must be told to read the team's own secrets":
        'join(",", [for name in ["apiKeySecretSource", "walletSecretSource"] : jsondecode(terraform_data.content.triggers_replace.input).providerConfigurationInput.coinbaseCdpConfiguration[name]]) == "EXTERNAL,EXTERNAL"',
      "The reference must be the secret's full ARN":
        "jsondecode(terraform_data.content.triggers_replace.input).providerConfigurationInput.coinbaseCdpConfiguration.walletSecretConfig.secretId == var.wallet_secret.secret_arn",
      "Only name and Region may make another provider":
        'join(",", keys(jsondecode(terraform_data.removal.triggers_replace))) == "kind,name,region"',
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
            owner: "payments",
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
            owner: "payments",
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
