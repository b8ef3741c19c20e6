import type { Action, Caller, Input, Output } from "../calls";

/** A place to call: somebody's permissions, in one Region. */
export interface Where {
  readonly caller: Caller;
  readonly region: string;
}

/**
 * Everything of all pages. A list of which one page was not read is not read: what is missing in it would look as if it
 * were not there.
 */
export async function everyPage<A extends Action, T>(
  { caller, region }: Where,
  action: A,
  inputFor: (next: string | undefined) => Input<A>,
  of: (page: Output<A>) => { readonly items: readonly T[] | undefined; readonly next: string | undefined },
): Promise<T[]> {
  const all: T[] = [];
  let next: string | undefined;
  do {
    const page = of(await caller.call(action, region, inputFor(next)));
    all.push(...(page.items ?? []));
    next = page.next === "" ? undefined : page.next;
  } while (next !== undefined);
  return all;
}

/** As many calls as are under way at once for one list: the rates of the API decide, not this. */
const AT_ONCE = 64;

/** Does something for each, several at once, and keeps the order. */
export async function each<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await run(items[index] as T);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  return results;
}

/** Dates as text, so that a snapshot is the same before and after it was kept. */
export const dateText = (date: Date | undefined): string | undefined => date?.toISOString();

/** Leaves out what is not there. */
export function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}

/** Tags as AWS lists them, as an object. */
export const tagsOf = (
  tags: readonly { readonly Key?: string; readonly Value?: string }[] | undefined,
): Readonly<Record<string, string>> =>
  Object.fromEntries((tags ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? ""]])));
