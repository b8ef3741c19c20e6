import type { ProviderKind } from "../../access/vault";
import type { Body } from "../hcl/json";
import { noProblems } from "../rules/problems";
import type { Scope } from "../scope";
import { inScope } from "../scope";
import { keyOf } from "./scopes";

/** Refuses a provider that has problems: those of every kind, and those in `lists` of its own. */
export const refusing = (kind: ProviderKind, ...lists: readonly string[]): Body[] =>
  [`local.provider_problems[${keyOf(kind, "each.key")}]`, ...lists].map(noProblems);

/** The resource of a submodule, once for each provider. */
export function providerResource(forEach: string, resource: Body, scope: Scope, refused: readonly Body[]): Body {
  const { lifecycle, ...body } = inScope(resource, scope);
  const { precondition, ...others } = lifecycle as Body;
  return {
    for_each: forEach,
    ...body,
    lifecycle: { ...others, precondition: [...refused, ...(precondition as readonly Body[])] },
  };
}
