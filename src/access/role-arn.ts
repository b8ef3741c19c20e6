import { PARTITION_PATTERN, splitArn } from "./arn";
import type { Parsed } from "./problem";

const EXAMPLE = "arn:aws:iam::111122223333:role/agent-runtime";
const KNOWN_PARTITION = new RegExp(`^${PARTITION_PATTERN}$`);
/** What IAM takes in a path, without slashes and what would be a wildcard. */
const FOLDER = "[!-)+-.0->@-~]+/";
const NAME = "[A-Za-z0-9_+=,.@-]{1,64}";
const RESOURCE = new RegExp(`^role(/(?:${FOLDER})*)(${NAME})$`);

/** The ARN of one role, in the syntax that JavaScript and Terraform's `regex` share. */
export const ROLE_ARN = `^arn:${PARTITION_PATTERN}:iam::[0-9]{12}:role/(?:${FOLDER})*${NAME}$`;

/** The ARN of an IAM role, taken apart. */
export interface RoleArn {
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
  /** `/` or a path such as `/agents/eu/`. */
  readonly path: string;
  readonly roleName: string;
}

/**
 * Takes a role ARN apart. Everything that is no single IAM role is refused by name: wildcards, whole accounts, users,
 * groups, sessions, services.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function parseRoleArn(text: string, subject: string): Parsed<RoleArn> {
  const wrong = (rule: string, fix = `Give the ARN of one IAM role, for example ${EXAMPLE}.`): Parsed<RoleArn> => ({
    problem: { subject, value: text, rule, fix },
  });
  if (/[*?]/.test(text)) return wrong("holds a wildcard", `Name each role by its own ARN, for example ${EXAMPLE}.`);
  if (/^\d{12}$/.test(text)) return wrong("is a whole account");
  if (/\.amazonaws\.com(\.cn)?$/.test(text))
    return wrong(
      "is a service, not an IAM role",
      "AgentCore reads the secret with the permissions of a role: name that role. The service itself is granted by `servicePrincipal`.",
    );
  const arn = splitArn(text);
  if (!arn || !KNOWN_PARTITION.test(arn.partition)) return wrong("is not an ARN");
  const { partition, account, resource } = arn;
  const session = arn.service === "sts" ? /^assumed-role\/([^/]+)\/.+$/.exec(resource)?.[1] : undefined;
  if (session !== undefined) {
    return wrong(
      "is a session of an assumed role",
      `Give the role's own ARN, arn:${partition}:iam::${account}:role/${session} (with its path, if it has one).`,
    );
  }
  if (arn.service !== "iam" || !/^\d{12}$/.test(account)) return wrong("is not the ARN of an IAM role");
  if (resource === "root") return wrong("is a whole account");
  const kind = resource.split("/")[0] as string;
  if (kind !== "role") return wrong(`is an IAM ${kind}, not a role`);
  const role = RESOURCE.exec(resource);
  if (!role) return wrong("names no valid role");
  return { value: { arn: text, partition, account, path: role[1] as string, roleName: role[2] as string } };
}
