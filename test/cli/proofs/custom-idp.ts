import { CustomIdpStack } from "../../../examples/custom-idp/stack";
import type { Subject } from "../mutation";
import { check, defaultKeyPolicy, synthesized } from "../support";

const SIGNING_KEY = "arn:aws:kms:eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe";
const POLICY = "aws_iam_role_policy";

export const customIdp: Subject = {
  document: synthesized(CustomIdpStack),
  check: (document) => check(document, [defaultKeyPolicy(SIGNING_KEY)]),
  intended: ["terraform deployer unknown allowed allowed", "ledger-agent reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "the policy of ledger-agent is attached to somebody",
      type: POLICY,
      change: [/^ledger-agent$/, "somebody"],
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs bedrock-agentcore:GetResourceOauth2Token on eu-central-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
        "AGC002 role/somebody: It can use the provider. Allowed by statement AgentCoreIdentityUseOf2a2e2e0b of inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of somebody.",
      ],
    },
    {
      way: "another account",
      what: "ledger-agent may use the vault of another account",
      type: POLICY,
      change: [":111122223333:token-vault", ":999988887777:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs bedrock-agentcore:GetResourceOauth2Token on eu-central-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf2a2e2e0b of inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of ledger-agent would allow it, but its Resource is another.",
      ],
    },
    // The client has no secret: it proves itself with a signing key.
    {
      way: "another secret",
      what: "ledger-agent may sign with another key",
      type: POLICY,
      change: ["key/5678dcba", "key/0000dcba"],
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs kms:DescribeKey on eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentitySignOf2a2e2e0b of inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of ledger-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "ledger-agent may use the vault of another Region",
      type: POLICY,
      change: [":eu-central-1:111122223333:token-vault", ":eu-west-1:111122223333:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs bedrock-agentcore:GetResourceOauth2Token on eu-central-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf2a2e2e0b of inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of ledger-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "a missing condition",
      what: "ledger-agent may sign without AgentCore",
      type: POLICY,
      change: [/,"Condition":\{"StringEquals":\{"kms:ViaService"[^}]*\}\}/g, ""],
      finds: [
        "AGC020 role/ledger-agent: statement AgentCoreIdentitySignOf2a2e2e0b of the inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of ledger-agent lets role/ledger-agent sign with eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe without AgentCore.",
      ],
    },
    {
      way: "the wrong service",
      what: "ledger-agent may sign when Secrets Manager asks",
      type: POLICY,
      change: ["bedrock-agentcore-identity.eu-central-1", "secretsmanager.eu-central-1"],
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs kms:DescribeKey on eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentitySignOf2a2e2e0b of inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of ledger-agent would allow it, but StringEquals kms:ViaService wants secretsmanager.eu-central-1.amazonaws.com, and the request has bedrock-agentcore-identity.eu-central-1.amazonaws.com.",
      ],
    },
  ],
};
