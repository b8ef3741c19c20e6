import type { ProviderKind } from "../../src/access/vault";
import type { Bench } from "./bench";

/** What somebody has to say, or have, so that a question can be asked. */
export interface Given {
  /** A Region beside the one that is asked about. */
  readonly otherRegion?: string;
  /** An agent in AgentCore Runtime: docs/acceptance.md. */
  readonly runtimeArn?: string;
  /** How long events are waited for, in milliseconds. */
  readonly trailPatience: number;
}

export type Verdict = "as assumed" | "otherwise" | "not asked" | "not seen yet";

/** One thing that was asked, and what came of it. */
export interface Answer {
  readonly asked: string;
  /** What was seen, or why it was not asked. */
  readonly seen: string;
  /** What our code takes for granted today. */
  readonly assumed: string;
  readonly verdict: Verdict;
  /** Where our code has to change, if it is otherwise. */
  readonly change?: string;
}

/** What a question makes, at most. */
export interface Makes {
  readonly roles?: number;
  readonly secrets?: number;
  readonly keys?: number;
  readonly providers?: number;
  readonly workloadIdentities?: number;
}

/** One of the questions that nobody could answer without an account. */
export interface Question {
  readonly number: number;
  readonly title: string;
  readonly makes: Makes;
  readonly ask: (bench: Bench, given: Given) => Promise<Answer[]>;
}

export const KINDS: readonly ProviderKind[] = ["apikey", "oauth2", "payment"];
export const KIND_NAMES: Readonly<Record<ProviderKind, string>> = {
  apikey: "API key",
  oauth2: "OAuth2 M2M",
  payment: "payment",
};

/** The JSON key of all secrets that are made. */
export const JSON_KEY = "value";

export const judged = (
  asked: string,
  seen: string,
  isAsAssumed: boolean,
  { assumed, change }: { readonly assumed: string; readonly change: string },
): Answer => ({
  asked,
  seen,
  assumed,
  verdict: isAsAssumed ? "as assumed" : "otherwise",
  ...(!isAsAssumed && { change }),
});

export const notAsked = (asked: string, why: string, assumed: string): Answer => ({
  asked,
  seen: why,
  assumed,
  verdict: "not asked",
});
