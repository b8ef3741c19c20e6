import type { TerraformProvider } from "cdktf";
import type { Kinds } from "../access/argument-kinds";
import { optional } from "../access/argument-kinds";
import { partitionOf } from "../access/arn";
import { KEY_ARN } from "../access/key-arn";
import { isKnown } from "../access/known";
import type { KmsAccess } from "../access/modes";
import type { Problem } from "../access/problem";
import { knownProblems } from "../access/rule";
import { KMS_ACCESS } from "../access/rules/modes";
import { REGION } from "../access/rules/names";
import { expression } from "../terraform/text";
import type { PlacedSecret } from "./external-secret-options";

/** Options of a secret's replica. */
export interface SecretReplicaOptions {
  /**
   * The ARN of the customer managed key that encrypts the replica, in the replica's Region. Required if another account
   * reads it.
   *
   * @default - the AWS managed key `aws/secretsmanager`, which only the secret's own account can use
   */
  readonly kmsKeyArn?: string;

  /**
   * Whether Terraform takes the key from the secret while it plans, instead of `kmsKeyArn`: for a secret with a customer managed
   * key. The deployer then needs `secretsmanager:DescribeSecret` and `secretsmanager:GetResourcePolicy` for it.
   *
   * @default - that of the secret, unless `kmsKeyArn` is given
   */
  readonly lookUpKmsKey?: boolean;

  /**
   * How readers may decrypt with `kmsKeyArn`.
   *
   * @default - that of the secret
   */
  readonly keyAccess?: KmsAccess;

  /**
   * The AWS provider of the secret's account, for the KMS grants.
   *
   * @default - that of the secret, which serves every Region of its partition
   */
  readonly provider?: TerraformProvider;
}

export const REPLICA_KINDS: Kinds<SecretReplicaOptions & { readonly region: string }> = {
  region: REGION,
  kmsKeyArn: optional(KEY_ARN),
  lookUpKmsKey: optional("boolean"),
  keyAccess: optional(KMS_ACCESS),
  provider: optional("object"),
};

/** The construct ID of a replica below its secret. */
export const replicaId = (region: string): string => (isKnown(region) ? `Replica-${region}` : "Replica");

/**
 * What a replica is: the secret's name and suffix, in another Region.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
 */
export function replicaAttributes(primary: PlacedSecret, region: string, options: SecretReplicaOptions): PlacedSecret {
  const { secretArn, partition, account, keyAccess, provider } = primary;
  const name = isKnown(secretArn)
    ? secretArn.split(":").slice(6).join(":")
    : expression((quote) => `try(split(":", ${quote(secretArn)})[6], "")`);
  return {
    ...primary,
    secretArn: `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`,
    region,
    kmsKeyArn: options.kmsKeyArn,
    lookUpKmsKey: options.lookUpKmsKey ?? (options.kmsKeyArn === undefined && looksUpKey(primary)),
    keyAccess: options.keyAccess ?? keyAccess,
    provider: options.provider ?? provider,
  };
}

/** A key that is stated is not looked up. */
export const looksUpKey = ({ kmsKeyArn, lookUpKmsKey }: PlacedSecret): boolean =>
  kmsKeyArn === undefined && (lookUpKmsKey ?? false);

/** What is wrong with the Region of a replica. */
export function replicaProblems(primary: PlacedSecret, region: string, isRepeated: boolean): Problem[] {
  const refuse = (rule: string, fix: string): Problem[] => [{ subject: "region", value: region, rule, fix }];
  const wrong = knownProblems(REGION, "region", region);
  if (wrong.length > 0) return wrong;
  if (!isKnown(region))
    return [{ subject: "region", rule: "is a token", fix: "Give the Region of the replica as a text." }];
  if (isRepeated) return refuse("has a replica of this secret already", "Make it once, and share it.");
  if (region === primary.region) return refuse("is the secret's own Region", "Use the secret itself there.");
  if (isKnown(primary.partition) && partitionOf(region) !== primary.partition)
    return refuse(
      `is not in the secret's partition, ${primary.partition}, and secrets are replicated within one`,
      "Use a secret of that partition.",
    );
  return [];
}
