import { isObject } from "../access/objects";
import { matchesValue } from "./event-pattern-value";

/**
 * Whether an event pattern of EventBridge matches an event: what EventBridge's documentation says, and no more of it than
 * an event bus has. No library of the npm registry does it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).every(([field, wanted]) =>
    isAlternative(field, wanted)
      ? wanted.some((one) => matchesPattern(one, event))
      : matchesField(wanted, isObject(event) ? event[field] : undefined),
  );
}

/** `$or` with less than two alternatives is a field of that name. */
const isAlternative = (field: string, wanted: unknown): wanted is readonly unknown[] =>
  field === "$or" && Array.isArray(wanted) && wanted.length > 1 && wanted.every(isObject);

function matchesField(wanted: unknown, found: unknown): boolean {
  if (!Array.isArray(wanted))
    return Array.isArray(found) ? found.some((one) => matchesPattern(wanted, one)) : matchesPattern(wanted, found);
  // Of a list in the event, one element is enough. An object is no value: for `exists` it is not there.
  const values = (Array.isArray(found) ? found : [found]).filter((one) => one !== undefined && !isObject(one));
  return wanted.some((one) => matchesValue(one, values));
}
