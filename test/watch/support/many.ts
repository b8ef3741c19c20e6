import type { Watched } from "../../../src/access/watch/watched";
import { watchedSecret } from "../../../src/access/watch/watched";

const ACCOUNT = "111122223333";

export const secretArn = (index: number): string =>
  `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:agents/client-${1000 + index}-AbCdEf`;
export const reader = (index: number): string => `arn:aws:iam::${ACCOUNT}:role/agents/agent-${1000 + index}`;
const keyArn = (index: number): string =>
  `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-${String(index).padStart(12, "0")}`;

const roles = {
  readers: [reader(0), reader(1)],
  deployers: [`arn:aws:iam::${ACCOUNT}:role/terraform`],
  accounts: [ACCOUNT],
  rotators: [`arn:aws:iam::${ACCOUNT}:role/rotation`],
  exceptions: [],
};

const rest = (count: number): Omit<Watched, "groups"> => ({
  providers: Array.from({ length: Math.min(count, 50) }, (_, index) => ({ kind: "oauth2", name: `client-${index}` })),
  gatewayIds: ["tools-gw-1"],
  keyArns: [keyArn(0)],
});

/**
 * Secrets that a program names one by one.
 *
 * @param isApart whether each has a reader of its own, so that no two can share a rule's list of readers
 */
export const listed = (count: number, isApart = false): Watched => ({
  ...rest(count),
  groups: Array.from({ length: count }, (_, index) => ({
    ...roles,
    ...(isApart && { readers: [reader(index)] }),
    secrets: [watchedSecret(secretArn(index))],
    prefixes: [],
  })),
});

/** The same by what their names begin with. */
export const byPrefix = (count: number): Watched => ({
  ...rest(count),
  groups: [{ ...roles, secrets: [], prefixes: [`arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:agents/`] }],
});
