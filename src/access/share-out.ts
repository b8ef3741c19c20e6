import { createHash } from "node:crypto";

/** Something that is put into one of several places, by a text that is its own. */
export interface Member {
  readonly key: string;
}

/**
 * Puts members into as many places as they need, so that one that comes or goes touches no other place than its own: a
 * place that becomes too full gives half of its members to a new one, and takes them back when all fit again.
 *
 * It is a tree of hashes. A member's place follows from the bits of its hash, and a branch is divided only if what is in
 * it does not fit. The half of the zeros keeps the name of the whole; the other half is called by its bits. So nothing
 * but the members decides, whatever was there before.
 *
 * @param fits whether they have room in one place; what fits does so with fewer, too
 */
export function shareOut<T extends Member>(
  members: readonly T[],
  fits: (members: readonly T[]) => boolean,
): ReadonlyMap<string, readonly T[]> {
  const hashed = members.map((member) => ({ member, bits: bitsOf(member.key) }));
  return new Map(branch(hashed, "", (some) => fits(some.map(({ member }) => member))));
}

interface Hashed<T> {
  readonly member: T;
  readonly bits: string;
}

function branch<T>(
  members: readonly Hashed<T>[],
  path: string,
  fits: (members: readonly Hashed<T>[]) => boolean,
): [string, T[]][] {
  if (members.length === 0) return [];
  const isWhole = members.every(({ bits }) => bits === members[0]?.bits) || fits(members);
  if (isWhole) return [[placeName(path), members.map(({ member }) => member)]];
  return ["0", "1"].flatMap((bit) =>
    branch(
      members.filter(({ bits }) => bits[path.length] === bit),
      path + bit,
      fits,
    ),
  );
}

/** The place that there always is. */
export const FIRST_PLACE = "0";

/** Of a branch and the first of those that it is divided into, one name. */
const placeName = (path: string): string => path.replace(/0+$/, "") || FIRST_PLACE;

/** Whether a place came about by dividing the other one, or one that did. */
export const comesFrom = (place: string, other: string): boolean =>
  place !== other && (other === FIRST_PLACE || place.startsWith(other));

const bitsOf = (key: string): string =>
  [...createHash("sha256").update(key).digest("hex").slice(0, 16)]
    .map((digit) => parseInt(digit, 16).toString(2).padStart(4, "0"))
    .join("");
