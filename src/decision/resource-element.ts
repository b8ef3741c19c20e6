import type { ArnName, ResourceMatcher } from "./arn-pattern";
import { compileResourcePattern, compileWholeResourcePattern } from "./arn-pattern";
import type { RequestContext } from "./context";
import type { ElementReader, JsonObject } from "./element-reader";
import { oneOf, own } from "./element-reader";
import { UNCERTAIN, UNRESOLVED } from "./pattern";
import type { PolicyKind } from "./places";
import type { Truth } from "./truth";
import { MAYBE, NO, not, or, YES } from "./truth";
import { isUnknown } from "./unknown";

/** The `Resource` or `NotResource` element. */
export interface ResourceElement {
  readonly negated: boolean;
  readonly matchers: readonly ResourceMatcher[];
}

const inDoubt: ResourceMatcher = () => MAYBE;
export const ANY_RESOURCE_IN_DOUBT: ResourceElement = { negated: false, matchers: [inDoubt] };

/**
 * What a statement of a resource policy without `Resource` is about: trust policies of roles never have the element, and
 * KMS takes such a statement but gives it no effect. Of other services AWS says only that the element must be there.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-elements
 */
const WITHOUT_RESOURCE: ResourceElement = {
  negated: false,
  matchers: [({ segments: [, , service] }) => (service === "kms" ? NO : service === "iam" ? YES : MAYBE)],
};

const NO_RESOURCE: ResourceElement = { negated: false, matchers: [] };

/** @returns undefined for every resource */
export function compileResource(
  object: JsonObject,
  kind: PolicyKind,
  variables: boolean,
  read: ElementReader,
): ResourceElement | undefined {
  if (kind === "resource" && own(object, "Resource") === undefined && own(object, "NotResource") === undefined)
    return WITHOUT_RESOURCE;
  const found = oneOf(object, "Resource", read);
  if (!found) return ANY_RESOURCE_IN_DOUBT;
  const { negated, values } = found;
  // Beside it nothing else matters.
  if (values.includes("*")) return negated ? NO_RESOURCE : undefined;
  const compile = kind === "identity" ? compileResourcePattern : compileWholeResourcePattern;
  const matchers = values.map((value) => (isUnknown(value) ? inDoubt : compile(value, variables)));
  return { negated, matchers };
}

export function matchResources(
  { negated, matchers }: ResourceElement,
  resource: ArnName,
  context: RequestContext,
): Truth {
  let best: Truth = NO;
  let unresolved = false;
  for (const match of matchers) {
    const outcome = match(resource, context);
    // Without a value it names no resource; whether it has one may be open.
    if (outcome === UNRESOLVED || outcome === UNCERTAIN) unresolved = true;
    if (outcome !== UNRESOLVED) best = or(best, outcome === UNCERTAIN ? MAYBE : outcome);
  }
  // With a variable that has no value it "will not match any resource"; of NotResource that can be read in two ways.
  if (unresolved && negated) return MAYBE;
  return negated ? not(best) : best;
}
