/** How the API names a payment vendor, and what it takes. */
export interface PaymentVendorRow {
  /** `credentialProviderVendor` of the API. */
  readonly vendor: string;
  /** The member of `providerConfigurationInput` and `providerConfigurationOutput`. */
  readonly config: "coinbaseCdpConfiguration" | "stripePrivyConfiguration";
  /** Fields that hold no secret, all required. */
  readonly fields: readonly string[];
  /** Secrets, each with its own reference: `NAMESource`, `NAMEConfig`, and in the output `NAMEArn` and `NAMEJsonKey`. */
  readonly secrets: readonly string[];
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePaymentCredentialProvider.html */
export const PAYMENT_VENDORS = {
  coinbaseCdp: {
    vendor: "CoinbaseCDP",
    config: "coinbaseCdpConfiguration",
    fields: ["apiKeyId"],
    secrets: ["apiKeySecret", "walletSecret"],
  },
  stripePrivy: {
    vendor: "StripePrivy",
    config: "stripePrivyConfiguration",
    fields: ["appId", "authorizationId"],
    secrets: ["appSecret", "authorizationPrivateKey"],
  },
} as const satisfies Record<string, PaymentVendorRow>;
