import { CHIP } from "./layout";
import type { EdgeState } from "./words";
import { STATES } from "./words";

/** The mark of each state, 14 by 14. Each has a shape of its own. */
const MARKS: Readonly<Record<EdgeState, string>> = {
  alarm: "M7 1.5l6 11H1zM7 5.5v3.2M7 10.4v.7",
  missing: "M3 3l8 8M11 3l-8 8",
  unknown: "M4 5a3 3 0 1 1 4.3 2.7C7.4 8.2 7 8.6 7 9.5M7 11.8v.7",
  proven: "M2 7.5l3.5 3.5L12 3.5",
  neutral: "M7 2.5a4.5 4.5 0 1 1-.1 0z",
  kept: "M2.5 7h9",
};

/** What a line ends in: a denied one in a cross before its node, an open one in an empty arrow. */
const TIPS: Readonly<Record<EdgeState, string>> = {
  alarm: "M6 2l9 5-9 5z",
  missing: "M1 3l8 8M9 3l-8 8",
  unknown: "M6 3l8 4-8 4z",
  proven: "M6 3l8 4-8 4z",
  neutral: "M6 3l8 4-8 4z",
  kept: "M1 3l8 8M9 3l-8 8",
};

/** Drawn once a page: the label's box with its mark, and the end of a line, of each state. */
export const SYMBOLS = `<svg class="symbols" aria-hidden="true" focusable="false">
${(Object.keys(STATES) as EdgeState[]).map(symbols).join("\n")}
</svg>`;

function symbols(state: EdgeState): string {
  const { width, height } = CHIP;
  return `<symbol id="i-${state}" overflow="visible"><rect width="${width}" height="${height}" rx="5"/><path transform="translate(7 5)" d="${MARKS[state]}"/></symbol><symbol id="m-${state}" overflow="visible"><path d="${MARKS[state]}"/></symbol><marker id="t-${state}" class="${state}" markerUnits="userSpaceOnUse" markerWidth="16" markerHeight="14" refX="6" refY="7" orient="auto"><path d="${TIPS[state]}"/></marker>`;
}
