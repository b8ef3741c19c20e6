import { defaultKeyPolicy } from "../../../cli/support";
import type { ModuleProof } from "./given";

const SIGNING_KEY = "arn:aws:kms:eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe";
const POLICY = "aws_iam_role_policy";
const PROVIDER = "aws_bedrockagentcore_oauth2_credential_provider";

export const rootCustomIdp: ModuleProof = {
  policies: () => [
    defaultKeyPolicy(SIGNING_KEY),
    defaultKeyPolicy(SIGNING_KEY.replace("5678dcba", "0000dcba")),
    defaultKeyPolicy(SIGNING_KEY.replace("111122223333", "444455556666")),
  ],
  intended: ["ledger-agent reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "the policy of ledger-agent stands with somebody",
      type: POLICY,
      change: [/^ledger-agent$/, "somebody"],
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs bedrock-agentcore:GetResourceOauth2Token on eu-central-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
        "AGC002 role/somebody: It can use the provider. Allowed by statement AgentCoreIdentityUseOf2a2e2e0b of inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of somebody.",
      ],
    },
    {
      way: "another account",
      what: "the client's assertions are signed with a key of another account",
      type: PROVIDER,
      change: [/(?<=^arn:aws:kms:.*:)111122223333/, "444455556666"],
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs kms:DescribeKey on eu-central-1:444455556666:key/5678dcba-12ab-34cd-56ef-0987654321fe in the key policy. Statement 0 of key policy would allow it, but its Principal is another. role/ledger-agent needs kms:DescribeKey on eu-central-1:444455556666:key/5678dcba-12ab-34cd-56ef-0987654321fe in its identity policy. Statement AgentCoreIdentitySignOf2a2e2e0b of inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of ledger-agent would allow it, but its Resource is another.",
      ],
    },
    // The client has no secret: it proves itself with a signing key.
    {
      way: "another secret",
      what: "the client's assertions are signed with another key",
      type: PROVIDER,
      change: ["key/5678dcba", "key/0000dcba"],
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs kms:DescribeKey on eu-central-1:111122223333:key/0000dcba-12ab-34cd-56ef-0987654321fe in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentitySignOf2a2e2e0b of inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of ledger-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the provider is made in another Region",
      type: PROVIDER,
      change: [/^eu-central-1$/, "eu-west-1"],
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs bedrock-agentcore:GetResourceOauth2Token on eu-west-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf2a2e2e0b of inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of ledger-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "a missing condition",
      what: "ledger-agent may sign without AgentCore",
      type: POLICY,
      change: [/"Condition":\{"StringEquals":\{"kms:ViaService":[^}]*\}\},/, ""],
      finds: [
        "AGC020 role/ledger-agent: statement AgentCoreIdentitySignOf2a2e2e0b of the inline policy AgentCoreIdentity-eu-central-1-oauth2-bank-idp-… of ledger-agent lets role/ledger-agent sign with eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe without AgentCore.",
      ],
    },
    {
      way: "the wrong service",
      what: "ledger-agent may ask for API keys instead of tokens",
      type: POLICY,
      change: ["GetResourceOauth2Token", "GetResourceApiKey"],
      finds: [
        "AGC001 role/ledger-agent: role/ledger-agent needs bedrock-agentcore:GetResourceOauth2Token on eu-central-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
      ],
    },
  ],
};
