import { splitArn } from "../access/arn";
import { isOpen, isUnknown, mayBeSame, Unknown } from "../decision";
import type { Assumption, Conflict, StatedPolicy, UnownedPolicy } from "../proof/model";
import { contradiction, goneFor, statedPolicy } from "../proof/stated-policy";
import type { GivenPolicy } from "./given";
import { fight, keepNamed } from "./exclusive-lists";
import { Draft } from "./identity-draft";
import type { IdentityKind } from "./identity-kinds";
import type { Inputs, PlanResource } from "./inputs";
import type { ManagedPolicies } from "./managed-policies";
import type { List } from "./observed";
import { Observed } from "./observed";
import type { Planned } from "./planned";
import { isAbsent, itemsOf, member, textOf } from "./planned";
import type { Undone } from "./undone";

/** Each ID is given once: that of what the apply makes is none that a policy has. */
const NEW_ID = "an ID that only the apply gives";

const NAMESAKE = "the apply takes it from one of this name, and in which account that is the plan does not say";

/**
 * The roles, users or groups of the inputs with their policies after the apply: what the plan says, and of what the last
 * refresh saw that which the plan does not take away.
 */
export class Identities {
  public readonly all = new Map<string, Draft>();
  public readonly unowned: UnownedPolicy[] = [];
  public readonly assumptions: Assumption[] = [];
  public readonly conflicts: Conflict[] = [];
  private readonly byName = new Map<string, string[]>();
  private readonly observed: Observed;
  /** Where the plan gives a policy by a resource of its own. */
  private readonly planned: ReadonlySet<string>;

  /** @param mentioned ARNs that policies, grants and expectations name: of what is managed elsewhere they tell the path */
  public constructor(
    private readonly kind: IdentityKind,
    inputs: Inputs,
    private readonly managed: ManagedPolicies,
    mentioned: Iterable<string>,
    private readonly undone: Undone,
  ) {
    this.observed = new Observed(kind, inputs);
    this.planned = new Set(
      [kind.inline, kind.attachment, "aws_iam_policy_attachment"].flatMap((type) =>
        inputs.of(type).map(({ at }) => at),
      ),
    );
    for (const arn of mentioned) this.remember(arn);
    for (const resource of inputs.data(kind.type)) this.addData(resource);
    for (const resource of inputs.standing(kind.type)) this.addIdentity(resource);
    for (const resource of inputs.standing(kind.inline)) this.addInline(resource);
    for (const resource of inputs.standing(kind.attachment)) this.addAttachment(resource);
    for (const resource of inputs.standing("aws_iam_policy_attachment")) this.addListed(resource);
    for (const resource of inputs.standing("aws_iam_policy"))
      if (resource.attribute(kind.list)) this.addListed(resource, "arn");
    for (const resource of inputs.of(kind.attachmentsExclusive)) this.addExclusiveAttachments(resource);
    for (const resource of inputs.of(kind.inlineExclusive)) this.keepInline(resource);
    for (const resource of inputs.deleted(kind.type)) this.addDeleted(resource);
    this.assumptions.push(...this.observed.assumptions);
    if (kind.kind !== "role") this.spread();
  }

  public draft(arn: string): Draft {
    const found = this.all.get(arn) ?? new Draft(arn);
    this.all.set(arn, found);
    return found;
  }

  /** A policy that a file states. Where the refresh saw all that there is, a file that says more is old, or not so yet. */
  public addGiven({ arn, file, document }: GivenPolicy): void {
    const draft = this.draft(arn);
    const { at, policies } = draft;
    const isShown = policies.some((one) => contradiction(arn, one, { at: file, document }).length === 0);
    if (isShown) return;
    if (at !== undefined && draft.isSeen && !policies.some((one) => isUnknown(one.document))) {
      const text = `${file} gives it a policy that ${at}, which counts, does not show: leave the file out, or plan again.`;
      this.conflicts.push({ subject: arn, at: [at, file], text });
      return;
    }
    draft.others.push(statedPolicy(file, `policy of ${draft.name} in ${file}`, "identity", document));
    draft.isComplete = true;
  }

  /** A role that others manage: its ARN, trust and boundary are known, its permissions are not. */
  private addData(resource: PlanResource): void {
    const arn = textOf(resource.attribute("arn"));
    if (typeof arn !== "string") return;
    this.remember(arn);
    const draft = this.draft(arn);
    this.addSettings(draft, resource);
  }

