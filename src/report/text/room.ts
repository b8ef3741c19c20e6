/** So many lines a person reads without asking for more. */
const LINES = 118;
/** A line for each of so many credential providers. */
const PROVIDERS = 60;

/** How many lines each part of the report has. With `--verbose` there is no end. */
export interface Room {
  readonly failing: number;
  readonly open: number;
  readonly providers: number;
  readonly assumptions: number;
  readonly notes: number;
}

export const ALL: Room = {
  failing: Infinity,
  open: Infinity,
  providers: Infinity,
  assumptions: Infinity,
  notes: Infinity,
};

/** What is wrong gets the most of what the list of credential providers leaves. */
export function roomFor(providers: number): Room {
  const listed = Math.min(providers, PROVIDERS);
  const [assumptions, notes, around] = [6, 4, 14];
  const free = LINES - listed - assumptions - notes - around;
  const open = Math.floor(free / 3);
  return { failing: free - open, open, providers: PROVIDERS, assumptions, notes };
}

const MORE = ": --verbose";

/** The lines that there is room for, and how many more there are. */
export function folded(lines: readonly string[], room: number, indent = "  "): readonly string[] {
  if (lines.length <= room) return lines;
  const shown = Math.max(room - 1, 0);
  return [...lines.slice(0, shown), more(lines.length - shown, indent)];
}

export const more = (count: number, indent: string, what = ""): string =>
  `${indent}… and ${count.toLocaleString("en-US")} more${what}${MORE}`;
