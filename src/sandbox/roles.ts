import type { CompiledPolicy } from "../decision";
import { compilePolicy, policyProblemText } from "../decision";
import { isProblem } from "../access/problem";
import { parseRoleArn } from "../access/role-arn";

/** An inline policy: as it was given, and as it decides. */
export interface InlinePolicy {
  readonly document: unknown;
  readonly compiled: CompiledPolicy;
}

/** IAM roles with their inline policies, as far as permissions need them: no API, only this. */
export class Roles {
  private readonly all = new Map<string, Map<string, InlinePolicy>>();

  public get arns(): string[] {
    return [...this.all.keys()];
  }

  /** Makes a role that has exactly these inline policies, each as JSON text or parsed. */
  public put(roleArn: string, policies: Readonly<Record<string, unknown>> = {}): void {
    const parsed = parseRoleArn(roleArn, "role");
    if (isProblem(parsed)) throw new Error(`${roleArn} ${parsed.problem.rule}. ${parsed.problem.fix}`);
    this.all.set(roleArn, inlinePolicies(roleArn, policies));
  }

  /** Like IAM's PutRolePolicy. */
  public putPolicy(roleArn: string, name: string, document: unknown): void {
    this.of(roleArn).set(name, inlinePolicy(roleArn, name, document));
  }

  /** Like IAM's DeleteRolePolicy. */
  public deletePolicy(roleArn: string, name: string): void {
    if (!this.of(roleArn).delete(name)) throw new Error(`${roleArn} has no inline policy ${JSON.stringify(name)}`);
  }

  /** Like IAM's DeleteRole. */
  public delete(roleArn: string): void {
    this.of(roleArn);
    this.all.delete(roleArn);
  }

  /** The identity policies of a role; undefined if there is no such role. */
  public policiesOf(roleArn: string): readonly CompiledPolicy[] | undefined {
    const policies = this.all.get(roleArn);
    return policies && [...policies.values()].map(({ compiled }) => compiled);
  }

  /** The inline policies of a role by name, as they were given. */
  public inlineOf(roleArn: string): ReadonlyMap<string, InlinePolicy> {
    return this.of(roleArn);
  }

  private of(roleArn: string): Map<string, InlinePolicy> {
    const policies = this.all.get(roleArn);
    if (!policies) throw new Error(`the sandbox has no role ${roleArn}`);
    return policies;
  }
}

export const inlinePolicies = (arn: string, policies: Readonly<Record<string, unknown>>): Map<string, InlinePolicy> =>
  new Map(Object.entries(policies).map(([name, document]) => [name, inlinePolicy(arn, name, document)]));

/** As strict as IAM: what cannot be read is not taken. */
function inlinePolicy(arn: string, name: string, document: unknown): InlinePolicy {
  const policy = compilePolicy(`inline policy ${JSON.stringify(name)} of ${arn}`, "identity", document);
  if (policy.problems.length > 0)
    throw new Error(
      `${policy.name} is malformed: ${policy.problems.map((problem) => policyProblemText(name, problem)).join("; ")}`,
    );
  return { document, compiled: policy };
}
