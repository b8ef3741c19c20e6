import type { ConditionKey } from "./condition-key";
import type { ContextValues } from "./unknown";

/**
 * The request context: what conditions and policy variables are compared with.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
 */
export interface RequestContext {
  valuesOf(key: ConditionKey): ContextValues;
}
