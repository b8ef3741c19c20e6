import type { FurnishedIdentity } from "../../sandbox/furnish";

/** What reading accounts needs, and nothing that tells a value or uses a provider: docs/live.md has each by its name. */
export const READS = [
  "bedrock-agentcore:Get*CredentialProvider",
  "bedrock-agentcore:GetAgentRuntime",
  "bedrock-agentcore:GetConsentPortal",
  "bedrock-agentcore:GetGateway*",
  "bedrock-agentcore:GetHarness",
  "bedrock-agentcore:GetPaymentConnector",
  "bedrock-agentcore:GetRegistryRecord",
  "bedrock-agentcore:GetTokenVault",
  "bedrock-agentcore:List*",
  "cloudtrail:LookupEvents",
  "iam:GetAccountAuthorizationDetails",
  "iam:SimulatePrincipalPolicy",
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:ListGrants",
  "organizations:Describe*",
  "organizations:List*",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetResourcePolicy",
  "secretsmanager:ListSecrets",
  "sts:AssumeRole",
] as const;

/** A role that reads an account, and that the one of the usual account may assume. */
export function verifierOf(account: string, usual: string, partition = "aws"): FurnishedIdentity {
  const arn = `arn:${partition}:iam::${account}:role/sandbox-verifier`;
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${usual}:role/sandbox-verifier` },
        Action: "sts:AssumeRole",
      },
    ],
  };
  const read = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: READS, Resource: "*" }] };
  return { kind: "role", arn, inline: { read }, options: { trust } };
}
