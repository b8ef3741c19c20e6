import type { AccountFacts, PolicyKind } from "../decision";
import type { Model, StatedPolicy } from "../proof/model";
import type { GivenLimits, OrganizationPolicy } from "../proof/permission-limits";
import { PermissionLimits } from "../proof/permission-limits";
import { statedPolicy } from "../proof/stated-policy";
import type { GivenLimit } from "./given";
import { InputError } from "./input-error";

/** What the user says of accounts. */
export interface Organization {
  /** The organization's ID by account, `null` for an account in none. */
  readonly ids: ReadonlyMap<string, string | null>;
  readonly managementAccount?: string;
}

export const NOT_SAID: Organization = { ids: new Map() };

/** Puts the limits that the user gives beside what the plan holds. */
export const withLimits = (model: Model, given: readonly GivenLimit[], organization: Organization): Model =>
  limitedBy(model, limitsGiven(model, given, organization));

export function limitedBy(model: Model, given: GivenLimits): Model {
  const limits = new PermissionLimits(given);
  return { ...model, limits, assumptions: [...model.assumptions, ...limits.assumptions()] };
}

/** What the user gives of limits. */
export const limitsGiven = (model: Model, given: readonly GivenLimit[], organization: Organization): GivenLimits => ({
  scps: organizationPolicies(given, "scp", "identity"),
  rcps: organizationPolicies(given, "rcp", "resource"),
  sessions: byRole(given, "session"),
  boundaries: new Map([...byRole(given, "boundary")].map(([arn, all]) => [arn, onlyBoundary(model, arn, all)])),
  accounts: accountsOf(organization),
});

function organizationPolicies(
  given: readonly GivenLimit[],
  kind: "scp" | "rcp",
  policyKind: PolicyKind,
): OrganizationPolicy[] {
  return given
    .filter((one) => one.kind === kind)
    .map(({ subject, file, document }) => {
      const [account = "", level = account === "*" ? "root" : "account"] = subject.split("@");
      const name = `${kind.toUpperCase()} ${file}`;
      return { account, level, policy: statedPolicy(file, name, policyKind, document) };
    });
}

function byRole(given: readonly GivenLimit[], kind: "session" | "boundary"): Map<string, StatedPolicy[]> {
  const what = kind === "session" ? "session policy" : "permissions boundary";
  const found = new Map<string, StatedPolicy[]>();
  for (const { subject, file, document } of given.filter((one) => one.kind === kind)) {
    const policies = found.get(subject) ?? [];
    policies.push(statedPolicy(file, `${what} ${file}`, kind === "session" ? "session" : "identity", document));
    found.set(subject, policies);
  }
  return found;
}

function onlyBoundary(model: Model, arn: string, given: readonly StatedPolicy[]): StatedPolicy {
  const [boundary, second] = given as [StatedPolicy, ...StatedPolicy[]];
  if (second)
    throw new InputError(
      `${boundary.at} and ${second.at} are both the permissions boundary of ${arn}: a role has one.`,
    );
  const planned = model.roles.get(arn)?.boundary;
  if (planned)
    throw new InputError(
      `${boundary.at} is given as the permissions boundary of ${arn}, but ${planned.at} says which it has: give that managed policy with --policy policy=ARN=FILE.`,
    );
  return boundary;
}

function accountsOf({ ids, managementAccount }: Organization): Record<string, AccountFacts> {
  const accounts: Record<string, AccountFacts> = {};
  for (const [account, organizationId] of ids) accounts[account] = { organizationId };
  if (managementAccount !== undefined)
    accounts[managementAccount] = { ...accounts[managementAccount], isManagementAccount: true };
  return accounts;
}
