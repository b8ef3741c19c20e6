import { defaultKeyPolicy } from "../../../cli/support";
import type { ModuleProof } from "./given";
import { role, rolePolicy } from "./given";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const BRIDGE = "terraform_data";
const POLICY = "aws_iam_role_policy";

export const rootPayments: ModuleProof = {
  // The deployer reads and decrypts by the policies of secret and key alone.
  policies: () => [defaultKeyPolicy(KEY), rolePolicy(role("terraform"))],
  intended: ["terraform deployer denied allowed allowed", "payment-manager reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "secret policy and key policy name somebody instead of payment-manager",
      type: BRIDGE,
      change: ["role/payment-manager", "role/somebody"],
      places: 2,
      finds: ["AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityReaders of the secret policy."],
    },
    {
      way: "another account",
      what: "payment-manager may use the vault of another account",
      type: POLICY,
      change: [":111122223333:token-vault", ":999988887777:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs bedrock-agentcore:GetResourcePaymentToken on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf61ca15ec of inline policy AgentCoreIdentity-us-east-1-payment-wallet-… of payment-manager would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another secret",
      what: "the wallet secret is in another secret",
      type: BRIDGE,
      at: "payment_",
      change: [/(?<="walletSecretConfig":\{[^}]*)wallet-AbCdEf/g, "another-AbCdEf"],
      finds: [
        "AGC001 role/terraform: role/terraform needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:payments/another-AbCdEf in its identity policy or in the secret policy.",
        "AGC001 role/payment-manager: role/payment-manager needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:payments/another-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecretOf61ca15ec of inline policy AgentCoreIdentity-us-east-1-payment-wallet-… of payment-manager would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the wallet is made in another Region",
      type: BRIDGE,
      at: "payment_",
      change: ['"region":"us-east-1"', '"region":"us-west-2"'],
      places: 3,
      finds: [
        "AGC001 role/terraform: AgentCore Identity reads no secret of another Region: us-east-1:111122223333:secret:payments/wallet-AbCdEf is in us-east-1, the provider in us-west-2.",
        "AGC001 role/payment-manager: role/payment-manager needs bedrock-agentcore:GetResourcePaymentToken on us-west-2:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf61ca15ec of inline policy AgentCoreIdentity-us-east-1-payment-wallet-… of payment-manager would allow it, but its Resource is another.",
        "AGC009 us-east-1:111122223333:secret:payments/wallet-AbCdEf: The secret is in us-east-1, the provider in us-west-2.",
      ],
    },
    {
      way: "a missing condition",
      what: "the key policy lets both decrypt everything",
      type: BRIDGE,
      at: '["key/wallet"]',
      change: [/"Condition":\{"StringEquals":\{"kms:[^}]*\}\},/g, ""],
      finds: [
        "AGC019 role/payment-manager: statement AgentCoreIdentityDecrypt of the key policy lets role/payment-manager decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
        "AGC019 role/terraform: statement AgentCoreIdentityDecrypt of the key policy lets role/terraform decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
      ],
    },
    {
      way: "the wrong service",
      what: "payment-manager may use API keys, not payment providers",
      type: POLICY,
      change: ["GetResourcePaymentToken", "GetResourceApiKey"],
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs bedrock-agentcore:GetResourcePaymentToken on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
      ],
    },
  ],
};
