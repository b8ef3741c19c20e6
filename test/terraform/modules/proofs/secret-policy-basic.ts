import type { ModuleProof } from "./given";
import { role, rolePolicy, uses } from "./given";

const POLICY = "aws_secretsmanager_secret_policy";

export const secretPolicyBasic: ModuleProof = {
  // Whatever else they may: only the secret policy lets them read.
  policies: () =>
    ["agents/route-planner", "agents/fraud-check", "terraform"].map((name) =>
      rolePolicy(role(name), uses("oauth2", "google-maps")),
    ),
  intended: [
    "terraform deployer allowed allowed allowed",
    "fraud-check reader allowed allowed allowed",
    "route-planner reader allowed allowed allowed",
  ],
  cases: [
    {
      way: "another role",
      what: "somebody instead of fraud-check",
      type: POLICY,
      change: ["role/agents/fraud-check", "role/agents/somebody"],
      finds: [
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReaders of secret policy would allow it, but its Principal is another. Statement AgentCoreIdentityDeployers of secret policy would allow it, but its Principal is another.",
        "AGC002 role/agents/somebody: It can read. Allowed by statement AgentCoreIdentityReaders of the secret policy.",
      ],
    },
    {
      way: "another account",
      what: "fraud-check of another account",
      type: POLICY,
      change: ["111122223333:role/agents/fraud-check", "999988887777:role/agents/fraud-check"],
      finds: [
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReaders of secret policy would allow it, but its Principal is another. Statement AgentCoreIdentityDeployers of secret policy would allow it, but its Principal is another.",
        "AGC021 arn:aws:iam::999988887777:role/agents/fraud-check: The secret policy lets it in. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 999988887777 may have. It cannot decrypt: us-east-1:111122223333:secret:google-oauth-AbCdEf is encrypted with the AWS managed key, which account 999988887777 cannot use.",
      ],
    },
    {
      way: "another secret",
      what: "the policy is of another secret",
      type: POLICY,
      change: ["google-oauth-AbCdEf", "another-AbCdEf"],
      finds: [
        "AGC001 role/terraform: role/terraform needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy.",
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy.",
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy.",
      ],
    },
    {
      way: "another Region",
      what: "the policy is of the secret's replica",
      type: POLICY,
      change: [":us-east-1:", ":us-west-2:"],
      finds: [
        "AGC001 role/terraform: role/terraform needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy.",
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy.",
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy.",
      ],
    },
    {
      way: "the wrong service",
      what: "readers may read parameters, not secrets",
      type: POLICY,
      change: [
        /secretsmanager:GetSecretValue(?=[^{}]*"Principal":\{"AWS":[^}]*\},[^}]*"AgentCoreIdentity[0-9a-f]+Readers)/g,
        "ssm:GetParameter",
      ],
      finds: [
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityDeployers of secret policy would allow it, but its Principal is another.",
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityDeployers of secret policy would allow it, but its Principal is another.",
      ],
    },
    {
      way: "a missing condition",
      why: "a statement for roles has none in a secret policy",
      absent: /"Condition":/,
    },
  ],
};
