import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { message } from "./text";

export interface Assertion {
  /** A Terraform expression in `${…}`. */
  readonly condition: string;
  readonly errorMessage: string;
}

/** A condition with its words, in which every value stands as text, but for sensitive ones. */
export const assertion = (condition: string, errorMessage: string): Assertion => ({
  condition,
  errorMessage: message(errorMessage),
});

/** A resource's preconditions, if it has any. */
export const preconditions = (guards: readonly Assertion[]): { readonly lifecycle?: { precondition: Assertion[] } } =>
  guards.length > 0 ? { lifecycle: { precondition: [...guards] } } : {};

/**
 * Adds a Terraform `check` block to the stack, named after the construct: it warns in every plan, and never stops one.
 * CDKTF has no construct for it. An override is rendered once, an element of our own would be three times.
 */
export function addCheck(construct: Construct, { condition, errorMessage }: Assertion): void {
  const stack = TerraformStack.of(construct);
  const name = stack.getLogicalId(construct.node);
  stack.addOverride(`check.${name}`, { assert: [{ condition, error_message: errorMessage }] });
}