  private addIdentity(resource: PlanResource): void {
    const arn = textOf(resource.attribute("arn"));
    if (typeof arn !== "string") return;
    this.remember(arn);
    const draft = this.draft(arn);
    draft.at = resource.at;
    // The AWS provider reads all that is on a role; of users and groups it does not.
    draft.isComplete = resource.isNew || this.kind.kind === "role";
    draft.isNew = resource.isNew;
    const lists = [resource.attribute("inline_policy"), resource.attribute("managed_policy_arns")];
    draft.isSeen = this.kind.kind === "role" && !resource.isNew && lists.every(Array.isArray);
    draft.isMadeAnew = resource.does("create") && resource.does("delete");
    this.observed.note(draft, resource);
    this.addSettings(draft, resource);
    this.addBlocks(draft, resource);
    this.addOwnAttachments(draft, resource);
  }

  private addDeleted(resource: PlanResource): void {
    const arn = textOf(resource.attribute("arn"));
    if (typeof arn !== "string" || this.all.get(arn)?.isMadeAnew) return;
    const draft = this.draft(arn);
    draft.isComplete = true;
    draft.others.push(goneFor(resource.at, `deletion of ${draft.name}`, "identity"));
  }

  private addSettings(draft: Draft, resource: PlanResource): void {
    const id = textOf(resource.attribute("unique_id"));
    if (resource.does("create")) draft.id = NEW_ID;
    else if (typeof id === "string") draft.id = id;
    const trust = resource.attribute("assume_role_policy");
    if (!isAbsent(trust)) draft.trust = statedPolicy(resource.at, `trust policy of ${draft.name}`, "resource", trust);
    const boundary = resource.attribute("permissions_boundary");
    if (isUnknown(boundary) || textOf(boundary) !== undefined)
      draft.boundary = this.managed.attached(resource.at, boundary, "permissions boundary");
  }

  private addBlocks(draft: Draft, resource: PlanResource): void {
    const blocks = itemsOf(this.observed.inline(resource));
    if (isUnknown(blocks)) {
      draft.others.push(unreadable(resource.at, "inline policies", blocks));
      return;
    }
    for (const block of blocks) {
      const [name, policy] = [textOf(member(block, "name")), member(block, "policy")];
      if (name === undefined || (!isUnknown(policy) && textOf(policy) === undefined && typeof policy !== "object"))
        continue;
      const isGone = typeof name === "string" && this.observed.isGone(draft, resource, "inline_policy", name);
      if (isGone) continue;
      const title = `inline policy ${typeof name === "string" ? name : "of a name that only an apply tells"} of ${draft.name}`;
      const doubt =
        isGone === undefined
          ? NAMESAKE
          : this.undone.doubt(resource, `${this.kind.kind} inline_policy`, draft.name, name);
      this.put(draft, name, statedPolicy(resource.at, title, "identity", policy, doubt));
    }
  }

  private addOwnAttachments(draft: Draft, resource: PlanResource): void {
    const arns = itemsOf(this.observed.attached(resource));
    if (isUnknown(arns)) {
      draft.others.push(unreadable(resource.at, "managed policies", arns));
      return;
    }
    for (const arn of arns) {
      const isGone = typeof arn === "string" && this.observed.isGone(draft, resource, "managed_policy_arns", arn);
      if (isGone) continue;
      const doubt =
        isGone === undefined
          ? NAMESAKE
          : this.undone.doubt(resource, `${this.kind.kind} managed_policy_arns`, draft.name, arn);
      this.attach(draft, resource.at, arn, doubt);
    }
  }

  private addInline(resource: PlanResource): void {
    const owner = resource.attribute(this.kind.kind);
    const name = textOf(resource.attribute("name"));
    const known = typeof name === "string" && !isOpen(name) ? name : undefined;
    const prefix = textOf(resource.attribute("name_prefix"));
    const begun = typeof prefix === "string" && prefix !== "" && !isOpen(prefix) ? `${prefix}…` : undefined;
    const title = `inline policy ${known ?? begun ?? resource.at}`;
    const document = resource.attribute("policy");
    this.give(resource, owner, (draft) => {
      const policy = statedPolicy(
        resource.at,
        draft ? `${title} of ${draft.name}` : title,
        "identity",
        document,
        this.doubt(draft, resource, "inline_policy", owner, name),
      );
      if (draft) this.put(draft, known, policy);
      return policy;
    });
  }

  private addAttachment(resource: PlanResource): void {
    this.attachTo(resource, resource.attribute(this.kind.kind), resource.attribute("policy_arn"));
  }

  private attachTo(resource: PlanResource, owner: Planned | undefined, arn: Planned | undefined): void {
    this.give(resource, owner, (draft) => {
      const doubt = this.doubt(draft, resource, "managed_policy_arns", owner, arn);
      const policy = this.managed.attached(resource.at, arn, "managed policy", doubt);
      draft?.place(textOf(arn), policy);
      return policy;
    });
  }

