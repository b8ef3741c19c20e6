import type { CompiledPolicy } from "../decision";
import { INLINE_POLICY_CHARACTERS, MANAGED_POLICIES_OF_ROLE } from "../access/limits";
import { isProblem } from "../access/problem";
import { parseRoleArn } from "../access/role-arn";
import { compiledPolicy } from "./compiled-policy";
import { charactersOf, limitExceeded, ManagedPolicies } from "./managed-policies";

/** An inline policy: as it was given, as it decides, and its size as IAM counts. */
export interface InlinePolicy {
  readonly document: unknown;
  readonly compiled: CompiledPolicy;
  readonly characters: number;
}

interface HeldRole {
  readonly inline: Map<string, InlinePolicy>;
  /** ARNs of managed policies. */
  readonly attached: Set<string>;
}

/** IAM roles with their policies, as far as permissions need them: no API, only this. */
export class Roles {
  /** The managed policies that there are. */
  public readonly managed = new ManagedPolicies();

  private readonly all = new Map<string, HeldRole>();

  public get arns(): string[] {
    return [...this.all.keys()];
  }

  /** Makes a role that has exactly these inline policies, each as JSON text or parsed. */
  public put(roleArn: string, policies: Readonly<Record<string, unknown>> = {}): void {
    const parsed = parseRoleArn(roleArn, "role");
    if (isProblem(parsed)) throw new Error(`${roleArn} ${parsed.problem.rule}. ${parsed.problem.fix}`);
    this.all.set(roleArn, { inline: inlinePolicies(roleArn, policies), attached: new Set() });
  }

  /** Like IAM's PutRolePolicy. */
  public putPolicy(roleArn: string, name: string, document: unknown): void {
    putInline(roleArn, this.of(roleArn).inline, name, document);
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

  /** Like IAM's DeleteRole. */
  public delete(roleArn: string): void {
    this.of(roleArn);
    this.all.delete(roleArn);
  }

  /** The identity policies of a role; undefined if there is no such role. */
  public policiesOf(roleArn: string): readonly CompiledPolicy[] | undefined {
    const role = this.all.get(roleArn);
    return (
      role && [
        ...[...role.inline.values()].map(({ compiled }) => compiled),
        ...[...role.attached].map((arn) => this.managed.current(arn).compiled),
      ]
    );
  }

  /** The inline policies of a role by name, as they were given. */
  public inlineOf(roleArn: string): ReadonlyMap<string, InlinePolicy> {
    return this.of(roleArn).inline;
  }

  /** ARNs of the managed policies of a role. */
  public attachedTo(roleArn: string): readonly string[] {
    return [...this.of(roleArn).attached];
  }

  private of(roleArn: string): HeldRole {
    const role = this.all.get(roleArn);
    if (!role) throw new Error(`the sandbox has no role ${roleArn}`);
    return role;
  }
}

export function inlinePolicies(arn: string, policies: Readonly<Record<string, unknown>>): Map<string, InlinePolicy> {
  const inline = new Map<string, InlinePolicy>();
  for (const [name, document] of Object.entries(policies)) putInline(arn, inline, name, document);
  return inline;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const INLINE_OF: Readonly<Record<string, number>> = { user: 2048, group: 5120, role: INLINE_POLICY_CHARACTERS };

/** All inline policies of a role, user or group share one quota. */
function putInline(arn: string, inline: Map<string, InlinePolicy>, name: string, document: unknown): void {
  const compiled = compiledPolicy(`inline policy ${JSON.stringify(name)} of ${arn}`, document);
  const others = [...inline].filter(([other]) => other !== name).map(([, { characters }]) => characters);
  const characters = charactersOf(document);
  const [, kind = "role"] = /:iam::[^:]*:([a-z]+)\//.exec(arn) ?? [];
  const most = INLINE_OF[kind] ?? INLINE_POLICY_CHARACTERS;
  if (others.reduce((sum, one) => sum + one, characters) > most)
    throw limitExceeded(`Maximum policy size of ${most} bytes exceeded for ${kind} ${arn.split("/").at(-1) ?? ""}`);
  inline.set(name, { document, compiled, characters });
}
