import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetSecretValueCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";

// The only place that ever holds a value. Nothing of it is returned, thrown or kept.

/** The names in a secret's JSON object; undefined if it is none. */
export async function jsonKeysOf(
  client: SecretsManagerClient,
  SecretId: string,
): Promise<readonly string[] | undefined> {
  const { SecretString, SecretBinary } = await client.send(new GetSecretValueCommand({ SecretId }));
  return namesIn(SecretString ?? (SecretBinary === undefined ? "" : Buffer.from(SecretBinary).toString("utf8")));
}

function namesIn(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : undefined;
  } catch {
    // The parser's message may quote the value.
    return undefined;
  }
}

/** The value of a version, as another version. */
export async function copyValue(
  client: SecretsManagerClient,
  SecretId: string,
  { from, id, label }: { readonly from: string; readonly id: string; readonly label: string },
): Promise<void> {
  const { SecretString, SecretBinary } = await client.send(new GetSecretValueCommand({ SecretId, VersionId: from }));
  await client.send(
    new PutSecretValueCommand({
      SecretId,
      ClientRequestToken: id,
      VersionStages: [label],
      ...(SecretString === undefined ? { SecretBinary } : { SecretString }),
    }),
  );
}
