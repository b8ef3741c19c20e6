import type { Deciding, Decision, MissingPermission } from "../decision";
import { PLACE_NAMES } from "../decision";

export type CellVerdict = "allowed" | "denied" | "unknown";

/** What is decided about one step of one principal. */
export interface Cell {
  readonly verdict: CellVerdict;
  /** The statements that decided, each with the place where it stands. */
  readonly by: readonly Deciding[];
  /** Why, in one sentence or more. */
  readonly why: string;
  /** The fewest permissions with which a denied step would be allowed; left out where a statement denies. */
  readonly missing?: readonly MissingPermission[];
}

export const allowed = (why: string): Cell => ({ verdict: "allowed", by: [], why });
export const denied = (why: string): Cell => ({ verdict: "denied", by: [], why });
export const unknown = (why: string): Cell => ({ verdict: "unknown", by: [], why });

/** One sentence for what was decided. */
export function cellOf(decision: Decision): Cell {
  switch (decision.verdict) {
    case "allowed":
      return { ...allowed(`Allowed by ${decision.by.map(decidingText).join(" and ")}.`), by: decision.by };
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

const RANK: Readonly<Record<CellVerdict, number>> = { allowed: 0, unknown: 1, denied: 2 };

/** All parts of a step must be allowed: the first of the worst ones decides. */
export const worst = (cells: readonly Cell[]): Cell =>
  cells.reduce((decisive, cell) => (RANK[cell.verdict] > RANK[decisive.verdict] ? cell : decisive));
