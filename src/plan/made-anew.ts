import { isUnknown } from "../decision";
import type { JsonObject } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import { parsedText } from "../proof/stated-policy";
import type { Inputs, PlanResource } from "./inputs";
import { textOf } from "./planned";

/**
 * Policies and grants keep the unique ID of whom they name. Whoever is deleted and made again, even under the same ARN, is
 * somebody else to them until they are written again.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
export class MadeAnew {
  /** What is to stand in the place of an ARN. */
  private readonly names = new Map<string, string>();

  public constructor(inputs: Inputs) {
    for (const type of ["aws_iam_role", "aws_iam_user"])
      for (const one of inputs.deleted(type)) {
        const arn = textOf(one.attribute("arn"));
        if (typeof arn === "string" && one.does("create") && !this.names.has(arn))
          this.names.set(arn, `the former ${arn}, which ${one.at} deletes and makes anew`);
      }
  }

  /** The policy that a resource has written, as AWS understands it after the apply. */
  public policyOf(resource: PlanResource, value: unknown): unknown {
    return this.names.size === 0 || isWritten(resource, "policy") ? value : this.document(value);
  }

  /** The same of a document that AWS has already. */
  public document(value: unknown): unknown {
    const document = parsedText(value);
    if (this.names.size === 0 || !isObject(document)) return value;
    const statements = listOf(own(document, "Statement")).map((one) => (isObject(one) ? this.statement(one) : one));
    return { ...document, Statement: statements };
  }

  public grantee<Value>(resource: PlanResource, name: Value): Value | string {
    const former = typeof name === "string" && !resource.does("create") ? this.names.get(name) : undefined;
    return former ?? name;
  }

  private statement(statement: JsonObject): JsonObject {
    const found = { ...statement };
    for (const element of ["Principal", "NotPrincipal"]) {
      const principal = own(statement, element);
      const names = own(principal, "AWS");
      if (!isObject(principal) || isUnknown(names) || names === undefined) continue;
      const AWS = listOf(names).map((name) => (typeof name === "string" ? (this.names.get(name) ?? name) : name));
      found[element] = { ...principal, AWS };
    }
    return found;
  }
}

/** Whether the apply writes an argument, and does not leave it as it was. */
function isWritten(resource: PlanResource, name: string): boolean {
  if (resource.does("create")) return true;
  const [before, after] = [resource.before(name), resource.attribute(name)];
  return resource.does("update") && JSON.stringify(parsedText(before)) !== JSON.stringify(parsedText(after));
}
