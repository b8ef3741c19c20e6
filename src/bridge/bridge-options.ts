import { isKnown } from "../access/known";
import { LONGEST_BRIDGE_SECONDS } from "../access/limits";
import type { Problem } from "../access/problem";
import { isProblem } from "../access/problem";
import { parseRoleArn } from "../access/role-arn";
import { textProblems } from "../access/written-text";

/** Which Terraform resource stands for an object that the bridge makes. */
export enum BridgeResource {
  /** Terraform's own, which needs no provider. */
  TERRAFORM_DATA = "terraform_data",
  /** The one of hashicorp/null, for pipelines that standardise on it. */
  NULL_RESOURCE = "null_resource",
}

/** How the bridge's program runs. It takes AWS credentials as every AWS program does: from environment, profile or role. */
export interface BridgeOptions {
  /**
   * Which Terraform resource stands for the object.
   *
   * @default BridgeResource.TERRAFORM_DATA
   */
  readonly resource?: BridgeResource;

  /**
   * The time that all attempts together may take, in seconds, 1 to 3600.
   *
   * @default 300
   */
  readonly timeoutSeconds?: number;

  /**
   * A role that the program assumes, for example the one that the AWS provider assumes.
   *
   * @default - the credentials that the program finds
   */
  readonly assumeRoleArn?: string;

  /**
   * The external ID that the role asks for.
   *
   * @default - none
   */
  readonly assumeRoleExternalId?: string;
}

export function bridgeProblems({ timeoutSeconds, assumeRoleArn, assumeRoleExternalId }: BridgeOptions): Problem[] {
  const problems: Problem[] = textProblems({ assumeRoleArn, assumeRoleExternalId });
  if (timeoutSeconds !== undefined && (timeoutSeconds < 1 || timeoutSeconds > LONGEST_BRIDGE_SECONDS)) {
    problems.push({
      subject: "timeoutSeconds",
      value: String(timeoutSeconds),
      rule: `is not 1 to ${LONGEST_BRIDGE_SECONDS}`,
      fix: "Leave it out for 300.",
    });
  }
  const role =
    assumeRoleArn !== undefined && isKnown(assumeRoleArn) ? parseRoleArn(assumeRoleArn, "assumeRoleArn") : undefined;
  if (role && isProblem(role)) problems.push(role.problem);
  return problems;
}
