import { PARTITION_PATTERN } from "./arn";
import type { Problem } from "./problem";
import type { Rule } from "./rule";
import { givenProblems } from "./rule";

/** One managed policy: of an account, or of AWS itself. A wildcard names none. */
export const POLICY_ARN: Rule = {
  pattern: `^arn:${PARTITION_PATTERN}:iam::(?:[0-9]{12}|aws):policy/[A-Za-z0-9_+=,.@/-]+$`,
  words: "is not the ARN of a managed policy",
  fix: "Give an ARN like arn:aws:iam::111122223333:policy/agent-boundary.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns",
};

/** What is wrong with the ARN of a permissions boundary. A token, or none, is fine. */
export const boundaryProblems = (arn: string | undefined): Problem[] =>
  givenProblems(POLICY_ARN, "permissionsBoundaryArn", arn);
