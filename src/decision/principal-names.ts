import { splitArn } from "../access/arn";
import { sameText } from "./open-match";
import { remembered } from "./remembered";
import type { FederatedUser, RequestPrincipal } from "./request";
import { NO } from "./truth";

/** A principal with all the names that policies may use for it. */
export interface PrincipalNames {
  readonly principal: RequestPrincipal;
  /** Its 12-digit account; undefined for services, identity providers and anonymous requests. */
  readonly account?: string;
  /** What `aws:PrincipalArn` holds: for a session the role, not the session. */
  readonly arn?: string;
  /** The ARN of a role session or federated user, if known. */
  readonly sessionArn?: string;
  /** Up to the session name: `arn:aws:sts::111122223333:assumed-role/agent/`. */
  readonly sessionArnPrefix?: string;
  /** The last part of the ARN of a role or user. */
  readonly name?: string;
  /** Its unique ID, if known: `AROA…` of a role, that of its sessions' role too; `AIDA…` of a user. */
  readonly id?: string;
  /** Roles that AWS services made for themselves: SCPs and RCPs do not apply to them. */
  readonly isServiceLinkedRole: boolean;
}

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function principalNames(principal: RequestPrincipal): PrincipalNames {
  const known = NAMES.get(principal);
  if (known) return known;
  const names = namesOf(principal);
  NAMES.set(principal, names);
  return names;
}

/** The same principal asks for many resources. */
const NAMES = new WeakMap<RequestPrincipal, PrincipalNames>();

function namesOf(principal: RequestPrincipal): PrincipalNames {
  switch (principal.type) {
    case "AssumedRole":
      return { ...entityNames(principal, principal.roleArn), id: principal.roleId };
    case "User":
      return { ...entityNames(principal, principal.userArn), id: principal.userId };
    case "FederatedUser":
      return federatedUserNames(principal);
    case "Account":
      return {
        principal,
        account: principal.account,
        arn: `arn:aws:iam::${principal.account}:root`,
        isServiceLinkedRole: false,
      };
    default:
      return { principal, isServiceLinkedRole: false };
  }
}

/** What the ARN of a role or user tells. */
interface EntityArn {
  readonly account?: string;
  readonly name?: string;
  readonly sessionArnPrefix: string;
  readonly isServiceLinkedRole: boolean;
}

const entityArn = remembered((arn): EntityArn => {
  const parts = splitArn(arn);
  const name = parts?.resource.split("/").at(-1);
  return {
    account: parts?.account,
    name,
    sessionArnPrefix: `arn:${parts?.partition}:sts::${parts?.account}:assumed-role/${name}/`,
    isServiceLinkedRole: parts?.resource.startsWith("role/aws-service-role/") ?? false,
  };
});

function entityNames(principal: RequestPrincipal, arn: string): PrincipalNames {
  const { account, name, sessionArnPrefix, isServiceLinkedRole } = entityArn(arn);
  if (principal.type !== "AssumedRole") return { principal, arn, account, name, isServiceLinkedRole: false };
  const { sessionName } = principal;
  const sessionArn = sessionName === undefined ? undefined : sessionArnPrefix + sessionName;
  return { principal, arn, account, name, sessionArnPrefix, sessionArn, isServiceLinkedRole };
}

function federatedUserNames(principal: FederatedUser): PrincipalNames {
  const parts = splitArn(principal.userArn);
  const account = parts?.account;
  const sessionArn = `arn:${parts?.partition}:sts::${account}:federated-user/${principal.federatedUserName}`;
  return {
    principal,
    account,
    arn: sessionArn,
    sessionArn,
    isServiceLinkedRole: false,
  };
}

/** The kind of principal that begins with these letters where a policy has an ID in place of an ARN. */
const ID_OF: Readonly<Record<string, readonly RequestPrincipal["type"][]>> = {
  AROA: ["AssumedRole"],
  AIDA: ["User", "FederatedUser"],
};

/** Whether a policy names a role or user by its unique ID. */
export const isUniqueId = (name: string): boolean => Object.hasOwn(ID_OF, name.slice(0, 4));

/**
 * Whether a unique ID may be that of the one who asks. AWS leaves it in place of the ARN of whom it deletes, and each is
 * given once: so an ID other than the own one names somebody else. That its own ID names somebody who is still there no
 * page says.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const mayHaveId = (name: string, { principal, id }: PrincipalNames): boolean =>
  (ID_OF[name.slice(0, 4)]?.includes(principal.type) ?? false) && (id === undefined || sameText(id, name) !== NO);
