import type { ModuleProof } from "./given";
import { reads, role, rolePolicy, uses } from "./given";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/wallet-AbCdEf";
const MANAGER = role("payment-manager");
const BRIDGE = "terraform_data";

export const paymentCredentialProviderCoinbase: ModuleProof = {
  policies: () => [rolePolicy(MANAGER, uses("payment", "checkout-wallet"), reads(SECRET))],
  expect: { providers: { "payment/checkout-wallet": { readers: [MANAGER] } }, keys: { [SECRET]: null } },
  intended: ["payment-manager reader allowed allowed allowed"],
  cases: [
    { way: "another role", why: "the module names no role", absent: /:role\// },
    {
      way: "another account",
      what: "the wallet's keys are in a secret of another account",
      type: BRIDGE,
      change: ["111122223333", "444455556666"],
      places: 2,
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:payments/wallet-AbCdEf in the secret policy. role/payment-manager needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:payments/wallet-AbCdEf in its identity policy. Statement AgentCoreIdentityReadSecret of policy of payment-manager in role.json would allow it, but its Resource is another.",
        "AGC008 role/payment-manager: us-east-1:444455556666:secret:payments/wallet-AbCdEf is encrypted with the AWS managed key, which account 111122223333 cannot use.",
      ],
    },
    {
      way: "another secret",
      what: "the wallet secret is another one",
      type: BRIDGE,
      change: [/(?<="walletSecretConfig":\{[^}]*)wallet-AbCdEf/g, "another-AbCdEf"],
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:payments/another-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecret of policy of payment-manager in role.json would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the wallet is made in another Region",
      type: BRIDGE,
      change: ['"region":"us-east-1"', '"region":"us-west-2"'],
      places: 3,
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs bedrock-agentcore:GetResourcePaymentToken on us-west-2:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUse of policy of payment-manager in role.json would allow it, but its Resource is another.",
        "AGC009 us-east-1:111122223333:secret:payments/wallet-AbCdEf: The secret is in us-east-1, the provider in us-west-2.",
      ],
    },
    {
      way: "a missing condition",
      why: "the module makes no policy and no grant",
      absent: /Statement|statements|constraints/,
    },
    {
      way: "the wrong service",
      why: "the module makes no policy, so that it names no service",
      absent: /amazonaws\.com|Action/,
    },
  ],
};
