import type { Place } from "./places";
import { resourcePolicyPlace } from "./places";
import { remembered } from "./remembered";

/** An action that is asked for. */
export interface ActionName {
  /** In lower case: actions do not distinguish case. */
  readonly text: string;
  readonly service: string;
  readonly isKms: boolean;
  /** How the resource policy of its service is called. */
  readonly resourcePolicy: Place;
}

export const actionName = remembered((written): ActionName => {
  const text = written.toLowerCase();
  const [service = ""] = text.split(":");
  return { text, service, isKms: service === "kms", resourcePolicy: resourcePolicyPlace(service) };
});
