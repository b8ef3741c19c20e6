import type { StatedPolicy } from "../../proof/model";
import type { Told } from "./concrete";
import { withoutUnknowns } from "./concrete";

/** What of a policy is known; nothing if it is not certain that it is there. */
export function documentOf(policy: StatedPolicy | undefined, tell: (told: Told) => void): unknown {
  if (!policy) return undefined;
  if (policy.isPossible === true) {
    tell({ subject: policy.at, text: "the policy is left out: whose it is is known after the apply" });
    return undefined;
  }
  return withoutUnknowns(policy.document, policy.at, tell);
}

/** A text whose bytes matter stays what it is. */
export const textOf = (document: unknown): string =>
  typeof document === "string" ? document : JSON.stringify(document);
