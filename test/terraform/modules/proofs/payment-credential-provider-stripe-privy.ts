import type { ModuleProof } from "./given";
import { reads, role, rolePolicy, uses } from "./given";

const [APP, SIGNING] = ["privy-app", "privy-signing"].map(
  (name) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/${name}-AbCdEf`,
) as [string, string];
const MANAGER = role("payment-manager");
const BRIDGE = "terraform_data";

export const paymentCredentialProviderStripePrivy: ModuleProof = {
  policies: () => [rolePolicy(MANAGER, uses("payment", "checkout-privy"), reads(APP), reads(SIGNING))],
  expect: {
    providers: { "payment/checkout-privy": { readers: [MANAGER] } },
    keys: { [APP]: null, [SIGNING]: null },
  },
  intended: ["payment-manager reader allowed allowed allowed"],
  cases: [
    // With role/terraform the program runs; whether it may, no plan tells.
    { way: "another role", why: "the module names no role that reads", absent: /Principal|:role\/(?!terraform\b)/ },
    {
      way: "another account",
      what: "the app's secret is of another account",
      type: BRIDGE,
      change: [/111122223333(?=:secret:payments\/privy-app)/g, "444455556666"],
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:payments/privy-app-AbCdEf in the secret policy. role/payment-manager needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:payments/privy-app-AbCdEf in its identity policy. Statement AgentCoreIdentityReadSecret of policy of payment-manager in role.json would allow it, but its Resource is another. Statement AgentCoreIdentityReadSecret of policy of payment-manager in role.json would allow it, but its Resource is another.",
        "AGC008 role/payment-manager: us-east-1:444455556666:secret:payments/privy-app-AbCdEf is encrypted with the AWS managed key, which account 111122223333 cannot use.",
      ],
    },
    {
      way: "another secret",
      what: "the key that signs authorizations is in another secret",
      type: BRIDGE,
      change: ["privy-signing-AbCdEf", "another-AbCdEf"],
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:payments/another-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecret of policy of payment-manager in role.json would allow it, but its Resource is another. Statement AgentCoreIdentityReadSecret of policy of payment-manager in role.json would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the provider is made in another Region",
      type: BRIDGE,
      change: ['"region":"us-east-1"', '"region":"us-west-2"'],
      places: 3,
      finds: [
        "AGC001 role/payment-manager: role/payment-manager needs bedrock-agentcore:GetResourcePaymentToken on us-west-2:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUse of policy of payment-manager in role.json would allow it, but its Resource is another.",
        "AGC009 us-east-1:111122223333:secret:payments/privy-app-AbCdEf: The secret is in us-east-1, the provider in us-west-2.",
        "AGC009 us-east-1:111122223333:secret:payments/privy-signing-AbCdEf: The secret is in us-east-1, the provider in us-west-2.",
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
