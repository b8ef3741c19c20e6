import type { CompiledPolicy } from "../decision";
import { INLINE_POLICY_CHARACTERS, MANAGED_POLICIES_OF_ROLE } from "../access/limits";
import { isProblem } from "../access/problem";
import { parseRoleArn } from "../access/role-arn";
import { compiledPolicy } from "./compiled-policy";
import { charactersOf, limitExceeded, ManagedPolicies } from "./managed-policies";

interface Inline {
  readonly policy: CompiledPolicy;
  readonly characters: number;
}

interface HeldRole {
  readonly inline: Map<string, Inline>;
  /** ARNs of managed policies. */
  readonly attached: Set<string>;
}

/** IAM roles with their policies, as far as permissions need them: no API, only this. */
export class Roles {
  /** The managed policies that there are. */
  public readonly managed = new ManagedPolicies();

  private readonly all = new Map<string, HeldRole>();

  /** Makes a role that has exactly these inline policies, each as JSON text or parsed. */
  public put(roleArn: string, policies: Readonly<Record<string, unknown>> = {}): void {
    const parsed = parseRoleArn(roleArn, "role");
    if (isProblem(parsed)) throw new Error(`${roleArn} ${parsed.problem.rule}. ${parsed.problem.fix}`);
    const role: HeldRole = { inline: new Map(), attached: new Set() };
    for (const [name, document] of Object.entries(policies)) putInline(roleArn, role, name, document);
    this.all.set(roleArn, role);
  }

  /** Like IAM's PutRolePolicy. */
  public putPolicy(roleArn: string, name: string, document: unknown): void {
    putInline(roleArn, this.of(roleArn), name, document);
  }

  /** Like IAM's DeleteRolePolicy. */
  public deletePolicy(roleArn: string, name: string): void {
    if (!this.of(roleArn).inline.delete(name))
      throw new Error(`${roleArn} has no inline policy ${JSON.stringify(name)}`);
  }

  /** Like IAM's AttachRolePolicy: once more changes nothing. */
  public attach(roleArn: string, policyArn: string): void {
    const { attached } = this.of(roleArn);
    this.managed.current(policyArn);
    if (!attached.has(policyArn) && attached.size >= MANAGED_POLICIES_OF_ROLE)
      throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${MANAGED_POLICIES_OF_ROLE}`);
    attached.add(policyArn);
  }

  /** Like IAM's DetachRolePolicy. */
  public detach(roleArn: string, policyArn: string): void {
    if (!this.of(roleArn).attached.delete(policyArn)) throw new Error(`${policyArn} is not attached to ${roleArn}`);
  }

  /** The identity policies of a role; undefined if there is no such role. */
  public policiesOf(roleArn: string): readonly CompiledPolicy[] | undefined {
    const role = this.all.get(roleArn);
    return (
      role && [
        ...[...role.inline.values()].map(({ policy }) => policy),
        ...[...role.attached].map((arn) => this.managed.current(arn)),
      ]
    );
  }

  private of(roleArn: string): HeldRole {
    const role = this.all.get(roleArn);
    if (!role) throw new Error(`the sandbox has no role ${roleArn}`);
    return role;
  }
}

/** All inline policies of a role share one quota. */
function putInline(roleArn: string, { inline }: HeldRole, name: string, document: unknown): void {
  const policy = compiledPolicy(`inline policy ${JSON.stringify(name)} of ${roleArn}`, document);
  const others = [...inline].filter(([other]) => other !== name).map(([, { characters }]) => characters);
  const characters = charactersOf(document);
  if (others.reduce((sum, one) => sum + one, characters) > INLINE_POLICY_CHARACTERS)
    throw limitExceeded(
      `Maximum policy size of ${INLINE_POLICY_CHARACTERS} bytes exceeded for role ${roleArn.split("/").at(-1) ?? ""}`,
    );
  inline.set(name, { policy, characters });
}
