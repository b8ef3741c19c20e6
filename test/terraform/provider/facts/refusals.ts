import { text, type Value, type Values } from "../cty";
import type { Making } from "../resource-facts";

/**
 * IAM and Secrets Manager take a Sid once in a policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export function equalSids(policy: Value): string | undefined {
  const { Statement } = JSON.parse(text(policy) ?? "{}") as { Statement?: unknown };
  const sids = [Statement].flat().flatMap((statement) => (statement as { Sid?: string } | undefined)?.Sid ?? []);
  return new Set(sids).size < sids.length
    ? "MalformedPolicyDocument: Statement IDs (SID) in a single policy must be unique."
    : undefined;
}

/** An identity policy is refused by what stands in it. */
export const malformed = ({ policy }: Values): string | undefined => equalSids(policy);

/** A service answers for the objects of its own Region. */
export function elsewhere(arn: Value, { region }: Making): string | undefined {
  const of = text(arn)?.split(":")[3];
  return of === undefined || of === region ? undefined : `ResourceNotFoundException: ${text(arn)} is not in ${region}`;
}
