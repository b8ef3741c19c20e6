import { isUnknown, Unknown } from "../decision";
import type { Assumption, ModelRole, StatedPolicy, UnownedPolicy } from "../proof/model";
import { listOf, own } from "../proof/values";
import { statedPolicy } from "./documents";
import type { GivenPolicy } from "./given";
import type { Resolver } from "./resolver";
import type { Source, SourceResource } from "./source";

/** A role that is being put together. */
interface Draft {
  readonly arn: string;
  readonly policies: StatedPolicy[];
  boundary?: StatedPolicy;
  trust?: StatedPolicy;
  isComplete: boolean;
  isNew: boolean;
}

export interface Roles {
  readonly roles: ReadonlyMap<string, ModelRole>;
  readonly unowned: readonly UnownedPolicy[];
  readonly assumptions: readonly Assumption[];
}

/**
 * The roles of a source with their policies.
 *
 * @param mentioned role ARNs that policies, grants and expectations name: a role that is managed elsewhere is told by
 *   its name only, and its path stands in these
 */
export function rolesOf(
  source: Source,
  resolver: Resolver,
  given: readonly GivenPolicy[],
  mentioned: ReadonlySet<string>,
): Roles {
  const builder = new RoleBuilder(source, resolver, given, mentioned);
  return { roles: builder.roles, unowned: builder.unowned, assumptions: builder.assumptions };
}

class RoleBuilder {
  public readonly roles = new Map<string, Draft>();
  public readonly unowned: UnownedPolicy[] = [];
  public readonly assumptions: Assumption[] = [];
  private readonly managed = new Map<string, { readonly at: string; readonly document: unknown }>();
  private readonly byName = new Map<string, string[]>();

  public constructor(
    source: Source,
    private readonly resolver: Resolver,
    given: readonly GivenPolicy[],
    mentioned: ReadonlySet<string>,
  ) {
    for (const arn of mentioned) this.remember(arn);
    for (const { kind, arn, file, document } of given) {
      if (kind === "policy") this.managed.set(arn, { at: file, document });
    }
    const each = (type: string, run: (resource: SourceResource) => void): void => {
      for (const resource of source.resources) if (resource.type === type) run(resource);
    };
    each("aws_iam_policy", (resource) => this.addManaged(resource));
    each("aws_iam_role", (resource) => this.addRole(resource));
    each("aws_iam_role_policy", (resource) => this.addInline(resource));
    each("aws_iam_role_policy_attachment", (resource) => this.addAttachment(resource));
    for (const { kind, arn, file, document } of given) {
      if (kind !== "role") continue;
      const role = this.role(arn);
      role.policies.push(statedPolicy(file, `policy of ${nameOf(arn)} in ${file}`, "identity", document));
      role.isComplete = true;
    }
  }

  private addManaged(resource: SourceResource): void {
    const arn = this.resolver.attribute(resource, "arn");
    if (typeof arn !== "string") return;
    this.managed.set(arn, { at: resource.address, document: this.resolver.attribute(resource, "policy") });
  }

  private addRole(resource: SourceResource): void {
    const arn = this.resolver.attribute(resource, "arn");
    if (typeof arn !== "string") {
      this.assumptions.push({
        subject: resource.address,
        text: "its ARN is not known, so nothing is said about this role: give --account",
      });
      return;
    }
    this.remember(arn);
    const role = this.role(arn);
    role.isComplete = true;
    role.isNew = typeof own(resource.values, "arn") !== "string";
    for (const inline of listOf(this.resolver.attribute(resource, "inline_policy"))) {
      const policy = own(inline, "policy");
      if (policy !== undefined && policy !== null)
        role.policies.push(
          statedPolicy(resource.address, `inline policy ${String(own(inline, "name"))}`, "identity", policy),
        );
    }
    const attached = this.resolver.attribute(resource, "managed_policy_arns");
    for (const policy of listOf(isUnknown(attached) ? [] : attached)) this.attach(role, resource.address, policy);
    const trust = this.resolver.attribute(resource, "assume_role_policy");
    if (trust !== undefined && trust !== null)
      role.trust = statedPolicy(resource.address, `trust policy of ${nameOf(arn)}`, "resource", trust);
    const boundary = this.resolver.attribute(resource, "permissions_boundary");
    if (boundary !== undefined && boundary !== null && boundary !== "")
      role.boundary = this.managedPolicy(resource.address, boundary, "permissions boundary");
  }

  private addInline(resource: SourceResource): void {
    const roleName = this.resolver.attribute(resource, "role");
    const role = this.named(roleName, resource);
    const name = this.resolver.attribute(resource, "name");
    const called = `inline policy ${typeof name === "string" ? name : resource.address}`;
    const document = this.resolver.attribute(resource, "policy");
    if (role)
      role.policies.push(statedPolicy(resource.address, `${called} of ${nameOf(role.arn)}`, "identity", document));
    else this.leave(statedPolicy(resource.address, called, "identity", document), roleName);
  }

  private addAttachment(resource: SourceResource): void {
    const roleName = this.resolver.attribute(resource, "role");
    const role = this.named(roleName, resource);
    const arn = this.resolver.attribute(resource, "policy_arn");
    if (role) this.attach(role, resource.address, arn);
    else this.leave(this.managedPolicy(resource.address, arn, "managed policy"), roleName);
  }

  private leave(policy: StatedPolicy, roleName: unknown): void {
    this.unowned.push({ policy, ...(typeof roleName === "string" && { roleName }) });
  }

  private attach(role: Draft, at: string, arn: unknown): void {
    const policy = this.managedPolicy(at, arn, "managed policy");
    if (!role.policies.some(({ compiled }) => compiled.name === policy.compiled.name)) role.policies.push(policy);
  }

  private managedPolicy(at: string, arn: unknown, what: string): StatedPolicy {
    const found = typeof arn === "string" ? this.managed.get(arn) : undefined;
    if (found) return statedPolicy(found.at, `${what} ${nameOf(String(arn))}`, "identity", found.document);
    const name = typeof arn === "string" ? arn : "(known after the apply)";
    const reason = `${what} ${name} is not in the plan: give --policy policy=${name}=FILE`;
    return statedPolicy(at, `${what} ${name}`, "identity", new Unknown(reason));
  }

  /** The role of that name. Two roles of one name in different accounts are told apart by the AWS provider's account. */
  private named(name: unknown, resource: SourceResource): Draft | undefined {
    const { account, partition } = this.resolver.placeOf(resource);
    const assume = (text: string): undefined => void this.assumptions.push({ subject: resource.address, text });
    if (typeof name !== "string")
      return assume("belongs to a role whose name is not known, so nothing is said about that role");
    const candidates = (this.byName.get(name) ?? []).filter(
      (arn) => account === undefined || accountOf(arn) === account,
    );
    if (candidates.length === 1) return this.role(candidates[0] as string);
    if (candidates.length > 1 || account === undefined) {
      return assume(
        `belongs to role ${name}, of which ${candidates.length > 1 ? "there are several" : "the account is not known"}: give --account, or --expect with its ARN`,
      );
    }
    return this.role(`arn:${partition}:iam::${account}:role/${name}`);
  }

  private remember(arn: string): void {
    const name = nameOf(arn);
    const known = this.byName.get(name);
    if (!known) this.byName.set(name, [arn]);
    else if (!known.includes(arn)) known.push(arn);
  }

  private role(arn: string): Draft {
    const found = this.roles.get(arn) ?? { arn, policies: [], isComplete: false, isNew: false };
    this.roles.set(arn, found);
    return found;
  }
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
const accountOf = (arn: string): string | undefined => arn.split(":")[4];
