import type { Deciding, Decision, MissingPermission, NeededCondition } from "../decision";
import { PLACE_NAMES } from "../decision";

/** `conditional`: allowed for requests that bring what a condition asks for. */
export type CellVerdict = "allowed" | "conditional" | "unknown" | "denied";

/** What is decided about one step of one principal. */
export interface Cell {
  readonly verdict: CellVerdict;
  /** The statements that decided, each with the place where it stands. */
  readonly by: readonly Deciding[];
  /** Why, in one sentence or more. */
  readonly why: string;
  /** The fewest permissions with which a denied step would be allowed; left out where a statement denies. */
  readonly missing?: readonly MissingPermission[];
  /** What a request must bring, where that is all that is open. */
  readonly conditions?: readonly NeededCondition[];
}

export const allowed = (why: string): Cell => ({ verdict: "allowed", by: [], why });
export const denied = (why: string): Cell => ({ verdict: "denied", by: [], why });
export const unknown = (why: string): Cell => ({ verdict: "unknown", by: [], why });

/** One sentence for what was decided. */
export function cellOf(decision: Decision): Cell {
  switch (decision.verdict) {
    case "allowed":
      return { ...allowed(`Allowed by ${decision.by.map(decidingText).join(" and ")}.`), by: decision.by };
    case "conditional": {
      const why = `Allowed, if ${decision.if.map(conditionText).join(" and ")}.`;
      return { verdict: "conditional", by: decision.by, why, conditions: decision.if };
    }
    case "explicitlyDenied":
      return { ...denied(`Denied by ${decision.by.map(decidingText).join(" and ")}.`), by: decision.by };
    case "implicitlyDenied":
      return { ...denied(decision.missing.map(({ text }) => text).join(" ")), missing: decision.missing };
    case "unknown":
      return unknown(decision.because.join("; "));
  }
}

const decidingText = ({ place, policy, statement, sid }: Deciding): string =>
  statement === undefined
    ? `${PLACE_NAMES[place]} (${policy})`
    : `statement ${sid ?? statement} of ${policy === PLACE_NAMES[place].slice(4) ? PLACE_NAMES[place] : policy}`;

/** Operators that say no more than "is". */
const PLAIN = /^(String|Arn|Numeric|Date|Bool|IpAddress)(Equals|Like)?$/;

/** What a condition asks for; of a denying one what a request must not bring. */
export function conditionText({ effect, operator, key, values, policy, statement, sid }: NeededCondition): string {
  const is = PLAIN.test(operator)
    ? effect === "Deny"
      ? "is not"
      : "is"
    : `${effect === "Deny" ? "fails" : "meets"} ${operator}`;
  return `${key} ${is} ${values.join(" or ")} (statement ${sid ?? statement} of ${policy})`;
}

const RANK: Readonly<Record<CellVerdict, number>> = { allowed: 0, conditional: 1, unknown: 2, denied: 3 };

/** Whether the first verdict lets at least as much through as the second. */
export const isAtLeast = (a: CellVerdict, b: CellVerdict): boolean => RANK[a] <= RANK[b];

/** How far somebody comes that needs all of these. */
export const worstVerdict = (...verdicts: readonly CellVerdict[]): CellVerdict =>
  verdicts.reduce((worst, one) => (isAtLeast(worst, one) ? one : worst));

/** All parts of a step must be allowed: the first of the worst ones decides, and conditions add up. */
export function worst(cells: readonly Cell[]): Cell {
  const decisive = cells.reduce((worst, cell) => (isAtLeast(worst.verdict, cell.verdict) ? cell : worst));
  const first = cells.find(({ verdict }) => verdict === decisive.verdict) as Cell;
  if (first.verdict !== "conditional") return first;
  const all = cells.filter(({ verdict }) => verdict === "conditional");
  return {
    ...first,
    by: all.flatMap(({ by }) => by),
    why: [...new Set(all.map(({ why }) => why))].join(" "),
    conditions: all.flatMap(({ conditions = [] }) => conditions),
  };
}
