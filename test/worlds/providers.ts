import type { Making } from "./generate";
import { token } from "./tokens";
import type { Thing } from "./world";
import { Hidden } from "./world";

/** A credential provider of the own account with the secret that it names, or with one that AgentCore makes. */
export function credentialProviderOf(making: Making, index: number, secret: Thing): Thing {
  const { random, accounts } = making;
  const [account] = accounts;
  if (!account) throw new Error("a world has an account");
  const secretId = token(secret.type, secret.label, "arn");
  const name = `provider-${index}`;
  const isHidden = random.chance(0.1);
  const life = making.kind === "create" || secret.life === "new" ? ("new" as const) : ("stays" as const);
  const reference = { secret_id: isHidden ? new Hidden(secretId) : secretId, json_key: "value" };
  const shape = random.pick(["plain", "count", "each"] as const);
  const arn = (kind: string): string =>
    `arn:aws:bedrock-agentcore:${making.region}:${account.id}:token-vault/default/${kind}/${name}`;
  if (random.chance(0.6))
    return {
      type: "aws_bedrockagentcore_api_key_credential_provider",
      label: `provider${index}`,
      account,
      arguments: { name, api_key_secret_source: "EXTERNAL", api_key_secret_config: [reference] },
      life,
      shape,
      given: { credential_provider_arn: arn("apikeycredentialprovider") },
    };
  return {
    type: "aws_bedrockagentcore_oauth2_credential_provider",
    label: `provider${index}`,
    account,
    arguments: {
      name,
      credential_provider_vendor: "GithubOauth2",
      oauth2_provider_config: [
        {
          github_oauth2_provider_config: [
            { client_id: "client", client_secret_source: "EXTERNAL", client_secret_config: [reference] },
          ],
        },
      ],
    },
    life,
    shape,
    given: { credential_provider_arn: arn("oauth2credentialprovider") },
  };
}
