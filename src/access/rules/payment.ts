import { PAYMENT_VENDORS } from "../payment-vendors";
import type { Rule } from "../rule";
import { between, oneOf } from "../rule";

const fix = "Give the ID that the vendor shows.";

export const PAYMENT_VENDOR: Rule = oneOf(
  Object.values(PAYMENT_VENDORS).map(({ vendor }) => vendor),
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePaymentCredentialProvider.html",
);

export const PAYMENT_ID_LENGTH = 512;

export const PAYMENT_ID: Rule = between(
  1,
  PAYMENT_ID_LENGTH,
  fix,
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_StripePrivyConfigurationInput.html",
);

export const PAYMENT_API_KEY_ID: Rule = {
  pattern: "^[a-zA-Z0-9_-]+$",
  most: PAYMENT_ID_LENGTH,
  words: `is not 1 to ${PAYMENT_ID_LENGTH} letters, digits, "-" and "_"`,
  fix,
  source:
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CoinbaseCdpConfigurationInput.html",
};
