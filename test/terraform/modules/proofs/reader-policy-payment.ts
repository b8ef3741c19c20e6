import { defaultKeyPolicy } from "../../../cli/support";
import type { ModuleProof } from "./given";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const POLICY = "aws_iam_role_policy";

export const readerPolicyPayment: ModuleProof = {
  policies: () => [defaultKeyPolicy(KEY)],
  intended: ["payment-manager reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "the policy of payment-manager is attached to somebody",
      type: POLICY,
      change: [/^payment-manager$/, "somebody"],
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs bedrock-agentcore:GetResourcePaymentToken on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
        "AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityReadSecretOfc91719b7 of inline policy AgentCoreIdentity-us-east-1-payment-checkout-wallet-… of somebody.",
        "AGC008 role/payment-manager: role/payment-manager needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key.",
      ],
    },
    {
      way: "another account",
      what: "payment-manager may use the vault of another account",
      type: POLICY,
      change: [":111122223333:token-vault", ":999988887777:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs bedrock-agentcore:GetResourcePaymentToken on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOfc91719b7 of inline policy AgentCoreIdentity-us-east-1-payment-checkout-wallet-… of payment-manager would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another secret",
      what: "payment-manager may read another secret than the wallet's",
      type: POLICY,
      change: [/(?<="Resource":\[[^\]]*)coinbase-wallet-AbCdEf/g, "another-AbCdEf"],
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:payments/coinbase-wallet-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecretOfc91719b7 of inline policy AgentCoreIdentity-us-east-1-payment-checkout-wallet-… of payment-manager would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "payment-manager may decrypt when Secrets Manager of another Region asks",
      type: POLICY,
      change: ["secretsmanager.us-east-1.", "secretsmanager.us-west-2."],
      places: 2,
      finds: [
        "AGC008 role/payment-manager: role/payment-manager needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt1Ofc91719b7 of inline policy AgentCoreIdentity-us-east-1-payment-checkout-wallet-… of payment-manager would allow it, but StringEquals kms:ViaService wants secretsmanager.us-west-2.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com. Statement AgentCoreIdentityDecrypt2Ofc91719b7 of inline policy AgentCoreIdentity-us-east-1-payment-checkout-wallet-… of payment-manager would allow it, but StringEquals kms:EncryptionContext:SecretARN wants us-east-1:111122223333:secret:payments/coinbase-wallet-AbCdEf, and the request has us-east-1:111122223333:secret:payments/coinbase-key-AbCdEf; StringEquals kms:ViaService wants secretsmanager.us-west-2.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
      ],
    },
    {
      way: "a missing condition",
      what: "payment-manager may decrypt everything with the key",
      type: POLICY,
      change: [/"Condition":\{"StringEquals":\{"kms:[^}]*coinbase-wallet[^}]*\}\},/g, ""],
      finds: [
        "AGC019 role/payment-manager: statement AgentCoreIdentityDecrypt2Ofc91719b7 of the inline policy AgentCoreIdentity-us-east-1-payment-checkout-wallet-… of payment-manager lets role/payment-manager decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
      ],
    },
    {
      way: "the wrong service",
      what: "payment-manager may use OAuth2 providers, not payment providers",
      type: POLICY,
      change: ["GetResourcePaymentToken", "GetResourceOauth2Token"],
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs bedrock-agentcore:GetResourcePaymentToken on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
      ],
    },
  ],
};
