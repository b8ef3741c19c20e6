import { idOf } from "./found";
import type { MigrationPlan } from "./plan";

/** The plan as data: names and their meaning stay until `version` changes. */
export function migrationJson({ migrations, steps, open }: MigrationPlan): string {
  const plan = {
    version: 1,
    providers: migrations.map(({ found, way, name, isMade, secrets, readers, consumers, hasUsers, address }) => ({
      provider: idOf(found),
      arn: found.provider.arn,
      account: found.account.id,
      region: found.region.region,
      vendor: found.provider.vendor ?? null,
      way,
      newName: name,
      isMade,
      hasUsers,
      callbackUrl: found.detail.callbackUrl ?? null,
      terraformAddress: address ?? null,
      from: found.detail.references,
      to: Object.fromEntries(
        Object.entries(secrets).map(([member, { arn, jsonKey, kmsKeyArn }]) => [
          member,
          { secretArn: arn, jsonKey, kmsKeyArn: kmsKeyArn === undefined ? "unknown" : kmsKeyArn },
        ]),
      ),
      readers: { now: readers.now, next: readers.next },
      consumers,
    })),
    open,
    steps: steps.map((step, index) => ({ number: index + 1, isWindow: false, ...step })),
  };
  return `${JSON.stringify(plan, undefined, 2)}\n`;
}
