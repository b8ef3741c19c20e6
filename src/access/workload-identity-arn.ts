import { arnRefinement } from "./arn";
import type { Rule } from "./rule";
import { WORKLOAD_IDENTITY_NAME } from "./rules/names";

const NAME = WORKLOAD_IDENTITY_NAME.pattern?.replaceAll(/[$^]/g, "");

/**
 * The ARN of one workload identity, as `workload_identity_details` of a runtime or gateway gives it. In which partition
 * is left to whoever compares it with the provider's.
 */
export const WORKLOAD_IDENTITY_ARN: Rule = {
  pattern: `^arn:aws[a-z-]*:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:workload-identity-directory/default/workload-identity/${NAME}$`,
  words: "is not the ARN of one workload identity",
  fix: "Give what workload_identity_details of the runtime or gateway holds; names have an option of their own.",
  source: "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_WorkloadIdentityDetails.html",
  refine: (text) => arnRefinement(text, "bedrock-agentcore") ?? {},
};
