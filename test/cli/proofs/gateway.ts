import { GatewayStack } from "../../../examples/gateway/stack";
import type { Subject } from "../mutation";
import { check, defaultKeyPolicy, synthesized } from "../support";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const POLICY = "aws_iam_role_policy";
const SECRET_POLICY = "aws_secretsmanager_secret_policy";

export const gateway: Subject = {
  document: synthesized(GatewayStack),
  check: (document) => check(document, [defaultKeyPolicy(KEY)]),
  intended: ["tools-gateway reader allowed allowed allowed", "tools-gateway reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "the policy of the gateway's role is attached to somebody",
      type: POLICY,
      at: "Weather",
      change: [/^tools-gateway$/, "somebody"],
      finds: [
        "AGC001 role/tools-gateway: role/tools-gateway needs bedrock-agentcore:GetResourceApiKey on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
        "AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityReadSecretOfa2573cf6 of inline policy AgentCoreIdentity-us-east-1-apikey-forecasts-… of somebody.",
      ],
    },
    {
      way: "another account",
      what: "the secret policy names a role of another account",
      type: SECRET_POLICY,
      at: "Tickets",
      change: [/(?<=\[)"\$\{aws_iam_role\.Role\.arn\}"(?=\])/, '"arn:aws:iam::999988887777:role/tools-gateway"'],
      places: 2,
      finds: [
        "AGC021 arn:aws:iam::999988887777:role/tools-gateway: The secret policy lets it in. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 999988887777 may have. It cannot decrypt: arn:aws:iam::999988887777:role/tools-gateway needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant aws_kms_grant.TicketsSecret_Decrypt-tools-gateway_4C5B5ABA would allow it, but its grantee principal is another.",
      ],
    },
    {
      way: "another secret",
      what: "the weather API's key is in another secret",
      type: "aws_bedrockagentcore_api_key_credential_provider",
      change: ["weather-api-GhIjKl", "another-GhIjKl"],
      finds: [
        "AGC001 role/tools-gateway: role/tools-gateway needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:another-GhIjKl in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecretOf132ec8b1 of inline policy AgentCoreIdentity-us-east-1-oauth2-tickets-… of tools-gateway would allow it, but its Resource is another. Statement AgentCoreIdentityReadSecretOfa2573cf6 of inline policy AgentCoreIdentity-us-east-1-apikey-forecasts-… of tools-gateway would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the gateway may use the vault of another Region",
      type: POLICY,
      at: "Tickets",
      change: [":us-east-1:111122223333:token-vault", ":us-west-2:111122223333:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/tools-gateway: role/tools-gateway needs bedrock-agentcore:GetResourceOauth2Token on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf132ec8b1 of inline policy AgentCoreIdentity-us-east-1-oauth2-tickets-… of tools-gateway would allow it, but its Resource is another.",
      ],
    },
    {
      way: "a missing condition",
      what: "AgentCore may assume the gateway's role for any account and gateway",
      type: "aws_iam_role",
      change: [/,"Condition":\{.*?\}\}(?=\}\])/g, ""],
      finds: [
        "AGC006 role/tools-gateway: statement 0 of the trust policy of tools-gateway lets bedrock-agentcore.amazonaws.com in on behalf of any other account.",
      ],
    },
    {
      way: "the wrong service",
      what: "the gateway may not get the token with which it asks for credentials",
      type: POLICY,
      change: ['bedrock-agentcore:GetWorkloadAccessToken"', 'bedrock:GetWorkloadAccessToken"'],
      places: 2,
      finds: [
        "AGC001 role/tools-gateway: role/tools-gateway needs bedrock-agentcore:GetWorkloadAccessToken on us-east-1:111122223333:workload-identity-directory/default in its identity policy or in the resource policy.",
        "AGC001 role/tools-gateway: role/tools-gateway needs bedrock-agentcore:GetWorkloadAccessToken on us-east-1:111122223333:workload-identity-directory/default in its identity policy or in the resource policy.",
      ],
    },
  ],
};
