import type { Deployment } from "./deployment";
import type { Statement } from "./policy";
import { SID_PREFIX, sortedUnique } from "./policy";

/** What it takes to make a managed policy, to change it and to delete it. Tags are those of the AWS provider. */
const WRITE_POLICY = [
  "CreatePolicy",
  "CreatePolicyVersion",
  "DeletePolicy",
  "DeletePolicyVersion",
  "GetPolicy",
  "GetPolicyVersion",
  "ListPolicyVersions",
  "TagPolicy",
  "UntagPolicy",
].map((name) => `iam:${name}`);

/**
 * Managed policies under the path of their role alone: a role gets more of them, or fewer, as credential providers come and
 * go. What they say, no condition tells; which of them a role gets, one does: to each role only its own.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export function writeManagedPolicies({ managedPolicies, permissionsBoundaryArn }: Deployment): Statement[] {
  if (managedPolicies.length === 0) return [];
  const byRole = new Map(managedPolicies.map(({ roleArn, policyArns }) => [roleArn, policyArns]));
  const roleArns = sortedUnique(byRole.keys());
  const boundary = permissionsBoundaryArn && { StringEquals: { "iam:PermissionsBoundary": permissionsBoundaryArn } };
  return [
    {
      Sid: `${SID_PREFIX}ManagedPolicies`,
      Effect: "Allow",
      Action: WRITE_POLICY,
      Resource: sortedUnique(byRole.values()),
    },
    { Sid: `${SID_PREFIX}ListAttached`, Effect: "Allow", Action: "iam:ListAttachedRolePolicies", Resource: roleArns },
    ...roleArns.map((roleArn, index): Statement => ({
      Sid: `${SID_PREFIX}AttachPolicies${index + 1}`,
      Effect: "Allow",
      Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      Resource: [roleArn],
      Condition: { ...boundary, ArnLike: { "iam:PolicyARN": byRole.get(roleArn) as string } },
    })),
  ];
}
