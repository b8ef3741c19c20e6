import type { Kinds } from "../access/argument-kinds";
import { optional } from "../access/argument-kinds";
import { LONGEST_BRIDGE_SECONDS } from "../access/limits";
import type { Problem } from "../access/problem";
import { ROLE_ARN } from "../access/role-arn";
import { givenProblems, oneOf } from "../access/rule";
import { EXTERNAL_ID } from "../access/rules/names";
import { textProblems } from "../access/written-text";

/** Which Terraform resource stands for an object that the bridge makes. */
export enum BridgeResource {
  /** Terraform's own, which needs no provider. */
  TERRAFORM_DATA = "terraform_data",
  /** The one of hashicorp/null, for pipelines that standardise on it. */
  NULL_RESOURCE = "null_resource",
}

const BRIDGE_RESOURCE = oneOf(
  Object.values(BridgeResource),
  "https://developer.hashicorp.com/terraform/language/resources/terraform-data",
);

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

/** For whoever takes them. */
export const BRIDGE_KINDS: Kinds<BridgeOptions> = {
  resource: optional(BRIDGE_RESOURCE),
  timeoutSeconds: optional("number"),
  assumeRoleArn: optional(ROLE_ARN),
  assumeRoleExternalId: optional(EXTERNAL_ID),
};

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
  return [
    ...problems,
    ...givenProblems(ROLE_ARN, "assumeRoleArn", assumeRoleArn),
    ...givenProblems(EXTERNAL_ID, "assumeRoleExternalId", assumeRoleExternalId),
  ];
}
