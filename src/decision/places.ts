/**
 * Where a policy may be attached. A resource policy (secret policy, key policy, RCP) says whom it is about; an identity
 * policy (also permissions boundary, SCP) must not, nor a session policy, of which AWS does not say that it completes
 * ARNs as in identity policies.
 */
export type PolicyKind = "identity" | "session" | "resource";

/** Where a statement or a grant stands. */
export type Place =
  | "identityPolicy"
  | "permissionsBoundary"
  | "sessionPolicy"
  | "serviceControlPolicy"
  | "resourceControlPolicy"
  | "secretPolicy"
  | "keyPolicy"
  | "resourcePolicy"
  | "grant";

/** How a place is called in a sentence after "in". */
export const PLACE_NAMES: Readonly<Record<Place, string>> = {
  identityPolicy: "its identity policy",
  permissionsBoundary: "its permissions boundary",
  sessionPolicy: "its session policy",
  serviceControlPolicy: "the service control policies of its account",
  resourceControlPolicy: "the resource control policies of the resource's account",
  secretPolicy: "the secret policy",
  keyPolicy: "the key policy",
  resourcePolicy: "the resource policy",
  grant: "a grant on the key",
};

/** How AWS calls the resource policy of a service. */
export function resourcePolicyPlace(service: string): Place {
  if (service === "kms") return "keyPolicy";
  return service === "secretsmanager" ? "secretPolicy" : "resourcePolicy";
}

/** A statement or grant that decided. */
export interface Deciding {
  readonly place: Place;
  /** Name of the policy or grant. */
  readonly policy: string;
  /** Index of the statement; undefined for a grant. */
  readonly statement?: number;
  readonly sid?: string;
}
