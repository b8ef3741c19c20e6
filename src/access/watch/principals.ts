import { splitArn } from "../arn";
import type { Test } from "./condition";
import { absent, noneOf, notThere, present } from "./condition";

/** The role whose session asks. Users and accounts have none. */
const ROLE = "userIdentity.sessionContext.sessionIssuer.arn";
/** A session's ARN, or a user's. Another account's caller may have none. */
const WHO = "userIdentity.arn";
const ACCOUNT = "userIdentity.accountId";

/** Only users are known by their own ARN where there is no session. */
const usersIn = (arns: readonly string[]): string[] =>
  arns.filter((arn) => splitArn(arn)?.resource.startsWith("user/") === true);

/**
 * Everybody but some roles and users, as alternatives: a role by its own ARN, whatever else by that of the caller. A
 * single test would not do: what has no session issuer is not "none of these" in any of the languages.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export function othersThan(arns: readonly string[]): Test[][] {
  if (arns.length === 0) return [[]];
  const users = usersIn(arns);
  return [
    [
      noneOf(
        ROLE,
        arns.filter((arn) => !users.includes(arn)),
      ),
    ],
    [absent(ROLE), ...(users.length > 0 ? [notThere(WHO, users)] : [])],
  ];
}

/** Roles that are none of some. */
export const otherRoles = (arns: readonly string[]): Test[][] => [[noneOf(ROLE, arns)]];

/**
 * Whoever is no role. In the record that the secret's account gets of another account's read, CloudTrail may leave out who
 * it was: then only the account can be told.
 */
export const noRoles = (accounts: readonly string[]): Test[][] => [
  [absent(ROLE), present(WHO)],
  ...(accounts.length > 0 ? [[absent(ROLE), absent(WHO), noneOf(ACCOUNT, accounts)]] : []),
];
