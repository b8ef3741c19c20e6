import type { TerraformStack } from "cdktf";
import { providerArn } from "../../access/vault";
import { PaymentCredentialProvider } from "../../identity/payment-credential-provider";
import { PaymentVendor } from "../../identity/payment-vendor";
import type { SecretReference } from "../../secret/secret-reference";
import { settled } from "../../terraform/settled";
import type { BridgeInput } from "../bridge";
import { bridgeInput } from "../bridge";
import type { Body } from "../hcl/json";
import { BRIDGE_SAMPLE } from "../rules/bridge";
import { inner } from "../rules/guard";
import { synthesize } from "../synthesis";
import { reference } from "./resource";

const REGION = 'local.providers["payment/${name}"].region';

/** A field of the provider in a `for` over all of them; the fields of the vendor that it is not are null. */
const given = (stack: TerraformStack, field: string): SecretReference =>
  reference(stack, field, `one(provider.${field}[*].secret_arn)`, `one(provider.${field}[*].json_key)`, REGION);

const made = (vendor: (stack: TerraformStack) => PaymentVendor): Body =>
  synthesize((stack) => {
    new PaymentCredentialProvider(stack, "Provider", {
      name: settled("${provider.name}"),
      vendor: vendor(stack),
      owner: settled("${var.owner}"),
      bridge: BRIDGE_SAMPLE,
    });
  });

const coinbase = (): Body =>
  made((stack) =>
    PaymentVendor.coinbaseCdp({
      apiKeyId: settled("${provider.api_key_id}"),
      apiKeySecret: given(stack, "api_key_secret"),
      walletSecret: given(stack, "wallet_secret"),
    }),
  );

const privy = (): Body =>
  made((stack) =>
    PaymentVendor.stripePrivy({
      appId: settled("${provider.app_id}"),
      authorizationId: settled("${provider.authorization_id}"),
      appSecret: given(stack, "app_secret"),
      authorizationPrivateKey: given(stack, "authorization_private_key"),
    }),
  );

/** What the constructs tell the program of each vendor, in the API's own words. */
export const configurations = (): Body =>
  Object.fromEntries(
    [coinbase(), privy()]
      .map((synthesized) => bridgeInput(synthesized).content)
      .map(({ credentialProviderVendor, providerConfigurationInput }) => [
        JSON.parse(inner(String(credentialProviderVendor))) as string,
        providerConfigurationInput as string,
      ]),
  );

/** The bridge of a payment provider, whichever vendor it has. */
export const paymentBridge = coinbase;

/** What the bridge is told. */
export const paymentInput = (): BridgeInput => ({
  ...bridgeInput(coinbase()),
  content: {
    credentialProviderVendor: "${provider.vendor}",
    providerConfigurationInput: "${local.payment_configurations[name][provider.vendor]}",
    adopt: "${provider.adopt ? true : null}",
    tags: '${local.providers["payment/${name}"].tags}',
  },
});

/** The ARN of the provider `name`, which nothing that Terraform knows says. */
export const paymentArn = providerArn(
  {
    partition: '${local.partitions["payment/${name}"]}',
    region: `\${${REGION}}`,
    account: "${data.aws_caller_identity.this[0].account_id}",
  },
  "payment",
  "${provider.name}",
);
