import { PROVIDER_KINDS } from "../vault";
import type { Case, Test } from "./condition";
import { absent, isOneOf, present } from "./condition";
import { othersThan } from "./principals";
import { byArn } from "./secret-rules";
import type { Watched } from "./watched";
import { keyIds, mergedBy } from "./watched";

const KMS = "kms.amazonaws.com";
const AGENTCORE = "bedrock-agentcore.amazonaws.com";

const call = (source: string, names: readonly string[], ...tests: readonly Test[]): Case => ({
  kind: "AwsApiCall",
  source,
  tests: [isOneOf("eventName", names), ...tests],
});

const succeeded = absent("errorCode");

const deployersOf = ({ groups }: Watched): string[] => [...new Set(groups.flatMap(({ deployers }) => deployers))];

/** What Secrets Manager asks of the key, in the reader's name. @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
export const failedDecrypt = ({ groups }: Watched): Case[] =>
  mergedBy(groups, () => [])
    .filter(({ secrets, prefixes }) => secrets.length + prefixes.length > 0)
    .map((group) =>
      call(KMS, ["Decrypt"], present("errorCode"), byArn("requestParameters.encryptionContext.SecretARN", group)),
    );

const keys = (keyArns: readonly string[]): Test => isOneOf("requestParameters.keyId", keyArns.flatMap(keyIds));

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html */
export const keyDisabled = ({ keyArns }: Watched): Case[] =>
  keyArns.length === 0
    ? []
    : [call(KMS, ["DisableKey", "ScheduleKeyDeletion", "DeleteImportedKeyMaterial"], succeeded, keys(keyArns))];

const KEY_CHANGES = ["PutKeyPolicy", "RevokeGrant", "RetireGrant"];

const VERBS = ["Create", "Update", "Delete"];

/** Pointers, targets and key policies that others than the deployers changed. */
export function pointerChanged(watched: Watched): Case[] {
  const { providers, gatewayIds, keyArns } = watched;
  const kinds = [...new Set(providers.map(({ kind }) => kind))];
  const by = (about: string, source: string, names: readonly string[], ...tests: readonly Test[]): Case[] =>
    othersThan(deployersOf(watched)).map((who) => ({ ...call(source, names, succeeded, ...who, ...tests), about }));
  const changes = (about: string, entity: string, test: Test): Case[] =>
    by(
      about,
      AGENTCORE,
      VERBS.map((verb) => `${verb}${entity}`),
      test,
    );
  return [
    ...kinds.flatMap((kind) => {
      const named = providers.filter((one) => one.kind === kind).map(({ name }) => name);
      return changes(kind, PROVIDER_KINDS[kind].entity, isOneOf("requestParameters.name", named));
    }),
    ...(providers.length > 0 ? by("vault", AGENTCORE, ["SetTokenVaultCMK"]) : []),
    ...(gatewayIds.length > 0
      ? changes("gateway", "GatewayTarget", isOneOf("requestParameters.gatewayIdentifier", gatewayIds))
      : []),
    ...(keyArns.length > 0 ? by("key", KMS, KEY_CHANGES, keys(keyArns)) : []),
  ];
}
