import { defaultKeyPolicy } from "../../../cli/support";
import type { ModuleProof } from "./given";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const POLICY = "aws_iam_role_policy";
const SECRET_POLICY = "aws_secretsmanager_secret_policy";
const FRAUD_CHECK = "/fraud-check";

export const rootGoogleMaps: ModuleProof = {
  policies: () => [defaultKeyPolicy(KEY)],
  intended: [
    "terraform deployer unknown allowed allowed",
    "route-planner reader allowed allowed allowed",
    "terraform deployer unknown allowed allowed",
    "fraud-check reader allowed allowed allowed",
    "route-planner reader allowed allowed allowed",
  ],
  cases: [
    {
      way: "another role",
      what: "the policy of fraud-check is attached to somebody",
      type: POLICY,
      at: FRAUD_CHECK,
      change: [/^fraud-check$/, "somebody"],
      finds: [
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs bedrock-agentcore:GetResourceOauth2Token on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
        "AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityReadSecretOf19f5942c of inline policy AgentCoreIdentity-us-east-1-oauth2-google-maps-… of somebody.",
      ],
    },
    {
      way: "another account",
      what: "the policy of Google's secret names fraud-check of another account",
      type: SECRET_POLICY,
      change: ["111122223333:role/agents/fraud-check", "999988887777:role/agents/fraud-check"],
      finds: [
        'AGC021 arn:aws:iam::999988887777:role/agents/fraud-check: The secret policy lets it in. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 999988887777 may have. It cannot decrypt: arn:aws:iam::999988887777:role/agents/fraud-check needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant module.agentcore_identity.aws_kms_grant.this["google/deployer/terraform"] would allow it, but its grantee principal is another. Grant module.agentcore_identity.aws_kms_grant.this["google/fraud-check"] would allow it, but its grantee principal is another. Grant module.agentcore_identity.aws_kms_grant.this["google/route-planner"] would allow it, but its grantee principal is another.',
      ],
    },
    {
      way: "another secret",
      what: "the API key is in another secret",
      type: "aws_bedrockagentcore_api_key_credential_provider",
      change: ["weather-api-GhIjKl", "another-GhIjKl"],
      finds: [
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:another-GhIjKl in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecretOfe31642f2 of inline policy AgentCoreIdentity-us-east-1-apikey-weather-… of route-planner would allow it, but its Resource is another. Statement AgentCoreIdentityReadSecretOf19f5942c of inline policy AgentCoreIdentity-us-east-1-oauth2-google-maps-… of route-planner would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "fraud-check may use the vault of another Region",
      type: POLICY,
      at: FRAUD_CHECK,
      change: [":us-east-1:111122223333:token-vault", ":us-west-2:111122223333:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs bedrock-agentcore:GetResourceOauth2Token on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf19f5942c of inline policy AgentCoreIdentity-us-east-1-oauth2-google-maps-… of fraud-check would allow it, but its Resource is another.",
      ],
    },
    {
      way: "a missing condition",
      what: "the grant of fraud-check is for every secret",
      type: "aws_kms_grant",
      at: FRAUD_CHECK,
      change: { drop: "constraints" },
      finds: [
        'AGC019 role/agents/fraud-check: Grant module.agentcore_identity.aws_kms_grant.this["google/fraud-check"] lets role/agents/fraud-check decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab without the encryption context SecretARN.',
      ],
    },
    {
      way: "the wrong service",
      what: "route-planner may ask for OAuth2 tokens with its policy for the API key",
      type: POLICY,
      at: '["apikey/weather/route-planner"]',
      change: ["GetResourceApiKey", "GetResourceOauth2Token"],
      finds: [
        "AGC001 role/agents/route-planner: role/agents/route-planner needs bedrock-agentcore:GetResourceApiKey on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
      ],
    },
  ],
};