  /** One managed policy for all whom the resource lists; awscc lists them in the policy itself. */
  private addListed(resource: PlanResource, which = "policy_arn"): void {
    const arn = resource.attribute(which);
    const names = itemsOf(resource.attribute(this.kind.list));
    for (const owner of isUnknown(names) ? [names] : names) this.attachTo(resource, owner, arn);
  }

  private addExclusiveAttachments(resource: PlanResource): void {
    const arns = itemsOf(resource.attribute("policy_arns"));
    this.give(resource, resource.attribute(`${this.kind.kind}_name`), (draft) => {
      if (!draft)
        return unreadable(
          resource.at,
          "managed policies",
          new Unknown(`whose policies ${resource.at} sets is not known`),
        );
      keepNamed(draft.managed, arns, resource, this.planned);
      if (isUnknown(arns)) {
        const policy = unreadable(resource.at, "managed policies", arns);
        draft.others.push(policy);
        return policy;
      }
      for (const arn of arns)
        this.attach(draft, resource.at, arn, this.doubt(draft, resource, "managed_policy_arns", draft.name, arn));
      return undefined;
    });
  }

  private keepInline(resource: PlanResource): void {
    const names = itemsOf(resource.attribute("policy_names"));
    this.give(resource, resource.attribute(`${this.kind.kind}_name`), (draft) => {
      if (!draft)
        return unreadable(
          resource.at,
          "inline policies",
          new Unknown(`whose policies ${resource.at} keeps is not known`),
        );
      keepNamed(draft.inline, names, resource, this.planned);
      return undefined;
    });
  }

  private attach(draft: Draft, at: string, arn: Planned, doubt?: string): void {
    draft.place(textOf(arn), this.managed.attached(at, arn, "managed policy", doubt));
  }

  /** Why a policy that a resource of its own gives may not be there after the apply. */
  private doubt(
    draft: Draft | undefined,
    resource: PlanResource,
    list: List,
    owner: Planned | undefined,
    name: Planned | undefined,
  ): string | undefined {
    const other = this.observed.fightsOver(draft, list, name);
    if (other !== undefined) return fight(other);
    if (draft?.isMadeAnew && !resource.does("create") && !resource.does("update"))
      return `${draft.at} is deleted and made anew, and ${resource.at} is not written again: plan again after the apply`;
    return this.undone.doubt(resource, `${this.kind.kind} ${list}`, owner, name);
  }

  private put(draft: Draft, name: string | Unknown | undefined, policy: StatedPolicy): void {
    this.conflicts.push(...draft.put(name, policy));
  }

  /** A policy of somebody who is not known may be that of each whom the apply makes. */
  private spread(): void {
    for (const { policy, roleName } of this.unowned)
      for (const draft of this.all.values()) {
        const may = roleName === undefined ? draft.isNew || draft.at === undefined : mayBeSame(draft.name, roleName);
        if (!may) continue;
        const why = "whose it is only an apply tells";
        draft.others.push(statedPolicy(policy.at, policy.compiled.name, "identity", policy.document, why));
      }
  }

  /** Gives a policy to its owner, or leaves it as one whose owner is not known. */
  private give(
    resource: PlanResource,
    owner: Planned | undefined,
    run: (draft: Draft | undefined) => StatedPolicy | undefined,
  ): void {
    const name = textOf(owner);
    const draft = typeof name === "string" ? this.named(name, resource) : undefined;
    const policy = run(draft);
    if (draft || !policy) return;
    if (typeof name !== "string")
      this.assumptions.push({
        subject: resource.at,
        text: `is for nobody whom this configuration had before the apply: for which ${this.kind.kind} it is only an apply tells`,
      });
    this.unowned.push({ policy, ...(typeof name === "string" && { roleName: name }) });
  }

  /** The identity of that name. Two of one name in different accounts are told apart by the AWS provider's account. */
  private named(name: string, resource: PlanResource): Draft | undefined {
    const { account, partition } = resource.place;
    const all = this.byName.get(name) ?? [];
    const [only, ...others] = all.filter((arn) => splitArn(arn)?.account === account);
    if (only !== undefined) return others.length === 0 ? this.draft(only) : undefined;
    // It may be one that is named with its account, or another.
    if (isOpen(account) && all.length > 0) return undefined;
    return this.draft(`arn:${partition}:iam::${account}:${this.kind.kind}/${name}`);
  }

  private remember(arn: string): void {
    const name = arn.slice(arn.lastIndexOf("/") + 1);
    const known = this.byName.get(name);
    if (!known) this.byName.set(name, [arn]);
    else if (!known.includes(arn)) known.push(arn);
  }
}

const unreadable = (at: string, what: string, why: Unknown): StatedPolicy =>
  statedPolicy(at, `${what} of ${at}`, "identity", why);
