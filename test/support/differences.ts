/**
 * Where two values differ: one line for each place. A whole part that only one of them has is one place; so is another
 * key with the same value, as when an operator is exchanged.
 */
export function differences(one: unknown, other: unknown, at = ""): string[] {
  if (Array.isArray(one) && Array.isArray(other)) return inLists(one, other, at);
  if (!isObject(one) || !isObject(other)) return same(one, other) ? [] : [at];
  const [mine, its] = [keysOf(one, other), keysOf(other, one)];
  if (mine.length === 1 && its.length === 1 && same(one[mine[0] as string], other[its[0] as string]))
    return [...shared(one, other, at), `${at}/${mine.join()} → ${its.join()}`];
  return [...shared(one, other, at), ...[...mine, ...its].map((key) => `${at}/${key}`)];
}

/** The keys of the one which the other does not have. */
const keysOf = (one: Values, other: Values): string[] => Object.keys(one).filter((key) => other[key] === undefined);

const shared = (one: Values, other: Values, at: string): string[] =>
  Object.keys(one)
    .filter((key) => other[key] !== undefined)
    .flatMap((key) => differences(one[key], other[key], `${at}/${key}`));

/** Of lists that differ in length the longer one may have one more, anywhere. */
function inLists(one: readonly unknown[], other: readonly unknown[], at: string): string[] {
  if (one.length === other.length)
    return one.flatMap((value, index) => differences(value, other[index], `${at}/${index}`));
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const extra = long.findIndex((_, index) =>
    same(
      long.filter((__, other) => other !== index),
      short,
    ),
  );
  return extra < 0 ? [`${at} (length)`, at] : [`${at}/${extra}`];
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

type Values = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
