import { CreateKeyCommand, DescribeKeyCommand, ScheduleKeyDeletionCommand, type KMSClient } from "@aws-sdk/client-kms";
import type { Account } from "../aws";
import { TAG } from "../names";

/** KMS lets no key go sooner. */
export const DAYS_UNTIL_GONE = 7;

export const keyDescription = (prefix: string): string => `${TAG} ${prefix}`;

export async function createKey({ aws: { keys } }: Account, prefix: string, policy: object): Promise<string> {
  const { KeyMetadata } = await keys.send(
    new CreateKeyCommand({
      Description: keyDescription(prefix),
      Policy: JSON.stringify(policy),
      Tags: [{ TagKey: TAG, TagValue: prefix }],
    }),
  );
  return KeyMetadata?.Arn ?? "";
}

/** Keys are not deleted but scheduled for it; one that is scheduled already is as removed as can be. Tells until when. */
export async function removeKey(keys: KMSClient, KeyId: string): Promise<string> {
  const { KeyMetadata } = await keys.send(new DescribeKeyCommand({ KeyId }));
  if (KeyMetadata?.KeyState === "PendingDeletion") return waitsUntil(KeyId, KeyMetadata.DeletionDate);
  const command = new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: DAYS_UNTIL_GONE });
  return waitsUntil(KeyId, (await keys.send(command)).DeletionDate);
}

const waitsUntil = (key: string, date: Date | undefined): string =>
  `key ${key} is deleted on ${date?.toISOString().slice(0, 10) ?? "a day that KMS does not tell"}`;
