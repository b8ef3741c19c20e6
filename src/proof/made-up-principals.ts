import type { AccountFacts, RequestPrincipal } from "../decision";
import { SOMETHING } from "./patterns";

/** One principal of each kind in an account. */
export function kindsOf(partition: string, account: string): { kind: string; principal: RequestPrincipal }[] {
  const arn = (resource: string): string => `arn:${partition}:iam::${account}:${resource}`;
  return [
    {
      kind: "role",
      principal: {
        type: "AssumedRole",
        roleArn: arn(`role/${SOMETHING}`),
        sessionName: SOMETHING,
        roleId: `AROA${SOMETHING}`,
        tags: {},
      },
    },
    {
      kind: "user",
      principal: { type: "User", userArn: arn(`user/${SOMETHING}`), userId: `AIDA${SOMETHING}`, tags: {} },
    },
    { kind: "root user", principal: { type: "Account", account } },
    {
      kind: "federated user session",
      principal: { type: "FederatedUser", userArn: arn(`user/${SOMETHING}`), federatedUserName: SOMETHING, tags: {} },
    },
  ];
}

/** Who has an ARN that a pattern gave. */
export function principalOfArn(arn: string, resource: string, account: string, isMadeUp: boolean): RequestPrincipal {
  if (resource === "root") return { type: "Account", account };
  const madeUp = isMadeUp ? { tags: {} } : {};
  return resource.startsWith("user/")
    ? { type: "User", userArn: arn, ...madeUp }
    : { type: "AssumedRole", roleArn: arn, ...(isMadeUp && { sessionName: SOMETHING }), ...madeUp };
}

/** The account of a pattern that no account at hand matches. */
export const withDigits = (arn: string): string =>
  arn.replace(/^((?:[^:]*:){4})([^:]*)/, (_, before: string, account: string) => before + account.replaceAll("z", "7"));

/** What is known of an account of an organization. */
export const factsOf = (
  organizationId: string,
  path = `${organizationId}/r-${SOMETHING}/ou-${SOMETHING}/`,
): AccountFacts => ({
  organizationId,
  organizationPaths: [path],
});

/** An account that no policy names. */
export function freshAccount(taken: ReadonlySet<string>, owner: string): string {
  for (let account = 770_000_000_007n; ; account += 1n)
    if (!taken.has(String(account)) && String(account) !== owner) return String(account);
}
