import type { ActionName } from "./action-name";
import type { PrincipalNames } from "./principal-names";
import { lowerCased } from "./remembered";
import type { Accounts, RequestPrincipal } from "./request";
import type { ContextValues } from "./unknown";
import { Unknown } from "./unknown";

const PRINCIPAL_TAG = "aws:principaltag/";

/** The account and user ID of who has no credentials. */
const ANONYMOUS = "anonymous";

const isAnonymous = ({ type }: RequestPrincipal): boolean => type === "Anonymous";
/** Whether the request carries AWS credentials: whom only an identity provider vouches for has none yet. */
const isSigned = ({ type }: RequestPrincipal): boolean => type !== "Anonymous" && type !== "Federated";
const isService = ({ type }: RequestPrincipal): string => String(type === "Service");

export type ReadPrincipalKey = (names: PrincipalNames, accounts: Accounts, action: ActionName) => ContextValues;

/**
 * The condition keys that the principal decides.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
const BY_NAME: readonly (readonly [name: string, read: ReadPrincipalKey])[] = [
  ["aws:PrincipalArn", ({ arn }) => single(arn)],
  ["aws:PrincipalAccount", ({ account, principal }) => single(isAnonymous(principal) ? ANONYMOUS : account)],
  ["aws:PrincipalType", ({ principal }) => principalType(principal)],
  ["aws:PrincipalOrgID", organizationId],
  ["aws:PrincipalOrgPaths", organizationPaths],
  ["aws:PrincipalIsAWSService", ({ principal }) => single(isSigned(principal) ? isService(principal) : undefined)],
  ["aws:PrincipalServiceName", ({ principal }) => single(principal.type === "Service" ? principal.service : undefined)],
  ["aws:userid", ({ principal }) => userId(principal)],
  ["aws:username", ({ principal, name }) => single(principal.type === "User" ? name : undefined)],
  ["kms:CallerAccount", ({ account }, _accounts, action) => single(action.isKms ? account : undefined)],
];
const PRINCIPAL_KEYS: ReadonlyMap<string, ReadPrincipalKey> = new Map(
  BY_NAME.map(([name, read]) => [name.toLowerCase(), read]),
);
/** As AWS writes them, without the tags. */
export const PRINCIPAL_KEY_NAMES: readonly string[] = BY_NAME.map(([name]) => name);

/**
 * How AWS fills a condition key because of the principal, or undefined for a key that does not depend on it.
 *
 * @param key in lower case
 */
export function readerOf(key: string): ReadPrincipalKey | undefined {
  if (!key.startsWith(PRINCIPAL_TAG)) return PRINCIPAL_KEYS.get(key);
  const name = key.slice(PRINCIPAL_TAG.length);
  return ({ principal }) => tag(principal, name);
}

const single = (value: string | undefined): ContextValues => (value === undefined ? undefined : [value]);

function principalType({ type }: RequestPrincipal): ContextValues {
  return type === "Service" || type === "Federated" ? new Unknown(`aws:PrincipalType of type ${type}`) : [type];
}

function organizationId({ account }: PrincipalNames, accounts: Accounts): ContextValues {
  if (account === undefined) return undefined;
  const id = accounts[account]?.organizationId;
  if (id === undefined) return new Unknown(`the organization of account ${account} is not known`);
  return id === null ? undefined : [id];
}

function organizationPaths({ account }: PrincipalNames, accounts: Accounts): ContextValues {
  if (account === undefined || accounts[account]?.organizationId === null) return undefined;
  return accounts[account]?.organizationPaths ?? new Unknown(`the organization of account ${account} is not known`);
}

function userId(principal: RequestPrincipal): ContextValues {
  switch (principal.type) {
    case "AssumedRole":
      return principal.roleId !== undefined && principal.sessionName !== undefined
        ? [`${principal.roleId}:${principal.sessionName}`]
        : new Unknown("the ID of the role session is not known", true);
    case "User":
      return principal.userId === undefined
        ? new Unknown("the unique ID of the user is not known", true)
        : [principal.userId];
    case "FederatedUser":
      return [`${principal.userArn.split(":")[4]}:${principal.federatedUserName}`];
    case "Account":
      return [principal.account];
    case "Anonymous":
      return [ANONYMOUS];
    default:
      return undefined;
  }
}

/** Names of tags do not distinguish case in a condition key. */
function tag(principal: RequestPrincipal, lowerName: string): ContextValues {
  if (!("tags" in principal)) {
    const hasTags = principal.type === "AssumedRole" || principal.type === "User" || principal.type === "FederatedUser";
    return hasTags ? new Unknown("the tags of the principal are not known") : undefined;
  }
  const { tags = {} } = principal;
  for (const name of Object.keys(tags)) if (lowerCased(name) === lowerName) return single(tags[name]);
  return undefined;
}
