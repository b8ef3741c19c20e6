import type { Model } from "../model";
import type { Row } from "../proof";

/** `note` informs; the others make `check` fail. */
export type Severity = "error" | "warning" | "note";

/** What a rule says of one thing. What is as it should be, it does not mention. */
export type State = "violated" | "unknown";

export interface Outcome {
  readonly state: State;
  /** The ARN or name of what was looked at. */
  readonly subject: string;
  /** The Terraform address or file where it stands. */
  readonly at: string;
  /** What was found, a sentence. */
  readonly detail: string;
}

/** What rules look at. */
export interface Facts {
  readonly model: Model;
  readonly rows: readonly Row[];
}

/** One rule of the lint. Its ID is never given to another. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** A sentence that says what is wrong. */
  readonly title: string;
  /** A sentence for where it is not known whether it is wrong. */
  readonly openTitle: string;
  readonly cause: string;
  readonly fix: string;
  /** The page of AWS that says so. */
  readonly see: string;
  readonly check: (facts: Facts) => Iterable<Outcome>;
}

export const violated = (subject: string, at: string, detail: string): Outcome => ({
  state: "violated",
  subject,
  at,
  detail,
});
export const undecided = (subject: string, at: string, detail: string): Outcome => ({
  state: "unknown",
  subject,
  at,
  detail,
});

/** Those who are named as reader or deployer of some provider. */
export const namedIn = ({ rows }: Facts): ReadonlySet<string> =>
  new Set(
    rows.flatMap(({ standing, principal }) => (standing === "reader" || standing === "deployer" ? [principal] : [])),
  );
