import { randomUUID } from "node:crypto";
import type { Authorize, Handlers } from "./call";
import type { Keys } from "./kms";
import { letsWrite } from "./kms-policy";
import { pageOf } from "./page";
import { policyStatements } from "./policy-text";
import { ServiceError } from "./service-error";

const DAY = 24 * 60 * 60 * 1000;

/**
 * The life of a key: it is made, and waits for its deletion.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
 */
export function keyLifecycleHandlers(keys: Keys, authorize: Authorize, now: () => number): Handlers {
  const allow = (request: Parameters<Authorize>[0]): void => {
    const denied = authorize(request);
    if (denied !== undefined) throw new ServiceError("AccessDeniedException", denied);
  };
  return {
    CreateKey: ({ input, principal, region }) => {
      allow({ principal, action: "kms:CreateKey", resource: "*" });
      const [, partition = "aws"] = principal.arn.split(":");
      const policy =
        typeof input.Policy === "string"
          ? input.Policy
          : `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:${partition}:iam::${principal.account}:root"},"Action":"kms:*","Resource":"*"}]}`;
      if (
        input.BypassPolicyLockoutSafetyCheck !== true &&
        !policyStatements(policy).some((statement) => letsWrite(statement, principal))
      )
        throw new ServiceError(
          "MalformedPolicyDocumentException",
          "The new key policy will not allow you to update the key policy in the future.",
        );
      const key = keys.add(`arn:${partition}:kms:${region}:${principal.account}:key/${randomUUID()}`, policy);
      try {
        if (Array.isArray(input.Tags)) allow({ principal, action: "kms:TagResource", resource: key.arn });
      } catch (error) {
        keys.remove(key);
        throw error;
      }
      if (typeof input.Description === "string") key.description = input.Description;
      const { arn } = key;
      return { KeyMetadata: { KeyId: arn.slice(arn.lastIndexOf("/") + 1), Arn: arn, KeyState: "Enabled" } };
    },
    ListKeys: ({ input, principal, region }) => {
      allow({ principal, action: "kms:ListKeys", resource: "*" });
      const here = keys.list.filter(({ arn }) => arn.includes(`:${region}:${principal.account}:`));
      const page = pageOf(here, { maxResults: input.Limit, nextToken: input.Marker }, { most: 1000, usual: 100 });
      return {
        Keys: page.items.map(({ arn }) => ({ KeyId: arn.slice(arn.lastIndexOf("/") + 1), KeyArn: arn })),
        Truncated: page.nextToken !== undefined,
        ...(page.nextToken !== undefined && { NextMarker: page.nextToken }),
      };
    },
    ScheduleKeyDeletion: ({ input, principal, region }) => {
      const key = keys.of(input.KeyId, region);
      allow({ principal, action: "kms:ScheduleKeyDeletion", resource: key.arn });
      const days = Number(input.PendingWindowInDays ?? 30);
      if (!Number.isInteger(days) || days < 7 || days > 30)
        throw new ServiceError("ValidationException", "PendingWindowInDays must be from 7 to 30.");
      if (key.isPendingDeletion) throw new ServiceError("KMSInvalidStateException", `${key.arn} is pending deletion.`);
      key.isPendingDeletion = true;
      key.deletionDate = new Date(now() + days * DAY);
      return { KeyId: key.arn, DeletionDate: key.deletionDate, KeyState: "PendingDeletion", PendingWindowInDays: days };
    },
  };
}
