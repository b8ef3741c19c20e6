import type { Arn } from "./arn";
import { PARTITION_PATTERN, splitArn } from "./arn";
import type { Parsed } from "./problem";
import type { Refinement, Rule } from "./rule";
import { follows, problemOf, regex } from "./rule";
import { ACCOUNT_ID, ROLE_NAME_LENGTH, ROLE_NAME_PATTERN } from "./rules/names";

const EXAMPLE = "arn:aws:iam::111122223333:role/agent-runtime";
/** What IAM takes in a path, without slashes and what would be a wildcard. */
const FOLDER = "[!-)+-.0->@-~]+/";

/**
 * The ARN of one role. Everything that is no single IAM role is refused by name: wildcards, whole accounts, users,
 * groups, sessions, services.
 */
export const ROLE_ARN: Rule = {
  pattern: `^arn:${PARTITION_PATTERN}:iam::[0-9]{12}:role/(?:${FOLDER})*${ROLE_NAME_PATTERN}$`,
  behind: "/",
  most: ROLE_NAME_LENGTH,
  words: "is not the ARN of one IAM role: no wildcard, account, user or session may read a secret",
  fix: `Give the ARN of one IAM role, for example ${EXAMPLE}.`,
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns",
  refine: refined,
};

/** The ARN of an IAM role, taken apart. */
export interface RoleArn {
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
  /** `/` or a path such as `/agents/eu/`. */
  readonly path: string;
  readonly roleName: string;
}

/** Takes a role ARN apart, or says what is wrong with it. */
export function parseRoleArn(text: string, subject: string): Parsed<RoleArn> {
  const problem = problemOf(ROLE_ARN, subject, text);
  if (problem) return { problem };
  const { partition, account, resource } = splitArn(text) as Arn;
  const name = resource.lastIndexOf("/") + 1;
  const [path, roleName] = [resource.slice("role".length, name), resource.slice(name)];
  return { value: { arn: text, partition, account, path, roleName } };
}

/**
 * Paths of roles that only AWS may change: those of IAM Identity Center and service-linked ones.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
export const KEPT_BY_AWS = ":role/aws-(?:reserved|service-role)/";
export const isKeptByAws = ({ arn }: RoleArn): boolean => regex(KEPT_BY_AWS).test(arn);

/** What it is instead, for whom it helps. */
function refined(text: string): Refinement {
  if (/[*?]/.test(text))
    return { words: "holds a wildcard", fix: `Name each role by its own ARN, for example ${EXAMPLE}.` };
  if (follows(ACCOUNT_ID, text)) return { words: "is a whole account" };
  if (/\.amazonaws\.com(\.cn)?$/.test(text)) {
    return {
      words: "is a service, not an IAM role",
      fix: "AgentCore reads the secret with the permissions of a role: name that role. The service itself is granted by `servicePrincipal`.",
    };
  }
  const arn = splitArn(text);
  if (!arn || !regex(`^${PARTITION_PATTERN}$`).test(arn.partition)) return { words: "is not an ARN" };
  const { partition, service, account, resource } = arn;
  const [kind, name] = resource.split("/") as [string, string?];
  if (service === "sts" && kind === "assumed-role") {
    const role = `arn:${partition}:iam::${account}:role/${String(name)}`;
    const fix = follows(ROLE_ARN, role)
      ? { fix: `Give the role's own ARN, ${role} (with its path, if it has one).` }
      : {};
    return { words: "is a session of an assumed role", ...fix };
  }
  if (service !== "iam" || !follows(ACCOUNT_ID, account)) return { words: "is not the ARN of an IAM role" };
  if (resource === "root") return { words: "is a whole account" };
  return { words: kind === "role" ? "names no valid role" : `is an IAM ${kind}, not a role` };
}
