import { SERVICE_PRINCIPAL } from "../statements";
import type { Case, Test } from "./condition";
import { absent, isOneOf, notThere } from "./condition";
import { noRoles, otherRoles, othersThan } from "./principals";
import type { WatchedSecrets } from "./watched";
import { exemptIn, expectedIn, mergedBy, prefixIds } from "./watched";

export const SECRETS_MANAGER = "secretsmanager.amazonaws.com";
const INVOKED_BY = "userIdentity.invokedBy";
/** A replica's Region has its own rules, so nothing here looks at Regions. */
const SECRET_ID = "requestParameters.secretId";

/** Nobody's in particular: all groups in one. */
const all = (groups: readonly WatchedSecrets[]): WatchedSecrets[] => mergedBy(groups, () => []);
const isAny = ({ secrets, prefixes }: WatchedSecrets): boolean => secrets.length + prefixes.length > 0;

const named = ({ secrets, prefixes }: WatchedSecrets): Test => ({
  field: SECRET_ID,
  any: [
    ...secrets.flatMap(({ ids }) => ids).map((is) => ({ is })),
    ...prefixes.flatMap(prefixIds).map((begins) => ({ begins })),
  ],
});

/** The same in a field that holds full ARNs alone. */
export const byArn = (field: string, { secrets, prefixes }: WatchedSecrets): Test => ({
  field,
  any: [...secrets.map(({ arn }) => ({ is: arn })), ...prefixes.map((begins) => ({ begins }))],
});

const calls = (names: readonly string[], group: WatchedSecrets, tests: readonly Test[]): Case => ({
  kind: "AwsApiCall",
  source: SECRETS_MANAGER,
  tests: [isOneOf("eventName", names), ...tests, named(group)],
});

/** A read: BatchGetSecretValue writes one such record for each value, too. */
const reads = (group: WatchedSecrets, ...tests: readonly Test[]): Case => calls(["GetSecretValue"], group, tests);

const byAgentCore = isOneOf(INVOKED_BY, [SERVICE_PRINCIPAL]);
const succeeded = absent("errorCode");

export const deniedReader = (groups: readonly WatchedSecrets[]): Case[] =>
  all(groups)
    .filter(isAny)
    .map((group) => reads(group, byAgentCore, { field: "errorCode", any: [{ begins: "AccessDenied" }] }));

/** By the caller itself, or for it by any other service than AgentCore. */
export const directRead = (groups: readonly WatchedSecrets[]): Case[] =>
  mergedBy(groups, exemptIn)
    .filter(isAny)
    .flatMap((group) =>
      othersThan(exemptIn(group)).map((who) =>
        reads(group, notThere(INVOKED_BY, [SERVICE_PRINCIPAL]), succeeded, ...who),
      ),
    );

/** Roles are told apart for each secret; of who is no role only the account counts, which many secrets have the same. */
export function unexpectedReader(groups: readonly WatchedSecrets[]): Case[] {
  const known = groups.filter(({ readers }) => readers.length > 0);
  const by = (some: readonly WatchedSecrets[], who: (group: WatchedSecrets) => Test[][]): Case[] =>
    some.filter(isAny).flatMap((group) => who(group).map((tests) => reads(group, byAgentCore, succeeded, ...tests)));
  return [
    ...by(mergedBy(known, expectedIn), (group) => otherRoles(expectedIn(group))),
    ...by(
      mergedBy(known, ({ accounts }) => accounts),
      ({ accounts }) => noRoles(accounts),
    ),
  ];
}

/** What Secrets Manager answers of a secret that is marked for deletion, and of one that is gone or has no value. */
const GONE = ["InvalidRequestException", "ResourceNotFoundException"];

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#API_GetSecretValue_Errors */
export const deletedRead = (groups: readonly WatchedSecrets[]): Case[] =>
  all(groups)
    .filter(isAny)
    .map((group) => reads(group, isOneOf("errorCode", GONE)));

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#API_GetSecretValue_Errors */
export const undecrypted = (groups: readonly WatchedSecrets[]): Case[] =>
  all(groups)
    .filter(isAny)
    .map((group) => ({ ...reads(group, isOneOf("errorCode", ["DecryptionFailure"])), about: "read" }));

const ROTATIONS = ["RotationFailed", "RotationAbandoned", "TestRotationFailed"];

/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html#cloudtrail_log_entries_rotation */
export const rotationFailed = (groups: readonly WatchedSecrets[]): Case[] =>
  all(groups)
    .filter(isAny)
    .map((group) => ({
      kind: "AwsServiceEvent",
      source: SECRETS_MANAGER,
      tests: [isOneOf("eventName", ROTATIONS), byArn("additionalEventData.SecretId", group)],
    }));

const SETTINGS = [
  "PutResourcePolicy",
  "DeleteResourcePolicy",
  "DeleteSecret",
  "RestoreSecret",
  "UpdateSecret",
  "RotateSecret",
  "CancelRotateSecret",
  "StopReplicationToReplica",
  "RemoveRegionsFromReplication",
];
const VALUES = ["PutSecretValue", "UpdateSecretVersionStage"];

/** Settings by others than the deployers, values by others than those who also rotate. */
export function secretChanged(groups: readonly WatchedSecrets[]): Case[] {
  const by = (names: readonly string[], exempt: (group: WatchedSecrets) => readonly string[]): Case[] =>
    mergedBy(groups, exempt)
      .filter(isAny)
      .flatMap((group) => othersThan(exempt(group)).map((who) => calls(names, group, [succeeded, ...who])));
  return [...by(SETTINGS, ({ deployers }) => deployers), ...by(VALUES, exemptIn)];
}
