import { splitArn } from "../access/arn";
import { isUnknown, mayBeSame, Unknown } from "../decision";
import type { Assumption } from "../proof/model";
import type { Draft } from "./identity-draft";
import type { IdentityKind } from "./identity-kinds";
import type { Inputs, PlanResource } from "./inputs";
import type { Planned } from "./planned";
import { itemsOf, member, textOf } from "./planned";

/** The arguments of an identity that list its policies. */
export type List = "inline_policy" | "managed_policy_arns";
type Changes = Map<string, Set<string>>;

/**
 * What the last refresh saw of an identity. The AWS provider writes into `inline_policy` and `managed_policy_arns` all
 * that is on a role, whoever put it there: so it is evidence of before the apply, from which the changes of this plan are
 * taken away.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
export class Observed {
  /** Accounts by owner and name of what the plan removes or writes anew. */
  private readonly inlineChanges: Changes = new Map();
  private readonly detached: Changes = new Map();
  private readonly names: readonly unknown[];
  /** Identities whose own blocks are all that they may have: what they name, and their address. */
  private readonly exclusive = new Map<string, { readonly at: string; readonly named: ReadonlySet<Planned> }>();
  private readonly taken: string[] = [];
  /** Whether the provider tells an absent block from one that is not known. */
  private readonly tellsAbsence: boolean;

  public constructor(
    private readonly kind: IdentityKind,
    inputs: Inputs,
  ) {
    this.names = inputs.standing(kind.type).map((one) => one.attribute("name"));
    for (const resource of [...inputs.deleted(kind.inline), ...inputs.of(kind.inline)])
      for (const world of ["attribute", "before"] as const)
        this.add(this.inlineChanges, resource, resource[world](kind.kind), resource[world]("name"));
    for (const resource of inputs.deleted(kind.attachment))
      this.add(this.detached, resource, resource.attribute(kind.kind), resource.attribute("policy_arn"));
    for (const resource of inputs.of(kind.attachment)) {
      if (!resource.does("update") && !resource.does("delete")) continue;
      this.add(this.detached, resource, resource.before(kind.kind), resource.before("policy_arn"));
    }
    for (const resource of [...inputs.deleted("aws_iam_policy_attachment"), ...inputs.of("aws_iam_policy_attachment")])
      this.addListed(resource);
    this.tellsAbsence = inputs.of(kind.type).some((one) => {
      const blocks = one.attribute("inline_policy");
      return one.isNew && one.configures("inline_policy") === false && Array.isArray(blocks);
    });
  }

  /** Inline policies in the resource itself. */
  public inline(resource: PlanResource): Planned | undefined {
    const value = resource.attribute("inline_policy");
    const { dynamic } = resource.resolver.source;
    const open = new Unknown(`the inline_policy blocks of ${resource.at} are known after the apply`);
    if (dynamic?.has(resource.address) && resource.configures("inline_policy") !== true) return open;
    if (!isUnknown(value) || !resource.isNew || resource.configures("inline_policy") !== false) return value;
    // Of a block that is not there the AWS provider says the same as of a dynamic one of which nothing is known.
    if (this.tellsAbsence) return open;
    if (!dynamic) this.taken.push(resource.at);
    return undefined;
  }

  /** That new roles have no dynamic blocks, which a plan does not show. */
  public get assumptions(): Assumption[] {
    return this.taken.map((subject) => ({
      subject,
      text: `has no dynamic block "inline_policy" of which the apply tells the content: a plan does not show dynamic blocks; --stack does`,
    }));
  }

  public attached(resource: PlanResource): Planned | undefined {
    const value = resource.attribute("managed_policy_arns");
    return isUnknown(value) && resource.isNew && resource.configures("managed_policy_arns") === false
      ? undefined
      : value;
  }

  /**
   * Whether a policy that the refresh saw is not there after the apply, or is told by a resource of its own; undefined if
   * only an apply tells, for there is another of that name in another account.
   */
  public isGone(draft: Draft, resource: PlanResource, list: List, name: string): boolean | undefined {
    if (resource.configures(list) === true) return false;
    const changes = list === "inline_policy" ? this.inlineChanges : this.detached;
    const account = splitArn(draft.arn)?.account ?? "";
    const accounts = [...(changes.get(`${draft.name} ${name}`) ?? [])].filter((one) => mayBeSame(one, account));
    if (accounts.length === 0) return false;
    const isOnly = this.names.filter((one) => one === draft.name).length === 1;
    return accounts.includes(account) || isOnly || undefined;
  }

  /** Notes what the identity's own blocks name, where the configuration has them: everything else they remove. */
  public note(draft: Draft, resource: PlanResource): void {
    const own = (list: string, key?: string): void => {
      if (resource.configures(list) !== true) return;
      const items = itemsOf(resource.attribute(list));
      const named = isUnknown(items)
        ? []
        : items.map((item) => (key === undefined ? item : (member(item, key) ?? null)));
      this.exclusive.set(`${draft.arn} ${list}`, { at: resource.at, named: new Set(named) });
    };
    own("inline_policy", "name");
    own("managed_policy_arns");
  }

  /** The address of what may take a policy away that a resource of its own gives. */
  public fightsOver(draft: Draft | undefined, list: List, name: unknown): string | undefined {
    const found = draft && this.exclusive.get(`${draft.arn} ${list}`);
    return found && !found.named.has(name as Planned) ? found.at : undefined;
  }

  private addListed(resource: PlanResource): void {
    const isGone = resource.does("delete") && !resource.does("create");
    const after = isGone ? [] : itemsOf(resource.attribute(this.kind.list));
    const before = itemsOf(isGone ? resource.attribute(this.kind.list) : resource.before(this.kind.list));
    if (isUnknown(before) || isUnknown(after)) return;
    for (const owner of before)
      if (!after.includes(owner))
        this.add(this.detached, resource, owner, resource.before("policy_arn") ?? resource.attribute("policy_arn"));
  }

  private add(found: Changes, resource: PlanResource, owner: Planned | undefined, name: Planned | undefined): void {
    const [of, called] = [textOf(owner), textOf(name)];
    if (typeof of !== "string" || typeof called !== "string") return;
    const key = `${of} ${called}`;
    found.set(key, (found.get(key) ?? new Set()).add(resource.place.account));
  }
}
