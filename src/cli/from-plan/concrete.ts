import { closedText, isUnknown } from "../../decision";
import { isObject } from "../../proof/values";

/** Something that the plan does not tell, and what was taken instead. */
export interface Told {
  readonly subject: string;
  readonly text: string;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const SUFFIX_LENGTH = 6;

/** Letters that are always the same for one name. */
function lettersFor(name: string, length: number): string {
  let seed = 7;
  for (const sign of name) seed = (seed * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return Array.from({ length }, () => LETTERS[(seed = (seed * 48_271 + 11) % 1_000_003) % LETTERS.length]).join("");
}

/** A text whose open parts are made up: the same part is the same text everywhere. */
export const filled = (text: string): string =>
  closedText(text, (name, length) =>
    length === undefined ? `made-up-${lettersFor(name, SUFFIX_LENGTH)}` : lettersFor(name, length),
  );

/** A document without what is not known: a statement that holds it is left out, and that is told. */
export function withoutUnknowns(document: unknown, at: string, tell: (told: Told) => void): unknown {
  if (isUnknown(document)) {
    tell({ subject: at, text: `the policy is left out: ${document.reason}` });
    return undefined;
  }
  if (!isObject(document)) return document;
  const statements = Array.isArray(document.Statement) ? (document.Statement as unknown[]) : [document.Statement];
  const kept = statements.filter((statement, index) => {
    const isWhole = !holdsUnknown(statement);
    if (!isWhole)
      tell({ subject: at, text: `statement ${index + 1} is left out: a part of it is known after the apply` });
    return isWhole;
  });
  return kept.length === 0 ? undefined : deepFilled({ ...document, Statement: kept });
}

const holdsUnknown = (value: unknown): boolean =>
  isUnknown(value) ||
  (Array.isArray(value) ? value.some(holdsUnknown) : isObject(value) && Object.values(value).some(holdsUnknown));

function deepFilled(value: unknown): unknown {
  if (typeof value === "string") return filled(value);
  if (Array.isArray(value)) return value.map(deepFilled);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [filled(name), deepFilled(one)]));
}
