import { createHash, randomBytes } from "node:crypto";
import { isUnknown } from "../../decision";
import type { Wanted } from "../../plan/wanted";
import type { ModelSecret } from "../../proof/model";
import type { FurnishedSecret } from "../../sandbox/furnish";
import type { Told } from "./concrete";
import { filled } from "./concrete";
import { documentOf, textOf } from "./documents";

/** A secret with its policy and key; its value is made up. */
export function secretOf(
  { arn, keyArn, policy, isPolicyCertain }: ModelSecret,
  { secrets }: Wanted,
  values: ReadonlyMap<string, ReadonlySet<string>>,
  tell: (told: Told) => void,
): FurnishedSecret {
  const found = filled(arn);
  const document = documentOf(policy, tell);
  if (!isPolicyCertain) tell({ subject: found, text: "it may have another policy: nothing tells all of it" });
  if (keyArn === undefined) tell({ subject: found, text: "nothing tells its key: it has aws/secretsmanager" });
  const kmsKeyId = isUnknown(keyArn) ? madeUpKey(found) : keyArn;
  if (isUnknown(keyArn)) tell({ subject: found, text: `its key is known after the apply: it has ${kmsKeyId ?? ""}` });
  const { replicas = [], rotatedBy } = secrets.get(arn) ?? {};
  return {
    arn: found,
    value: madeUp(values.get(found)),
    ...(typeof kmsKeyId === "string" && { kmsKeyId: filled(kmsKeyId) }),
    ...(document !== undefined && { policy: textOf(document) }),
    replicas: replicas.flatMap(({ region }) =>
      isUnknown(region) ? [] : [{ Region: region, Status: "InSync" as const }],
    ),
    ...(rotatedBy !== undefined && {
      rotationLambdaArn: `${found.replace(":secretsmanager:", ":lambda:").replace(/:secret:.*/, "")}:function:made-up`,
    }),
  };
}

/** For each JSON key that somebody refers to a value that nobody knows. */
export const madeUp = (jsonKeys: ReadonlySet<string> = new Set()): string =>
  JSON.stringify(Object.fromEntries([...jsonKeys].map((key) => [key, randomBytes(18).toString("base64url")])));

function madeUpKey(secretArn: string): string {
  const [, partition, , region, account] = secretArn.split(":");
  const id = createHash("sha256").update(secretArn).digest("hex");
  const uuid = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20, 32)].join("-");
  return `arn:${partition}:kms:${region}:${account}:key/${uuid}`;
}
