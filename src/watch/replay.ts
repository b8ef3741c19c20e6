import { eventPatterns } from "../access/watch/event-pattern";
import type { WatchRule } from "../access/watch/rules";
import { matchesPattern } from "./event-pattern";
import type { TrailRecord } from "./records";
import { eventOf } from "./records";

/** A signal that would have fired. */
export interface Firing {
  readonly rule: WatchRule;
  readonly record: TrailRecord;
}

/** Which records fire which rules: by the event patterns themselves, in one piece each. */
export class Replay {
  private readonly patterns: readonly { readonly rule: WatchRule; readonly patterns: readonly unknown[] }[];

  public constructor(rules: readonly WatchRule[]) {
    this.patterns = rules.map((rule) => ({ rule, patterns: eventPatterns(rule.cases, Infinity) }));
  }

  public firings(record: TrailRecord): Firing[] {
    const event = eventOf(record);
    return this.patterns
      .filter(({ patterns }) => patterns.some((pattern) => matchesPattern(pattern, event)))
      .map(({ rule }) => ({ rule, record }));
  }
}
