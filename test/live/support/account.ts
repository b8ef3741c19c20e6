import type { CredentialProviders } from "../../../src/sandbox/credential-providers";
import { Sandbox } from "../../../src/sandbox/sandbox";
import type { Rates } from "../../../src/sandbox/throttle";
import { agentStatements } from "../../sandbox/support/statements";
import { AGENT, IAM_DECIDES, KEY_ARN, SECRET_ARN } from "../../sandbox/support/world";
import { callerOf, reader } from "./worlds";

export { AGENT, KEY_ARN, SECRET_ARN };
export const ACCOUNT = "111122223333";
export const CANARY = "canary-value-that-nobody-may-see";
export const ALIAS_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:alias/agents`;
export const MANAGED_ARN = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:bedrock-agentcore-identity!default/apikey/kept-AbCdEf`;

const external = { source: "EXTERNAL", secretArn: SECRET_ARN, jsonKey: "client_secret" } as const;

/** What the role that reads may: docs/live.md has the same. */
export const READS = [
  "bedrock-agentcore:Get*",
  "bedrock-agentcore:List*",
  "iam:GetAccountAuthorizationDetails",
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:ListGrants",
  "organizations:Describe*",
  "organizations:List*",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetResourcePolicy",
  "secretsmanager:ListSecrets",
];

export const allowing = (actions: readonly string[]): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});

/** An account with a provider of each kind, and an agent who reads their secret. */
export async function account(rates: Rates = {}, regions: readonly string[] = []): Promise<Sandbox> {
  const sandbox = await Sandbox.start({ enforce: true, rates, regions });
  const value = JSON.stringify({ client_secret: CANARY, api_key: CANARY, wallet: CANARY });
  sandbox.keys.add(KEY_ARN, IAM_DECIDES);
  sandbox.keys.aliases.set(ALIAS_ARN, KEY_ARN);
  sandbox.secrets.add(SECRET_ARN, value, { kmsKeyId: KEY_ARN, tags: { team: "agents" } });
  sandbox.secrets.add(MANAGED_ARN, value, { owningService: "bedrock-agentcore-identity" });
  sandbox.roles.put(AGENT, { use: { Version: "2012-10-17", Statement: agentStatements() } });
  sandbox.roles.put(reader(ACCOUNT), { reads: allowing(READS) });
  make(sandbox.providers, "google", { clientSecret: external });
  sandbox.providers.create("apikey", "weather", "", {
    config: {},
    secrets: { apiKey: { ...external, jsonKey: "api_key" } },
    tags: { team: "agents" },
  });
  sandbox.providers.create("apikey", "kept", "", {
    config: {},
    secrets: { apiKey: { source: "MANAGED", secretArn: MANAGED_ARN } },
    tags: {},
  });
  sandbox.providers.create("payment", "wallet", "CoinbaseCDP", {
    config: { $member: "coinbaseCdpConfiguration", apiKeyId: "id" },
    secrets: { apiKeySecret: { ...external, jsonKey: "api_key" }, walletSecret: { ...external, jsonKey: "wallet" } },
    tags: { team: "pay" },
  });
  return sandbox;
}

export const make = (
  providers: CredentialProviders,
  name: string,
  secrets: Parameters<CredentialProviders["create"]>[3]["secrets"],
  config: Readonly<Record<string, unknown>> = {},
): void =>
  void providers.create("oauth2", name, "CustomOauth2", {
    config: { $member: "customOauth2ProviderConfig", clientId: "client", ...config },
    secrets,
    tags: {},
  });

export const target = (sandbox: Sandbox) => ({ caller: callerOf(sandbox, ACCOUNT), regions: ["us-east-1"] });
