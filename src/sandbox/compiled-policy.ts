import type { CompiledPolicy } from "../decision";
import { compilePolicy, policyProblemText } from "../decision";

/** As strict as IAM: what cannot be read is not taken. */
export function compiledPolicy(called: string, document: unknown): CompiledPolicy {
  const policy = compilePolicy(called, "identity", document);
  if (policy.problems.length > 0)
    throw new Error(
      `${policy.name} is malformed: ${policy.problems.map((problem) => policyProblemText(called, problem)).join("; ")}`,
    );
  return policy;
}
