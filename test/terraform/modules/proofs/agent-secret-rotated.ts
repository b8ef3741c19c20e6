import type { ModuleProof } from "./given";
import { role } from "./given";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:agents/route-planner/weather-AbCdEf";
const POLICY = "aws_iam_role_policy";
const GRANT = "aws_kms_grant";

export const agentSecretRotated: ModuleProof = {
  applied: true,
  policies: () => [],
  expect: {
    secrets: { [SECRET]: { deployers: [role("rotate-client-secret")] } },
    suppress: [{ id: "AGC007", reason: "It rotates the secret." }],
  },
  intended: ["rotate-client-secret deployer allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "the policy is somebody's",
      type: POLICY,
      change: [/^rotate-client-secret$/, "somebody"],
      finds: [
        "AGC001 role/rotate-client-secret: role/rotate-client-secret needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:agents/route-planner/weather-AbCdEf in its identity policy or in the secret policy.",
        "AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityRotate of inline policy AgentCoreIdentity-us-east-1-rotation-fc0f6814-… of somebody.",
      ],
    },
    {
      way: "another account",
      what: "the rotator may read a secret of another account",
      type: POLICY,
      change: [/111122223333(?=:secret:agents\/route-planner\/weather-AbCdEf"\])/g, "999988887777"],
      finds: [
        "AGC001 role/rotate-client-secret: role/rotate-client-secret needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:agents/route-planner/weather-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityRotate of inline policy AgentCoreIdentity-us-east-1-rotation-fc0f6814-… of rotate-client-secret would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another secret",
      what: "the rotator may read another secret",
      type: POLICY,
      change: ['weather-AbCdEf"]', 'google-AbCdEf"]'],
      finds: [
        "AGC001 role/rotate-client-secret: role/rotate-client-secret needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:agents/route-planner/weather-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityRotate of inline policy AgentCoreIdentity-us-east-1-rotation-fc0f6814-… of rotate-client-secret would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the rotator may read the secret's replica",
      type: POLICY,
      change: [
        'secretsmanager:us-east-1:111122223333:secret:agents/route-planner/weather-AbCdEf"]',
        'secretsmanager:us-west-2:111122223333:secret:agents/route-planner/weather-AbCdEf"]',
      ],
      finds: [
        "AGC001 role/rotate-client-secret: role/rotate-client-secret needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:agents/route-planner/weather-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityRotate of inline policy AgentCoreIdentity-us-east-1-rotation-fc0f6814-… of rotate-client-secret would allow it, but its Resource is another.",
      ],
    },
    {
      way: "a missing condition",
      what: "a grant for every secret",
      type: GRANT,
      change: { drop: "constraints" },
      finds: [
        "AGC019 role/rotate-client-secret: Grant module.weather_key.aws_kms_grant.this[0] lets role/rotate-client-secret decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab without the encryption context SecretARN.",
      ],
    },
    {
      way: "the wrong service",
      what: "the rotator may read parameters, not secrets",
      type: POLICY,
      change: ["secretsmanager:GetSecretValue", "ssm:GetParameter"],
      finds: [
        "AGC001 role/rotate-client-secret: role/rotate-client-secret needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:agents/route-planner/weather-AbCdEf in its identity policy or in the secret policy.",
      ],
    },
  ],
};
