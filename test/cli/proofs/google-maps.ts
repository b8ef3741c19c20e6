import { GoogleMapsStack } from "../../../examples/google-maps/stack";
import type { Subject } from "../mutation";
import { check, defaultKeyPolicy, synthesized } from "../support";

const GOOGLE_KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";
const POLICY = "aws_iam_role_policy";
const SECRET_POLICY = "aws_secretsmanager_secret_policy";

export const googleMaps: Subject = {
  document: synthesized(GoogleMapsStack),
  check: (document) => check(document, [defaultKeyPolicy(GOOGLE_KEY)]),
  intended: ["fraud-check reader allowed allowed allowed", "route-planner reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "the policy of fraud-check is attached to somebody",
      type: POLICY,
      at: "fraud-check",
      change: [/^fraud-check$/, "somebody"],
      finds: [
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs bedrock-agentcore:GetResourceOauth2Token on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
        "AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityReadSecretOf19f5942c of inline policy AgentCoreIdentity-us-east-1-oauth2-google-maps-… of somebody.",
      ],
    },
    {
      way: "another role",
      what: "the secret policy names somebody instead of fraud-check",
      type: SECRET_POLICY,
      change: ["role/agents/fraud-check", "role/somebody"],
      finds: [
        "AGC021 role/somebody: The secret policy lets it in. Allowed by statement AgentCoreIdentityReaders of the secret policy. It cannot decrypt: role/somebody needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Grant aws_kms_grant.GoogleSecret_Decrypt-fraud-check_0584AAD1 would allow it, but its grantee principal is another. Grant aws_kms_grant.GoogleSecret_Decrypt-route-planner_6D4F1240 would allow it, but its grantee principal is another.",
      ],
    },
    {
      way: "another account",
      what: "fraud-check may use the vault of another account",
      type: POLICY,
      at: "fraud-check",
      change: [":111122223333:token-vault", ":999988887777:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs bedrock-agentcore:GetResourceOauth2Token on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf19f5942c of inline policy AgentCoreIdentity-us-east-1-oauth2-google-maps-… of fraud-check would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another account",
      what: "the secret policy names a role of another account",
      type: SECRET_POLICY,
      change: ["111122223333:role/agents/fraud-check", "999988887777:role/agents/fraud-check"],
      finds: [
        "AGC021 arn:aws:iam::999988887777:role/agents/fraud-check: The secret policy lets it in. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 999988887777 may have. It cannot decrypt: arn:aws:iam::999988887777:role/agents/fraud-check needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant aws_kms_grant.GoogleSecret_Decrypt-fraud-check_0584AAD1 would allow it, but its grantee principal is another. Grant aws_kms_grant.GoogleSecret_Decrypt-route-planner_6D4F1240 would allow it, but its grantee principal is another.",
      ],
    },
    {
      way: "another secret",
      what: "the provider references another secret",
      type: OAUTH2,
      change: [/(?<=^arn.*)google-oauth-AbCdEf$/, "google-oauth-XyZxYz"],
      finds: [
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-XyZxYz in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecretOf19f5942c of inline policy AgentCoreIdentity-us-east-1-oauth2-google-maps-… of fraud-check would allow it, but its Resource is another.",
        "AGC001 role/agents/route-planner: role/agents/route-planner needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-XyZxYz in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecretOf19f5942c of inline policy AgentCoreIdentity-us-east-1-oauth2-google-maps-… of route-planner would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the provider references a secret of another Region",
      type: OAUTH2,
      change: [/(?<=^arn.*):us-east-1:/, ":us-west-2:"],
      finds: [
        "AGC001 role/agents/fraud-check: AgentCore Identity reads no secret of another Region: us-west-2:111122223333:secret:google-oauth-AbCdEf is in us-west-2, the provider in us-east-1.",
        "AGC001 role/agents/route-planner: AgentCore Identity reads no secret of another Region: us-west-2:111122223333:secret:google-oauth-AbCdEf is in us-west-2, the provider in us-east-1.",
        "AGC009 us-west-2:111122223333:secret:google-oauth-AbCdEf: The secret is in us-west-2, the provider in us-east-1.",
      ],
    },
    {
      way: "a missing condition",
      what: "fraud-check may decrypt everything with the key",
      type: POLICY,
      at: "fraud-check",
      change: [/,"Condition":\{"StringEquals":\{"kms:ViaService"[^}]*\}\}/g, ""],
      finds: [
        "AGC019 role/agents/fraud-check: statement AgentCoreIdentityDecryptOf19f5942c of the inline policy AgentCoreIdentity-us-east-1-oauth2-google-maps-… of fraud-check lets role/agents/fraud-check decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
      ],
    },
    {
      way: "a missing condition",
      what: "the identity policy of fraud-check does not name Secrets Manager",
      type: POLICY,
      at: "fraud-check",
      change: [/"kms:ViaService":"[^"]*",/g, ""],
      finds: [
        "AGC019 role/agents/fraud-check: statement AgentCoreIdentityDecryptOf19f5942c of the inline policy AgentCoreIdentity-us-east-1-oauth2-google-maps-… of fraud-check lets role/agents/fraud-check decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab without asking Secrets Manager.",
      ],
    },
    {
      way: "a missing condition",
      what: "the grant of fraud-check is for every secret",
      type: "aws_kms_grant",
      at: "fraud-check",
      change: { drop: "constraints" },
      finds: [
        "AGC019 role/agents/fraud-check: Grant aws_kms_grant.GoogleSecret_Decrypt-fraud-check_0584AAD1 lets role/agents/fraud-check decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab without the encryption context SecretARN.",
      ],
    },
    {
      way: "the wrong service",
      what: "fraud-check may ask Bedrock, not AgentCore, for tokens",
      type: POLICY,
      at: "fraud-check",
      change: ["bedrock-agentcore:GetResourceOauth2Token", "bedrock:GetResourceOauth2Token"],
      finds: [
        "AGC001 role/agents/fraud-check: role/agents/fraud-check needs bedrock-agentcore:GetResourceOauth2Token on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
      ],
    },
  ],
};
