import type { CompiledPolicy } from "../decision";
import { compilePolicy, policyProblemText } from "../decision";
import { isProblem } from "../access/problem";
import { parseRoleArn } from "../access/role-arn";

/** IAM roles with their inline policies, as far as permissions need them: no API, only this. */
export class Roles {
  private readonly all = new Map<string, Map<string, CompiledPolicy>>();

  /** Makes a role that has exactly these inline policies, each as JSON text or parsed. */
  public put(roleArn: string, policies: Readonly<Record<string, unknown>> = {}): void {
    const parsed = parseRoleArn(roleArn, "role");
    if (isProblem(parsed)) throw new Error(`${roleArn} ${parsed.problem.rule}. ${parsed.problem.fix}`);
    const entries = Object.entries(policies).map(
      ([name, document]) => [name, compiled(roleArn, name, document)] as const,
    );
    this.all.set(roleArn, new Map(entries));
  }

  /** Like IAM's PutRolePolicy. */
  public putPolicy(roleArn: string, name: string, document: unknown): void {
    this.of(roleArn).set(name, compiled(roleArn, name, document));
  }

  /** Like IAM's DeleteRolePolicy. */
  public deletePolicy(roleArn: string, name: string): void {
    if (!this.of(roleArn).delete(name)) throw new Error(`${roleArn} has no inline policy ${JSON.stringify(name)}`);
  }

  /** The identity policies of a role; undefined if there is no such role. */
  public policiesOf(roleArn: string): readonly CompiledPolicy[] | undefined {
    const policies = this.all.get(roleArn);
    return policies && [...policies.values()];
  }

  private of(roleArn: string): Map<string, CompiledPolicy> {
    const policies = this.all.get(roleArn);
    if (!policies) throw new Error(`the sandbox has no role ${roleArn}`);
    return policies;
  }
}

/** As strict as IAM: what cannot be read is not taken. */
function compiled(roleArn: string, name: string, document: unknown): CompiledPolicy {
  const policy = compilePolicy(`inline policy ${JSON.stringify(name)} of ${roleArn}`, "identity", document);
  if (policy.problems.length > 0)
    throw new Error(
      `${policy.name} is malformed: ${policy.problems.map((problem) => policyProblemText(name, problem)).join("; ")}`,
    );
  return policy;
}
