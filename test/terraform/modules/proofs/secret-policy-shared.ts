import type { ModuleProof } from "./given";
import { role, rolePolicy, uses } from "./given";

const BRIDGE = "terraform_data";

export const secretPolicyShared: ModuleProof = {
  // Whatever else it may: only the secret policy lets it read.
  policies: () => [rolePolicy(role("agents/route-planner"), uses("oauth2", "google-maps"))],
  intended: ["route-planner reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "somebody instead of route-planner",
      type: BRIDGE,
      change: ["role/agents/route-planner", "role/agents/somebody"],
      finds: [
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReaders of secret policy would allow it, but its Principal is another.",
        "AGC002 role/agents/somebody: It can read. Allowed by statement AgentCoreIdentityReaders of the secret policy.",
      ],
    },
    {
      way: "another account",
      what: "route-planner of another account",
      type: BRIDGE,
      change: ["111122223333:role/agents/route-planner", "999988887777:role/agents/route-planner"],
      finds: [
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReaders of secret policy would allow it, but its Principal is another.",
        "AGC021 arn:aws:iam::999988887777:role/agents/route-planner: The secret policy lets it in. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 999988887777 may have. It cannot decrypt: us-east-1:111122223333:secret:google-oauth-AbCdEf is encrypted with the AWS managed key, which account 999988887777 cannot use.",
      ],
    },
    {
      way: "another secret",
      what: "the statements are added to another secret's policy",
      type: BRIDGE,
      change: ["google-oauth-AbCdEf", "another-AbCdEf"],
      places: 3,
      finds: [
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy.",
      ],
    },
    {
      way: "another Region",
      what: "the statements are added to the policy of the secret's replica",
      type: BRIDGE,
      change: ["secretsmanager:us-east-1:", "secretsmanager:us-west-2:"],
      places: 3,
      finds: [
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy.",
      ],
    },
    {
      way: "a missing condition",
      why: "a statement for roles has none in a secret policy",
      absent: /"Condition":/,
    },
    {
      way: "the wrong service",
      what: "route-planner may read parameters, not secrets",
      type: BRIDGE,
      change: ["secretsmanager:GetSecretValue", "ssm:GetParameter"],
      finds: [
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy.",
      ],
    },
  ],
};
