import type { ActionName } from "./action-name";
import type { ElementReader, JsonObject } from "./element-reader";
import { oneOf } from "./element-reader";
import { compileOpen } from "./open-match";
import { lowerCase } from "./open-text";
import { remembered } from "./remembered";
import type { Truth } from "./truth";
import { MAYBE, NO, not, or } from "./truth";
import { isUnknown } from "./unknown";

type ActionMatcher = (action: ActionName) => Truth;

/** The `Action` or `NotAction` element. */
export interface ActionElement {
  readonly negated: boolean;
  readonly matchers: readonly ActionMatcher[];
}

const inDoubt: ActionMatcher = () => MAYBE;
export const ANY_ACTION_IN_DOUBT: ActionElement = { negated: false, matchers: [inDoubt] };

/** Most policies are about the same few actions. */
const actionMatcher = remembered((pattern): ActionMatcher => {
  const matches = compileOpen(lowerCase(pattern), true);
  return ({ text }) => matches(text);
});

export function compileAction(object: JsonObject, read: ElementReader): ActionElement {
  const found = oneOf(object, "Action", read);
  if (!found) return ANY_ACTION_IN_DOUBT;
  const { values, negated } = found;
  const matchers = values.map((value) => {
    if (isUnknown(value)) return inDoubt;
    if (value === "*" || value.includes(":")) return actionMatcher(value);
    read.wrong(negated ? "NotAction" : "Action", `${JSON.stringify(value)} names no service`);
    return inDoubt;
  });
  return { negated, matchers };
}

export function matchActions({ negated, matchers }: ActionElement, action: ActionName): Truth {
  let best: Truth = NO;
  for (const match of matchers) best = or(best, match(action));
  return negated ? not(best) : best;
}
