import type { DescribeSecretResponse } from "@aws-sdk/client-secrets-manager";
import { keep } from "../kept";
import { piece } from "../piece";
import type { ListedSecret, SecretDescription, SecretSnapshot } from "../snapshot";
import { dateText, defined, everyPage, tagsOf } from "./paging";
import type { Where } from "./paging";

/** What is known of a secret without its value. */
export async function readSecret(
  { caller, region }: Where,
  id: string,
  before?: SecretSnapshot,
): Promise<SecretSnapshot> {
  const [description, policy] = await Promise.all([
    keep(before?.description, () =>
      piece("secretsmanager:DescribeSecret", id, async () =>
        descriptionOf(await caller.call("secretsmanager:DescribeSecret", region, { SecretId: id })),
      ),
    ),
    keep(before?.policy, () =>
      piece("secretsmanager:GetResourcePolicy", id, async () => {
        const found = await caller.call("secretsmanager:GetResourcePolicy", region, { SecretId: id });
        return found.ResourcePolicy ?? null;
      }),
    ),
  ]);
  return { id, region, description, policy };
}

function descriptionOf(found: DescribeSecretResponse): SecretDescription {
  const rotation = defined({
    lambdaArn: found.RotationLambdaARN,
    lastRotatedDate: dateText(found.LastRotatedDate),
    nextRotationDate: dateText(found.NextRotationDate),
    afterDays: found.RotationRules?.AutomaticallyAfterDays,
    schedule: found.RotationRules?.ScheduleExpression,
  });
  return {
    arn: found.ARN ?? "",
    name: found.Name ?? "",
    ...defined({
      keyId: found.KmsKeyId,
      owningService: found.OwningService,
      type: found.Type,
      createdDate: dateText(found.CreatedDate),
      lastChangedDate: dateText(found.LastChangedDate),
      lastAccessedDate: dateText(found.LastAccessedDate),
      deletedDate: dateText(found.DeletedDate),
      primaryRegion: found.PrimaryRegion,
    }),
    ...((found.RotationEnabled !== undefined || Object.keys(rotation).length > 0) && {
      rotation: { isEnabled: found.RotationEnabled === true, ...rotation },
    }),
    versions: found.VersionIdsToStages ?? {},
    replicas: (found.ReplicationStatus ?? []).map(({ Region = "", KmsKeyId, Status }) => ({
      region: Region,
      ...defined({ keyId: KmsKeyId, status: Status as string | undefined }),
    })),
    tags: tagsOf(found.Tags),
  };
}

/** As many as the list gives at once. */
const MOST = 100;

/** All secrets by name, those that wait for their deletion, too. */
export const listSecrets = (where: Where): Promise<ListedSecret[]> =>
  everyPage(
    where,
    "secretsmanager:ListSecrets",
    (NextToken) => ({ MaxResults: MOST, IncludePlannedDeletion: true, NextToken }),
    ({ SecretList, NextToken }) => ({
      next: NextToken,
      items: SecretList?.map((one) => ({
        arn: one.ARN ?? "",
        name: one.Name ?? "",
        ...defined({
          description: one.Description,
          keyId: one.KmsKeyId,
          owningService: one.OwningService,
          type: one.Type,
          deletedDate: dateText(one.DeletedDate),
          lastAccessedDate: dateText(one.LastAccessedDate),
        }),
        tags: tagsOf(one.Tags),
      })),
    }),
  );
