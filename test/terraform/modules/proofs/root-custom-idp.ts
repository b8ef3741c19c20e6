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
      finds: [],
    },
    {
      way: "another account",
      what: "the client's assertions are signed with a key of another account",
      type: PROVIDER,
      change: [/(?<=^arn:aws:kms:.*:)111122223333/, "444455556666"],
      finds: [],
    },
    // The client has no secret: it proves itself with a signing key.
    {
      way: "another secret",
      what: "the client's assertions are signed with another key",
      type: PROVIDER,
      change: ["key/5678dcba", "key/0000dcba"],
      finds: [],
    },
    {
      way: "another Region",
      what: "the provider is made in another Region",
      type: PROVIDER,
      change: [/^eu-central-1$/, "eu-west-1"],
      finds: [],
    },
    {
      way: "a missing condition",
      what: "ledger-agent may sign without AgentCore",
      type: POLICY,
      change: [/"Condition":\{"StringEquals":\{"kms:ViaService":[^}]*\}\},/, ""],
      finds: [],
    },
    {
      way: "the wrong service",
      what: "ledger-agent may ask for API keys instead of tokens",
      type: POLICY,
      change: ["GetResourceOauth2Token", "GetResourceApiKey"],
      finds: [],
    },
  ],
};
