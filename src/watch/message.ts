import { isObject } from "../access/objects";
import { filled, MESSAGE_PATHS, messageOf } from "../access/watch/texts";
import type { Firing } from "./replay";
import { eventOf } from "./records";

/** What on-call would have been told: the same text as EventBridge makes, with what it names. */
export interface Told {
  readonly lines: readonly string[];
  /** What the record is about, by the names of the message. */
  readonly parts: Readonly<Record<string, string>>;
}

export function toldOf({ rule, record }: Firing): Told {
  const event = eventOf(record);
  const parts = Object.fromEntries(
    Object.entries(MESSAGE_PATHS).flatMap(([name, path]) => {
      const value = path
        .slice(2)
        .split(".")
        .reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), event);
      return typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [];
    }),
  );
  return { lines: filled(messageOf(rule.signal, rule.severity), (name) => parts[name]), parts };
}
