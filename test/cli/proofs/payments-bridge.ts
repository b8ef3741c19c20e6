import {
  AGENT_ROLE_ARN,
  DEPLOYER_ROLE_ARN,
  KEY_ARN,
  PaymentsBridgeStack,
} from "../../../examples/payments-bridge/stack";
import type { GivenPolicy } from "../../../src/plan/given";
import type { Subject } from "../mutation";
import type { StackJson } from "../support";
import { check, defaultKeyPolicy, outputOf, synthesized } from "../support";

/** The owners of the roles attach the documents that the stack offers. */
const attached = (stack: StackJson): GivenPolicy[] =>
  [
    [AGENT_ROLE_ARN, "GoogleMapsPolicy"],
    [AGENT_ROLE_ARN, "WalletPolicy"],
    [DEPLOYER_ROLE_ARN, "DeployerPolicy"],
  ].map(([arn = "", name = ""]) => ({ kind: "role", arn, file: `${name}.json`, document: outputOf(stack, name) }));

export const paymentsBridge: Subject = {
  document: synthesized(PaymentsBridgeStack),
  check: (stack) => check(stack, [...attached(stack as StackJson), defaultKeyPolicy(KEY_ARN)]),
  intended: [
    "terraform deployer denied allowed allowed",
    "checkout reader allowed allowed allowed",
    "terraform deployer denied allowed allowed",
    "checkout reader allowed allowed allowed",
  ],
  cases: [
    {
      way: "another role",
      what: "secret policy and key policy name somebody instead of the agent",
      type: "terraform_data",
      change: ["role/agents/checkout", "role/somebody"],
      places: 6,
      finds: [
        "AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityReaders of the secret policy.",
        "AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityReaders of the secret policy.",
      ],
    },
    {
      way: "another account",
      what: "secret policy and key policy name a role of another account",
      type: "terraform_data",
      change: ["111122223333:role/agents/checkout", "999988887777:role/agents/checkout"],
      places: 6,
      finds: [
        "AGC002 arn:aws:iam::999988887777:role/agents/checkout: It can read. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 999988887777 may have.",
        "AGC002 arn:aws:iam::999988887777:role/agents/checkout: It can read. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 999988887777 may have.",
      ],
    },
    {
      way: "another secret",
      what: "the Google client is in another secret",
      type: "terraform_data",
      at: "GoogleMaps_",
      change: ["payments/agent-AbCdEf", "payments/another-AbCdEf"],
      places: 3,
      finds: [
        "AGC001 role/terraform: role/terraform needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:payments/another-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecret of policy of terraform in DeployerPolicy.json would allow it, but its Resource is another.",
        "AGC001 role/agents/checkout: role/agents/checkout needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:payments/another-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecretOffbe3f387 of policy of checkout in GoogleMapsPolicy.json would allow it, but its Resource is another. Statement AgentCoreIdentityReadSecretOfc91719b7 of policy of checkout in WalletPolicy.json would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the wallet is made in another Region",
      type: "terraform_data",
      at: "Wallet_",
      change: [/(?<="region" = )"us-east-1"/g, '"us-west-2"'],
      places: 3,
      finds: [
        "AGC001 role/terraform: AgentCore Identity reads no secret of another Region: us-east-1:111122223333:secret:payments/agent-AbCdEf is in us-east-1, the provider in us-west-2.",
        "AGC001 role/agents/checkout: role/agents/checkout needs bedrock-agentcore:GetResourcePaymentToken on us-west-2:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOfc91719b7 of policy of checkout in WalletPolicy.json would allow it, but its Resource is another.",
        "AGC009 us-east-1:111122223333:secret:payments/agent-AbCdEf: The secret is in us-east-1, the provider in us-west-2.",
      ],
    },
    {
      way: "a missing condition",
      what: "the key policy lets the agent decrypt everything",
      type: "terraform_data",
      at: "Secret_KeyPolicy_",
      change: [/, "Condition" = \{"StringEquals" = \{"kms:ViaService"[^}]*\}\}/g, ""],
      places: 3,
      finds: [
        "AGC019 role/agents/checkout: statement AgentCoreIdentityDecrypt of the key policy lets role/agents/checkout decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
        "AGC019 role/terraform: statement AgentCoreIdentityDecrypt of the key policy lets role/terraform decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
      ],
    },
    {
      way: "the wrong service",
      why: "no statement names a service, and without these policies those of the roles still suffice",
      absent: /"Principal[^}]*Service/,
    },
  ],
};
