import { prepare } from "./asked";
import type { Brought } from "./brought";
import { conditionKey } from "./condition-key";
import { DERIVED_KEY_NAMES } from "./derived-keys";
import { PRINCIPAL_KEY_NAMES } from "./principal-keys";
import type { Accounts, Request } from "./request";
import { isUnknown } from "./unknown";

const FILLED_IN: readonly string[] = [...PRINCIPAL_KEY_NAMES, ...DERIVED_KEY_NAMES];

/** The condition keys whose values are known, those included that the request itself tells, as AWS writes their names. */
export function knownKeys(request: Request, accounts: Accounts = {}): ReadonlyMap<string, readonly string[]> {
  const { context } = prepare(request, accounts, false);
  const names = new Set([...Object.keys(request.context ?? {}), ...FILLED_IN]);
  const found = [...names].flatMap((name) => {
    const values = context.valuesOf(conditionKey(name));
    return values === undefined || isUnknown(values) ? [] : [[name, values] as const];
  });
  return new Map(found);
}

/**
 * A request of which nothing is filled in: a key that its context does not give is not in it.
 *
 * @param but keys that are filled in all the same, as AWS writes them
 */
export function onlyGiven({ context = {} }: Request, but: ReadonlySet<string>): Brought {
  const absent = FILLED_IN.filter((name) => !but.has(name)).map((name) => [name.toLowerCase(), []] as const);
  const given = Object.entries(context).flatMap(([name, value]) =>
    isUnknown(value)
      ? []
      : [[name.toLowerCase(), Array.isArray(value) ? (value as string[]) : [String(value)]] as const],
  );
  return new Map<string, readonly string[]>([...absent, ...given]);
}
