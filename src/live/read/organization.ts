import { each, everyPage } from "./paging";
import type { Where } from "./paging";
import type { Piece } from "../piece";
import { piece } from "../piece";
import type { LimitsSnapshot, OrganizationPolicySnapshot, OrganizationSnapshot } from "../snapshot";

const ACTION = "organizations:DescribeOrganization";

/** The organization of an account, `null` where it is in none. */
export async function readOrganization(
  { caller, region }: Where,
  account: string,
): Promise<Piece<OrganizationSnapshot | null>> {
  const found = await piece(ACTION, account, async () => {
    const { Organization } = await caller.call(ACTION, region, {});
    return { id: Organization?.Id ?? "", managementAccount: Organization?.MasterAccountId ?? "" };
  });
  return isInNone(found) ? { value: null } : found;
}

/** Whoever is in no organization is told so, whatever it asks. */
export const isInNone = (answer: Piece<unknown>): boolean =>
  "unread" in answer && answer.unread.error === "AWSOrganizationsNotInUseException";

/**
 * The SCPs and RCPs of an account, level by level. Only the management account and a delegated administrator may ask.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPoliciesForTarget.html
 */
export async function readLimits(where: Where, account: string): Promise<Piece<LimitsSnapshot>> {
  const parents = await piece("organizations:ListParents", account, () => parentsOf(where, account));
  if (!("value" in parents)) return parents;
  const targets = [...parents.value, account];
  const asked = `the policies of ${account}`;
  return piece("organizations:ListPoliciesForTarget", asked, async () => ({
    levels: await each(targets, async (target) => ({
      target,
      scps: await policiesOf(where, target, "SERVICE_CONTROL_POLICY"),
      rcps: await policiesOf(where, target, "RESOURCE_CONTROL_POLICY"),
    })),
  }));
}

/** From the root down to what the account is in. */
async function parentsOf(where: Where, account: string): Promise<string[]> {
  const found: string[] = [];
  for (let child: string | undefined = account; child !== undefined && !child.startsWith("r-");) {
    const of: string = child;
    const [parent]: string[] = await everyPage(
      where,
      "organizations:ListParents",
      (NextToken) => ({ ChildId: of, NextToken }),
      ({ Parents, NextToken }) => ({ items: Parents?.flatMap(({ Id }) => Id ?? []), next: NextToken }),
    );
    if (parent !== undefined) found.unshift(parent);
    child = parent;
  }
  return found;
}

async function policiesOf(
  where: Where,
  target: string,
  filter: "RESOURCE_CONTROL_POLICY" | "SERVICE_CONTROL_POLICY",
): Promise<OrganizationPolicySnapshot[]> {
  const listed = await everyPage(
    where,
    "organizations:ListPoliciesForTarget",
    (NextToken) => ({ TargetId: target, Filter: filter, NextToken }),
    ({ Policies, NextToken }) => ({ items: Policies, next: NextToken }),
  );
  return each(listed, async ({ Id = "", Name = "" }) => ({
    id: Id,
    name: Name,
    document: await piece("organizations:DescribePolicy", Id, async () => {
      const { Policy } = await where.caller.call("organizations:DescribePolicy", where.region, { PolicyId: Id });
      return Policy?.Content ?? null;
    }),
  }));
}
