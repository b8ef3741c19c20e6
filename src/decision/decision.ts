import type { Deciding, Place } from "./places";

/** A statement or grant that would have allowed, but for one thing. */
export interface NearMiss {
  readonly place: Place;
  /** Name of the policy or grant. */
  readonly policy: string;
  /** Index of the statement; undefined for a grant. */
  readonly statement?: number;
  readonly sid?: string;
  /** The only thing that does not match. */
  readonly element: "Resource" | "Principal" | "Condition" | "operations" | "constraints" | "granteePrincipal";
  /** The conditions that failed, if that is the thing. */
  readonly conditions: readonly FailedCondition[];
}

/** A condition that the request does not meet. */
export interface FailedCondition {
  readonly operator: string;
  readonly key: string;
  /** What the policy asks for. */
  readonly wanted: readonly string[];
  /** What the request holds; empty if the key is missing. */
  readonly held: readonly string[];
}

/** A permission without which the request is denied. */
export interface MissingPermission {
  /** The principal's ARN or name. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Where it must be allowed; several places are alternatives. */
  readonly places: readonly Place[];
  readonly nearMisses: readonly NearMiss[];
  /** The above as one or more sentences. */
  readonly text: string;
}

export interface Allowed {
  readonly verdict: "allowed";
  /** The statements and grants that allow together. Empty for a root user in its own account. */
  readonly by: readonly Deciding[];
}

export interface ExplicitlyDenied {
  readonly verdict: "explicitlyDenied";
  /** The denying statements, one for each place. */
  readonly by: readonly Deciding[];
}

export interface ImplicitlyDenied {
  readonly verdict: "implicitlyDenied";
  /** The fewest permissions with which the request would be allowed; all of them are needed. */
  readonly missing: readonly MissingPermission[];
}

export interface Undecided {
  readonly verdict: "unknown";
  /** What is not known and would decide, one line each. */
  readonly because: readonly string[];
}

/** A condition on something that a request may bring. */
export interface NeededCondition {
  readonly effect: "Allow" | "Deny";
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly policy: string;
  readonly statement: number;
  readonly sid?: string;
}

/** Allowed for requests that bring something, such as `aws:SourceVpce`; nothing else is open. */
export interface Conditional {
  readonly verdict: "conditional";
  readonly if: readonly NeededCondition[];
  readonly by: readonly Deciding[];
}

/** What a set of policies decides about a request. */
export type Decision = Allowed | ExplicitlyDenied | ImplicitlyDenied | Undecided | Conditional;
