import { isKnown } from "../access/known";
import type { PolicyDocument, Statement } from "../access/policy";
import { policyDocument } from "../access/policy";
import type { Resolve } from "./tokens";
import { atSynthesis } from "./tokens";

/** Makes statements at synthesis, so that it can sort what tokens stand for. */
export type Statements = (resolve: Resolve) => readonly Statement[];

/**
 * A policy as the text of an argument: plain JSON if all of it is known, otherwise `jsonencode` with Terraform's
 * expressions in it.
 */
export const policyJson = (statements: Statements): string =>
  atSynthesis((resolve) => render(policyDocument(statements(resolve))));

function render(document: PolicyDocument): string {
  const json = JSON.stringify(document);
  return isKnown(json) ? json : `\${jsonencode(${hcl(document)})}`;
}

/** An HCL expression. Nothing here needs escaping but Terraform's own expressions, which must stay as they are. */
function hcl(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hcl).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, member]) => `"${key}" = ${hcl(member)}`)
      .join(", ")}}`;
  }
  return `"${String(value)}"`;
}
