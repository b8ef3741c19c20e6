import type { Assertion } from "../../terraform/check";
import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { plain } from "../synthesis";
import { inTerraformsWords } from "../words";

/** A guard of the constructs, for what only Terraform knows, as a condition of a module. */
export function fromGuard({ condition, errorMessage }: Assertion, broken?: Body): Validation {
  return { condition: inner(plain(condition)), message: inTerraformsWords(plain(errorMessage)), broken };
}

/** The expression in `${…}`. */
export const inner = (condition: string): string => condition.replace(/^\$\{/, "").replace(/\}$/, "");

/** Several values under one guard: the condition holds for all, the message names the first that breaks it. */
export function forEvery(guard: Assertion, value: string, collection: string, broken?: Body): Validation {
  const { condition, message } = fromGuard(guard);
  const holds = condition.replaceAll(`\${${value}}`, "${value}");
  // `!` binds stronger than an operator.
  const first = `[for value in ${collection} : value if !${holds.includes(" == ") ? `(${holds})` : holds}][0]`;
  return {
    condition: `alltrue([for value in ${collection} : ${holds}])`,
    message: message.replaceAll(`\${${value}}`, `\${try(${first}, "")}`),
    broken,
  };
}
