import { isUnknown, mayBeSame } from "../decision";
import type { Inputs, PlanResource } from "./inputs";
import type { Planned } from "./planned";
import { itemsOf, textOf } from "./planned";

/** A place at AWS that holds one thing: whose it is, and what it is called there. */
type Slot = readonly [owner: Planned | undefined, name: Planned | undefined];
type World = "attribute" | "before";

/** The two arguments that name the place; each may be a list. */
const PLACES: Readonly<Record<string, readonly (readonly [kind: string, owner: string, name?: string])[]>> = {
  aws_iam_role_policy: [["role inline_policy", "role", "name"]],
  aws_iam_user_policy: [["user inline_policy", "user", "name"]],
  aws_iam_group_policy: [["group inline_policy", "group", "name"]],
  aws_iam_role_policy_attachment: [["role managed_policy_arns", "role", "policy_arn"]],
  aws_iam_user_policy_attachment: [["user managed_policy_arns", "user", "policy_arn"]],
  aws_iam_group_policy_attachment: [["group managed_policy_arns", "group", "policy_arn"]],
  aws_iam_policy_attachment: [
    ["role managed_policy_arns", "roles", "policy_arn"],
    ["user managed_policy_arns", "users", "policy_arn"],
    ["group managed_policy_arns", "groups", "policy_arn"],
  ],
  aws_iam_user_group_membership: [["member", "user", "groups"]],
  aws_iam_group_membership: [["member", "users", "group"]],
  aws_secretsmanager_secret_policy: [["secret policy", "secret_arn"]],
  aws_kms_key_policy: [["key policy", "key_id"]],
};

/**
 * Attachments, inline policies, memberships and the policies of secrets and keys are known by their place alone: whoever
 * deletes one deletes what another resource has written there. Terraform deletes and writes side by side where neither
 * refers to the other, and with `create_before_destroy` it deletes afterwards.
 *
 * @see https://github.com/hashicorp/terraform/blob/main/docs/destroying.md
 */
export class Undone {
  private readonly deleting = new Map<string, PlanResource[]>();

  public constructor(inputs: Inputs) {
    for (const [type, places] of Object.entries(PLACES))
      for (const [kind, ...names] of places) {
        for (const one of inputs.deleted(type))
          for (const slot of slotsOf(one, names, "attribute")) this.add(kind, slot, one);
        for (const one of inputs.of(type)) {
          if (!one.does("update")) continue;
          const after = new Set(slotsOf(one, names, "attribute").map((slot) => keyOf(kind, slot)));
          for (const slot of slotsOf(one, names, "before"))
            if (!after.has(keyOf(kind, slot))) this.add(kind, slot, one);
        }
      }
  }

  /** Who deletes what a resource writes to a place, or may have done so before. */
  public by(
    resource: PlanResource,
    kind: string,
    owner: Planned | undefined,
    name?: Planned,
  ): PlanResource | undefined {
    const { account } = resource.place;
    const all = this.deleting.get(keyOf(kind, [owner, name]) ?? "") ?? [];
    return all.find((one) => (one.at !== resource.at || one.isMadeFirst) && mayBeSame(one.place.account, account));
  }

  /** Why what a resource writes to a place may not be there after the apply. */
  public doubt(resource: PlanResource, kind: string, owner: Planned | undefined, name?: Planned): string | undefined {
    const other = this.by(resource, kind, owner, name);
    if (!other) return undefined;
    return other.at === resource.at
      ? `${other.at} is made anew with create_before_destroy, which then deletes what it has made: take that away, or plan again after the apply`
      : `${other.at} deletes the same in this apply, and which comes last is not known: a moved block keeps it, or plan again after the apply`;
  }

  private add(kind: string, slot: Slot, resource: PlanResource): void {
    const key = keyOf(kind, slot);
    if (key !== undefined) this.deleting.set(key, [...(this.deleting.get(key) ?? []), resource]);
  }
}

function slotsOf(resource: PlanResource, [owner, name]: readonly [string, string?], world: World): Slot[] {
  const listed = (argument: string): readonly Planned[] => {
    const items = itemsOf(resource[world](argument));
    return isUnknown(items) ? [] : items;
  };
  const names = name === undefined ? [undefined] : listed(name);
  return listed(owner).flatMap((one) => names.map((other): Slot => [one, other]));
}

/** Keys are named by their ID or their ARN. */
function keyOf(kind: string, [owner, name]: Slot): string | undefined {
  const [of, called] = [textOf(owner), textOf(name) ?? ""];
  if (typeof of !== "string" || typeof called !== "string") return undefined;
  return `${kind} ${kind === "key policy" ? of.slice(of.lastIndexOf("/") + 1) : of} ${called}`;
}
