import { isKnown } from "./known";
import type { Problem } from "./problem";

/**
 * One managed policy: of an account, or of AWS itself. A wildcard names none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
const POLICY_ARN = /^arn:[a-z-]+:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]+$/;

/** What is wrong with the ARN of a permissions boundary. A token, or none, is fine. */
export function boundaryProblems(arn: string | undefined): Problem[] {
  if (arn === undefined || !isKnown(arn) || POLICY_ARN.test(arn)) return [];
  return [
    {
      subject: "permissionsBoundaryArn",
      value: arn,
      rule: "is not the ARN of a managed policy",
      fix: "Give an ARN like arn:aws:iam::111122223333:policy/agent-boundary.",
    },
  ];
}
