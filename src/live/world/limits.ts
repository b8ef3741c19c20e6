import type { AccountFacts } from "../../decision";
import { Unknown } from "../../decision";
import type { GivenLimits, OrganizationPolicy } from "../../proof/permission-limits";
import { statedPolicy } from "../../proof/stated-policy";
import { unreadText, valueOf } from "../piece";
import type { AccountSnapshot, OrganizationPolicySnapshot, Snapshot } from "../snapshot";

type Kind = "rcp" | "scp";

/**
 * What organizations let the accounts of a snapshot do, with what the user gives. SCPs and RCPs that nobody could read may
 * deny anything, unless the user gives those of the account.
 */
export function limitsOf({ accounts }: Snapshot, given: GivenLimits): GivenLimits {
  const of = (kind: Kind, said: readonly OrganizationPolicy[]): OrganizationPolicy[] => {
    const isGiven = (id: string): boolean => said.some(({ account }) => account === "*" || account === id);
    return [...accounts.flatMap((one) => (isGiven(one.id) ? [] : policiesOf(kind, one, given))), ...said];
  };
  const facts = accounts.map((one): [string, AccountFacts] => [one.id, factsOf(one)]);
  return {
    ...given,
    scps: of("scp", given.scps),
    rcps: of("rcp", given.rcps),
    accounts: {
      ...given.accounts,
      ...Object.fromEntries(facts.map(([id, fact]) => [id, { ...given.accounts[id], ...fact }])),
    },
  };
}

function policiesOf(kind: Kind, account: AccountSnapshot, given: GivenLimits): OrganizationPolicy[] {
  const { id, limits, organization } = account;
  const found = valueOf(limits);
  if (found)
    return found.levels.flatMap(({ target, scps, rcps }) =>
      (kind === "scp" ? scps : rcps).map((one) => ({ account: id, level: target, policy: policyOf(kind, one) })),
    );
  const isFree =
    "value" in organization ? organization.value === null || organization.value.managementAccount === id : false;
  const isSaidFree = given.accounts[id]?.organizationId === null || given.accounts[id]?.isManagementAccount === true;
  if (isFree || (isSaidFree && !("value" in organization))) return [];
  const unread =
    limits && "unread" in limits
      ? unreadText(limits.unread)
      : "unread" in organization
        ? unreadText(organization.unread)
        : "nobody asked";
  const why = new Unknown(`${unread}; read the management account, too, or give --policy ${kind}=${id}=FILE`);
  const name = `${kind.toUpperCase()}s of account ${id}`;
  return [{ account: id, level: "not read", policy: statedPolicy(name, name, policyKind(kind), why) }];
}

const policyKind = (kind: Kind) => (kind === "scp" ? "identity" : "resource");

function policyOf(kind: Kind, { id, name, document }: OrganizationPolicySnapshot) {
  const read = "value" in document ? document.value : new Unknown(unreadText(document.unread));
  return statedPolicy(id, `${kind.toUpperCase()} ${name}`, policyKind(kind), read);
}

/** What was read of an account's place in its organization. */
function factsOf({ id, organization, limits }: AccountSnapshot): AccountFacts {
  if (!("value" in organization)) return {};
  if (organization.value === null) return { organizationId: null };
  const { id: organizationId, managementAccount } = organization.value;
  const above = valueOf(limits)
    ?.levels.map(({ target }) => target)
    .filter((target) => target !== id);
  return {
    organizationId,
    isManagementAccount: managementAccount === id,
    ...(above && above.length > 0 && { organizationPaths: [`${[organizationId, ...above].join("/")}/`] }),
  };
}
