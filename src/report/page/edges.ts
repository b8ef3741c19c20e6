import type { Cell, CellVerdict, Row, SecretCells } from "../../proof/proof";
import type { EdgeState } from "./words";
import { STATES } from "./words";

export type Step = "use" | "read" | "decrypt";

/** What one principal can do with one node. */
export interface Edge {
  readonly row: Row;
  readonly step: Step;
  /** Index of the node it leads to. */
  readonly target: number;
  /** What it reads or decrypts. */
  readonly secret?: SecretCells;
  /** Number of that secret, where the provider has several. */
  readonly number?: number;
  readonly cell: Cell;
  readonly state: EdgeState;
}

/** A secret with the nodes that stand for it and its key, and where it is among the references of the provider. */
export interface EdgeTarget {
  readonly position: number;
  readonly secret: number;
  readonly key: number;
}

/**
 * @param can what the principal comes to, if nobody named it
 * @param isFound whether a failing finding takes its reason from what was decided
 */
export function edgesOf(
  row: Row,
  targets: readonly EdgeTarget[],
  can: CellVerdict | undefined,
  isFound: (cell: Cell) => boolean = () => false,
): Edge[] {
  const state = (step: Step, cell: Cell): EdgeState => {
    const alone = stateOf(row, step, cell.verdict, can);
    return alone === "neutral" && isFound(cell) ? "alarm" : alone;
  };
  const steps = (step: "read" | "decrypt"): Edge[] =>
    targets.flatMap(({ position, secret: number, key }) => {
      const secret = row.secrets[position];
      if (!secret) return [];
      const cell = secret[step];
      const target = step === "read" ? number : key;
      return { row, step, target, secret, cell, state: state(step, cell), ...(targets.length > 1 && { number }) };
    });
  return [
    { row, step: "use", target: 0, cell: row.use, state: state("use", row.use) },
    ...steps("read"),
    ...steps("decrypt"),
  ];
}

/** A deployer reads the secret when it makes the provider, and need not use it. */
const isNeeded = ({ standing }: Row, step: Step): boolean =>
  standing === "reader" || (standing === "deployer" && step !== "use");

function stateOf(row: Row, step: Step, verdict: CellVerdict, can: CellVerdict | undefined): EdgeState {
  if (verdict === "unknown") return "unknown";
  if (isNeeded(row, step))
    return verdict === "allowed" ? "proven" : verdict === "conditional" ? "conditional" : "missing";
  if (verdict === "denied") return "kept";
  if (row.standing === "unstated") return "unknown";
  // Somebody who should not come in must not come in with a condition, either.
  return can === "allowed" || can === "conditional" ? "alarm" : can === "unknown" ? "unknown" : "neutral";
}

const VERBS: Readonly<Record<CellVerdict, string>> = {
  allowed: "can",
  conditional: "can",
  denied: "cannot",
  unknown: "may",
};
const NOTES: Readonly<Partial<Record<EdgeState, string>>> = {
  alarm: "not intended",
  missing: "but needed",
  conditional: "on condition",
};

/** The few words that the drawing has room for. */
export function edgeLabel(edge: Edge): string {
  const { step, number, cell } = edge;
  const note = noteOf(edge);
  const what = `${VERBS[cell.verdict]} ${step}${number === undefined ? "" : ` ${number}`}`;
  return note === undefined ? what : `${what}, ${note}`;
}

function noteOf({ state, cell, row }: Edge): string | undefined {
  if (state !== "unknown") return NOTES[state];
  return cell.verdict === "unknown" ? "not known" : row.standing === "unstated" ? "not stated" : "rest not known";
}

/** A sentence that has these words in it: who speaks to a browser says what is seen. */
export function edgeSentence(edge: Edge, principal: string, target: string): string {
  const label = edgeLabel(edge);
  if (noteOf(edge) !== undefined) return `${principal} ${label}: ${target}`;
  return `${principal} ${label}${edge.step === "decrypt" ? " with" : ""} ${target}: ${stateWord(edge)}`;
}

/** The state in words; an allowed step may be open because of what is not known around it. */
export function stateWord({ state, cell, row }: Edge): string {
  if (state !== "unknown" || cell.verdict === "unknown") return STATES[state].word;
  return row.standing === "unstated"
    ? "allowed, nobody says whether it should be"
    : "allowed, the other steps are not known";
}

const TARGETS = { use: "the provider", read: "the secret", decrypt: "with the key" } as const;

/** `can read the secret`, below the name of a principal. */
export function edgePhrase({ step, cell, number }: Edge): string {
  const which = number === undefined ? "" : step === "read" ? ` ${number}` : ` of secret ${number}`;
  return `${VERBS[cell.verdict]} ${step} ${TARGETS[step]}${which}`;
}
