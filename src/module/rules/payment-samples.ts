import type { TerraformStack } from "cdktf";
import type { CredentialProviderOptions } from "../../identity/credential-provider-options";
import { PaymentCredentialProvider } from "../../identity/payment-credential-provider";
import type { CoinbaseCdpProps, StripePrivyProps } from "../../identity/payment-vendor";
import { PaymentVendor } from "../../identity/payment-vendor";
import type { ExternalSecret } from "../../secret/external-secret";
import { secretIn } from "./samples";

/** Payment programs that are right, to be made wrong in one thing. */
export function paymentIn(
  stack: TerraformStack,
  vendor: PaymentVendor,
  props: Partial<CredentialProviderOptions> = {},
): void {
  new PaymentCredentialProvider(stack, "Provider", { name: "wallet", vendor, ...props });
}

export function coinbase(
  stack: TerraformStack,
  props: Partial<CoinbaseCdpProps> = {},
  secret: ExternalSecret = secretIn(stack),
): PaymentVendor {
  const [apiKeySecret, walletSecret] = [secret.jsonKey("api_key"), secret.jsonKey("wallet")];
  return PaymentVendor.coinbaseCdp({ apiKeyId: "checkout", apiKeySecret, walletSecret, ...props });
}

export function privy(stack: TerraformStack, props: Partial<StripePrivyProps> = {}): PaymentVendor {
  const secret = secretIn(stack);
  const [appSecret, authorizationPrivateKey] = [secret.jsonKey("app"), secret.jsonKey("private_key")];
  return PaymentVendor.stripePrivy({
    appId: "app",
    authorizationId: "authorization",
    appSecret,
    authorizationPrivateKey,
    ...props,
  });
}
