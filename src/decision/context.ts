import type { ConditionKey } from "./condition-key";
import type { Unknown } from "./unknown";

/** What one condition key holds in a request: nothing, something that is not known, or at least one value. */
export type ContextValues = undefined | Unknown | readonly string[];

/**
 * The request context: what conditions and policy variables are compared with.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
 */
export interface RequestContext {
  valuesOf(key: ConditionKey): ContextValues;
}
