import { HIDDEN_JSON_KEY, SHOWN_JSON_KEY } from "../access/json-key";
import type { Piece } from "../live/piece";
import { wordsOf } from "./candidates";
import { gapsOf } from "./gaps";
import type { Candidate, Inventory } from "./inventory";

/** The names in secrets' JSON objects by ARN; `null` for a value that is none. */
export type JsonKeys = ReadonlyMap<string, Piece<readonly string[] | null>>;

/** So many names a person reads. */
const MOST = 8;

/** Where the candidates of MANAGED providers are, each once. */
export function candidatesIn({ providers }: Inventory): { account: string; region: string; arn: string }[] {
  const found = new Map(
    providers.flatMap(({ account, region, secrets }) =>
      secrets.flatMap(({ candidates }) =>
        candidates.map(({ secret: arn }) => [arn, { account, region, arn }] as const),
      ),
    ),
  );
  return [...found.values()];
}

/** What the names of keys say for candidates: one that has a key called like the credential comes first. */
export function withJsonKeys(inventory: Inventory, found: JsonKeys): Inventory {
  return {
    ...inventory,
    providers: inventory.providers.map((provider) => ({
      ...provider,
      secrets: provider.secrets.map((secret) => ({
        ...secret,
        candidates: secret.candidates
          .map((one) => judged(one, secret.member, found))
          .sort((a, b) => Number(b.fits) - Number(a.fits))
          .map(({ candidate }) => candidate),
      })),
    })),
    unknowns: [
      ...inventory.unknowns,
      ...[...found].flatMap(([arn, keys]) => gapsOf(arn, "which JSON keys it has", keys)),
    ],
    valueReads: [...found.keys()],
  };
}

function judged(candidate: Candidate, member: string, found: JsonKeys): { candidate: Candidate; fits: boolean } {
  const { secret, because } = candidate;
  const read = found.get(secret);
  if (read === undefined || !("value" in read)) return { candidate, fits: false };
  if (read.value === null)
    return { candidate: { ...candidate, because: [...because, "its value is no JSON object"] }, fits: false };
  const jsonKeys = shownOf(read.value);
  const fitting = jsonKeys.find((key) => wordsOf(member).every((word) => wordsOf(key).includes(word)));
  const more = jsonKeys.length > MOST ? ` and ${jsonKeys.length - MOST} more` : "";
  const all =
    jsonKeys.length === 0 ? "it has no JSON key" : `its JSON keys: ${jsonKeys.slice(0, MOST).join(", ")}${more}`;
  const why =
    fitting === undefined
      ? [...because, all]
      : [`its JSON key ${fitting} is called like the credential`, ...because, all];
  return { candidate: { ...candidate, because: why, jsonKeys }, fits: fitting !== undefined };
}

/** Somebody may have put the secret itself in the place of a name. */
const shownOf = (names: readonly string[]): string[] => [
  ...new Set(names.map((name) => (new RegExp(SHOWN_JSON_KEY).test(name) ? name : HIDDEN_JSON_KEY))),
];
