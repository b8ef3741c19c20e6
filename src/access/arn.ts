import { isKnown } from "./known";
import type { Refinement } from "./rule";
import { follows, lengthOf } from "./rule";
import { ACCOUNT_ID } from "./rules/names";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Each partition with the DNS suffixes that its service names end in. */
const PARTITIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws", ["amazonaws.com"]],
  ["aws-us-gov", ["amazonaws.com"]],
  // KMS says to use .amazonaws.com in all partitions, but the Chinese endpoints end in .amazonaws.com.cn. Both names
  // belong to AWS, so a condition may list both.
  // @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#viaService_table
  ["aws-cn", ["amazonaws.com", "amazonaws.com.cn"]],
]);

/** The partitions in which the services are known to work. */
export const partitions = (): string[] => [...PARTITIONS.keys()];

/** The same partitions as a pattern, in the syntax that JavaScript and Terraform's `regex` share. */
export const PARTITION_PATTERN = `(?:${partitions().sort().join("|")})`;

/** The partitions of the Regions whose names begin like that, and that of all others. */
export const REGION_PARTITIONS: readonly (readonly [beginning: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["", "aws"],
];

/** The partition that a Region is in. */
export const partitionOf = (region: string): string =>
  REGION_PARTITIONS.find(([beginning]) => region.startsWith(beginning))?.[1] as string;

/** Splits an ARN into its six parts, or gives undefined for text that is none. */
export function splitArn(text: string): Arn | undefined {
  const [arn, partition, service, region, account, ...resource] = text.split(":");
  if (arn !== "arn" || !partition || !service || region === undefined || account === undefined || resource.length === 0)
    return undefined;
  return { partition, service, region, account, resource: resource.join(":") };
}

/** What is wrong with the first parts of an ARN of one service; undefined if that is not it. */
export function arnRefinement(text: string, service: string): Refinement | undefined {
  const arn = splitArn(text);
  if (!arn && text.startsWith("arn:")) return { words: "is only the beginning of an ARN" };
  if (!arn) return { words: `is not an ARN (${lengthOf(text)} characters that do not start with "arn:")` };
  if (!PARTITIONS.has(arn.partition))
    return { words: `names the partition "${arn.partition}", which is none of ${partitions().join(", ")}` };
  if (arn.service !== service) return { words: `is an ARN of "${arn.service}", not of "${service}"` };
  if (!follows(ACCOUNT_ID, arn.account)) return { words: "names no 12-digit account" };
  if (arn.region === "") return { words: "names no Region" };
  return /^[a-z0-9-]+$/.test(arn.region) ? undefined : { words: `names "${arn.region}", which is no Region` };
}

/**
 * The names a service has in `kms:ViaService` in a Region, for example `secretsmanager.us-east-1.amazonaws.com`. In a
 * partition that Terraform alone knows it may have any of them: all belong to AWS.
 */
export function viaServiceNames(service: string, region: string, partition: string): string | string[] {
  const suffixes = isKnown(partition) ? ["amazonaws.com"] : [...new Set([...PARTITIONS.values()].flat())];
  const names = (PARTITIONS.get(partition) ?? suffixes).map((suffix) => `${service}.${region}.${suffix}`);
  return names.length === 1 ? (names[0] as string) : names;
}
