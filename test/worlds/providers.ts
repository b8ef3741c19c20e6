import type { Making } from "./generate";
import { token } from "./tokens";
import type { Arguments, Thing } from "./world";
import { Hidden } from "./world";

/** A credential provider of the own account with the secret that it names, or with one that AgentCore makes. */
export function credentialProviderOf(making: Making, index: number, secret: Thing): Thing {
  const { random, accounts } = making;
  const [account] = accounts;
  if (!account) throw new Error("a world has an account");
  const replicas = (secret.arguments.replica ?? []) as readonly { readonly region: string }[];
  const replica = replicas.length > 0 && random.chance(0.7) ? random.pick(replicas).region : undefined;
  const region = replica ?? making.region;
  const name = `provider-${index}`;
  const isHidden = random.chance(0.1);
  const life = making.kind === "create" || secret.life !== "stays" ? ("new" as const) : ("stays" as const);
  const secretId = secretIdOf(secret, replica);
  const reference = { secret_id: isHidden ? new Hidden(secretId) : secretId, json_key: "value" };
  const isManaged = random.chance(0.15);
  const place: Arguments = replica === undefined ? {} : { region };
  const shape = random.pick(["plain", "count", "each"] as const);
  const arn = (kind: string): string =>
    `arn:aws:bedrock-agentcore:${region}:${account.id}:token-vault/default/${kind}/${name}`;
  if (random.chance(0.6))
    return {
      type: "aws_bedrockagentcore_api_key_credential_provider",
      label: `provider${index}`,
      account,
      arguments: {
        ...place,
        name,
        ...(isManaged
          ? { api_key_secret_source: "MANAGED", api_key: "not-a-key" }
          : { api_key_secret_source: "EXTERNAL", api_key_secret_config: [reference] }),
      },
      life,
      shape,
      given: { credential_provider_arn: arn("apikeycredentialprovider") },
    };
  return {
    type: "aws_bedrockagentcore_oauth2_credential_provider",
    label: `provider${index}`,
    account,
    arguments: {
      ...place,
      name,
      credential_provider_vendor: "GithubOauth2",
      oauth2_provider_config: [
        {
          github_oauth2_provider_config: [
            {
              client_id: "client",
              ...(isManaged
                ? { client_secret_source: "MANAGED", client_secret: "not-a-secret" }
                : { client_secret_source: "EXTERNAL", client_secret_config: [reference] }),
            },
          ],
        },
      ],
    },
    life,
    shape,
    given: { credential_provider_arn: arn("oauth2credentialprovider") },
  };
}

/** A secret, or its replica: of one whose name is known the ARN is written out, of others a function makes it. */
function secretIdOf(secret: Thing, replica: string | undefined): string {
  if (replica === undefined) return token(secret.type, secret.label, "arn");
  const arn = secret.given.arn as string;
  return secret.life === "new"
    ? token(secret.type, secret.label, `arn@${replica}`)
    : arn.replace(/^((?:[^:]*:){3})[^:]*/, `$1${replica}`);
}

/** How AgentCore calls the secrets that it makes for providers that name none. */
export const managedSecretArn = (region: string, account: string, kind: string, name: string): string =>
  `arn:aws:secretsmanager:${region}:${account}:secret:bedrock-agentcore-identity!default/${kind}/${name}`;

/** The secrets that AgentCore makes, as policies name them. */
export function managedSecretsIn({ things, region }: Making): string[] {
  return things
    .filter((thing) => kindOfProvider(thing) !== undefined && JSON.stringify(thing.arguments).includes('"MANAGED"'))
    .map((thing) => {
      const place = (thing.arguments.region as string | undefined) ?? region;
      const kind = kindOfProvider(thing) as string;
      return `${managedSecretArn(place, thing.account.id, kind, thing.arguments.name as string)}-??????`;
    });
}

export const kindOfProvider = ({ type }: Pick<Thing, "type">): "apikey" | "oauth2" | undefined =>
  type === "aws_bedrockagentcore_api_key_credential_provider"
    ? "apikey"
    : type === "aws_bedrockagentcore_oauth2_credential_provider"
      ? "oauth2"
      : undefined;
