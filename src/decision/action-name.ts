import type { Place } from "./places";
import { resourcePolicyPlace } from "./places";
import { remembered } from "./remembered";

/** An action that is asked for. */
export interface ActionName {
  /** In lower case: actions do not distinguish case. */
  readonly text: string;
  readonly service: string;
  readonly isKms: boolean;
  /**
   * Whether the policy on the side of the resource must at least hand the decision on to IAM: an identity policy alone
   * never suffices, not even within an account.
   *
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
   */
  readonly needsResourcePolicy: boolean;
  /** How the resource policy of its service is called. */
  readonly resourcePolicy: Place;
}

export const actionName = remembered((written): ActionName => {
  const text = written.toLowerCase();
  const [service = ""] = text.split(":");
  const isKms = service === "kms";
  const needsResourcePolicy = isKms || text === "sts:assumerole";
  return { text, service, isKms, needsResourcePolicy, resourcePolicy: resourcePolicyPlace(service) };
});
