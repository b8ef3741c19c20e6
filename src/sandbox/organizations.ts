import type { Authorize, Call, Handler, Handlers } from "./call";
import { pageOf } from "./page";
import { ServiceError } from "./service-error";

type Kind = "RESOURCE_CONTROL_POLICY" | "SERVICE_CONTROL_POLICY";

export interface OrganizationPolicy {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly document: unknown;
}

/** An organization: what is in what, and which policies are attached where. */
export interface Organization {
  readonly id: string;
  readonly managementAccount: string;
  /** Accounts that may ask, beside the one that manages it. @default none */
  readonly delegated?: readonly string[];
  /** What each account and organizational unit is in; the last is the root, `r-…`. */
  readonly parents: Readonly<Record<string, string>>;
  /** IDs of the policies that are attached to a root, unit or account. */
  readonly attached: Readonly<Record<string, readonly string[]>>;
  readonly policies: readonly OrganizationPolicy[];
}

/**
 * The organizations of the sandbox's accounts. Only who manages one, or was delegated it, may look into it.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html
 */
export function organizationsHandlers(all: readonly Organization[], authorize: Authorize): Handlers {
  const of = (account: string): Organization => {
    const found = all.find((one) => one.managementAccount === account || one.parents[account] !== undefined);
    if (!found)
      throw new ServiceError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
    return found;
  };
  const on =
    (
      action: (organization: Organization, call: Call) => Readonly<Record<string, unknown>>,
      isForAll = false,
    ): Handler =>
    (call) => {
      const { principal, operation } = call;
      const denied = authorize({ principal, action: `organizations:${operation}`, resource: "*" });
      if (denied !== undefined) throw new ServiceError("AccessDeniedException", denied);
      const found = of(principal.account);
      const mayAsk = [found.managementAccount, ...(found.delegated ?? [])].includes(principal.account);
      if (!isForAll && !mayAsk)
        throw new ServiceError("AccessDeniedException", "You don't have permissions to access this resource.");
      return action(found, call);
    };
  const page = <T>(items: readonly T[], { MaxResults, NextToken }: Call["input"]) =>
    pageOf(items, { maxResults: MaxResults, nextToken: NextToken }, { most: 20, usual: 20 });
  return {
    DescribeOrganization: on(
      ({ id, managementAccount }) => ({
        Organization: { Id: id, MasterAccountId: managementAccount, FeatureSet: "ALL" },
      }),
      true,
    ),
    ListParents: on(({ parents, managementAccount }, { input }) => {
      const parent = parents[String(input.ChildId)];
      if (parent === undefined && input.ChildId !== managementAccount)
        throw new ServiceError("ChildNotFoundException", `There is no ${String(input.ChildId)}.`);
      const Parents =
        parent === undefined ? [] : [{ Id: parent, Type: parent.startsWith("r-") ? "ROOT" : "ORGANIZATIONAL_UNIT" }];
      return { Parents };
    }),
    ListPoliciesForTarget: on(({ attached, policies }, { input }) => {
      const ids = attached[String(input.TargetId)] ?? [];
      const found = policies.filter(({ id, kind }) => ids.includes(id) && kind === input.Filter);
      const { items, nextToken } = page(found, input);
      return {
        Policies: items.map(({ id, name, kind }) => ({ Id: id, Name: name, Type: kind })),
        ...(nextToken && { NextToken: nextToken }),
      };
    }),
    DescribePolicy: on(({ policies }, { input }) => {
      const found = policies.find(({ id }) => id === input.PolicyId);
      if (!found) throw new ServiceError("PolicyNotFoundException", `There is no policy ${String(input.PolicyId)}.`);
      const { id, name, kind, document } = found;
      return { Policy: { PolicySummary: { Id: id, Name: name, Type: kind }, Content: JSON.stringify(document) } };
    }),
  };
}
