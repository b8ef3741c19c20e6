import type { TerraformStack } from "cdktf";
import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import { providerArn } from "../../access/vault";
import { PaymentVendor } from "../../identity/payment-vendor";
import { ExternalSecret } from "../../secret/external-secret";
import type { SecretReference } from "../../secret/secret-reference";
import type { BridgeInput } from "../bridge";
import { bridgeInput } from "../bridge";
import type { Body } from "../hcl/json";
import { BRIDGE_SAMPLE } from "../rules/bridge";
import { inner } from "../rules/guard";
import { paymentIn } from "../rules/payment-samples";
import { verifiedKeyGuards } from "../rules/resource";
import { ownerLocals, synthesize } from "../synthesis";
import { snakeCase } from "../words";
import { settled } from "../../terraform/settled";

/** The inputs of all vendors that reference a secret. */
export const SECRETS = Object.values(PAYMENT_VENDORS).flatMap(({ secrets }) => secrets.map(snakeCase));

/** The references that a provider has: those of its vendor. `shown` is said of each. */
export const referencesOf = (shown = "reference"): string =>
  `[for reference in [${SECRETS.map((name) => `provider.${name}`).join(", ")}] : ${shown} if reference != null]`;

/** A reference by the expressions of its members. */
const reference = (stack: TerraformStack, id: string, secretArn: string, jsonKey: string): SecretReference =>
  ExternalSecret.fromAttributes(stack, id, {
    secretArn: settled(`\${${secretArn}}`),
    region: settled("${local.region}"),
    account: settled("${local.account}"),
    partition: settled("${local.partition}"),
  }).jsonKey(settled(`\${${jsonKey}}`));

/** Whichever the vendor is, its references are a list. */
const listed = (stack: TerraformStack, index: number): SecretReference =>
  reference(stack, `Secret${index}`, `local.references[${index}].secret_arn`, `local.references[${index}].json_key`);

/** The inputs of the vendor that it is not are null. */
const given = (stack: TerraformStack, variable: string): SecretReference =>
  reference(stack, variable, `one(var.${variable}[*].secret_arn)`, `one(var.${variable}[*].json_key)`);

const provider = (vendor: (stack: TerraformStack) => PaymentVendor): Body =>
  synthesize((stack) =>
    paymentIn(stack, vendor(stack), {
      name: settled("${var.name}"),
      verifyJsonKey: true,
      owner: settled("${var.owner}"),
      bridge: BRIDGE_SAMPLE,
    }),
  );

/** What the constructs tell the program of each vendor. */
export function configurations(): Body {
  const made = [
    provider((stack) =>
      PaymentVendor.coinbaseCdp({
        apiKeyId: settled("${var.api_key_id}"),
        apiKeySecret: given(stack, "api_key_secret"),
        walletSecret: given(stack, "wallet_secret"),
      }),
    ),
    provider((stack) =>
      PaymentVendor.stripePrivy({
        appId: settled("${var.app_id}"),
        authorizationId: settled("${var.authorization_id}"),
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

/** Whichever the vendor is: the references are a list. */
export const payment = (): Body =>
  provider((stack) =>
    PaymentVendor.coinbaseCdp({
      apiKeyId: settled("${var.api_key_id}"),
      apiKeySecret: listed(stack, 0),
      walletSecret: listed(stack, 1),
    }),
  );

/** The owner, as the constructs have it. */
export const paymentOwner = (): Body => ownerLocals(payment(), ["owner"]);

/** What the bridge is told. */
export const paymentInput = (): BridgeInput => ({
  ...bridgeInput(payment()),
  content: {
    credentialProviderVendor: "${var.vendor}",
    providerConfigurationInput: "${local.configurations[var.vendor]}",
    adopt: "${var.adopt ? true : null}",
    tags: "${var.tags}",
  },
});

/** The preconditions of the constructs' content. */
function preconditionsOf({ resource }: Body): readonly Body[] {
  const all = Object.values((resource as Body).terraform_data as Body) as readonly { lifecycle?: Body }[];
  return all.flatMap(({ lifecycle }) => (lifecycle?.precondition ?? []) as readonly Body[]);
}

/** The guards that look for the JSON keys of both references. */
export const paymentKeyGuards = (): readonly Body[] => verifiedKeyGuards(preconditionsOf(payment()), 2);

/** The ARN of the provider, which nothing that Terraform knows says. */
export const paymentArn = providerArn(
  {
    partition: "${local.partition}",
    region: "${local.region}",
    account: "${data.aws_caller_identity.this.account_id}",
  },
  "payment",
  "${var.name}",
);

/** What the bridge's resources stand for. */
export const CALLED = "the credential provider";
