import { CHIP } from "./layout";
import type { PrincipalKind } from "./principal-kind";
import { principalSymbol } from "./principal-kind";
import type { EdgeState } from "./words";
import { STATES } from "./words";

/** The mark of each state, 14 by 14. Each has a shape of its own. */
const MARKS: Readonly<Record<EdgeState, string>> = {
  alarm: "M7 1.5l6 11H1zM7 5.5v3.2M7 10.4v.7",
  missing: "M3 3l8 8M11 3l-8 8",
  unknown: "M4 5a3 3 0 1 1 4.3 2.7C7.4 8.2 7 8.6 7 9.5M7 11.8v.7",
  conditional: "M7 1.5l5.5 5.5L7 12.5L1.5 7z",
  proven: "M2 7.5l3.5 3.5L12 3.5",
  neutral: "M7 2.5a4.5 4.5 0 1 1-.1 0z",
  kept: "M2.5 7h9",
};

/**
 * What a line ends in: a denied one in a cross before its node, an open one in an empty arrow, one with a condition in an
 * empty diamond.
 */
const TIPS: Readonly<Record<EdgeState, string>> = {
  alarm: "M6 2l9 5-9 5z",
  missing: "M1 3l8 8M9 3l-8 8",
  unknown: "M6 3l8 4-8 4z",
  conditional: "M1 7l5-4 8 4-8 4z",
  proven: "M6 3l8 4-8 4z",
  neutral: "M6 3l8 4-8 4z",
  kept: "M1 3l8 8M9 3l-8 8",
};

/** What stands before the name of a principal, 14 by 14. */
const PRINCIPALS: Readonly<Record<PrincipalKind, string>> = {
  role: "M2.5 12.5h9v-7l-4.5-4-4.5 4zM7 12.5v-4",
  session: "M2.5 12.5h9v-7l-4.5-4-4.5 4zM7 7v2.5l2 1.2",
  user: "M7 7a2.7 2.7 0 1 0-.1 0zM1.8 12.5c.6-6 9.8-6 10.4 0",
  group:
    "M4.8 6.6a2.3 2.3 0 1 0-.1 0zM.8 12.5c.4-5.2 7.6-5.2 8 0M9.3 6.4a2 2 0 1 0-.6-3.8M10.3 8.4c1.8.3 2.8 1.7 3 4.1",
  service:
    "M7 9.2a2.2 2.2 0 1 0-.1 0zM7 1.5v2.2M7 10.3v2.2M1.5 7h2.2M10.3 7h2.2M3.1 3.1l1.6 1.6M9.3 9.3l1.6 1.6M3.1 10.9l1.6-1.6M9.3 4.7l1.6-1.6",
  "identity provider": "M2 2.5h10v9h-10zM4 9.5h6M5.6 7.3a1.6 1.6 0 1 1 2.8 0",
  account: "M2 12.5v-10h6v10zM8 6h4v6.5h-10M4 5h2M4 7.5h2M4 10h2",
  anybody: "M7 1.5a5.5 5.5 0 1 0 .1 0zM1.6 7h10.8M7 1.5c-3.4 3-3.4 8 0 11M7 1.5c3.4 3 3.4 8 0 11",
};

/** Drawn once a page: the label's box with its mark, and the end of a line, of each state; and each kind of principal. */
export const SYMBOLS = `<svg class="symbols" aria-hidden="true" focusable="false">
${(Object.keys(STATES) as EdgeState[]).map(symbols).join("\n")}
${Object.entries(PRINCIPALS)
  .map(([kind, path]) => `<symbol id="${principalSymbol(kind)}" overflow="visible"><path d="${path}"/></symbol>`)
  .join("")}
</svg>`;

function symbols(state: EdgeState): string {
  const { width, height } = CHIP;
  return `<symbol id="i-${state}" overflow="visible"><rect width="${width}" height="${height}" rx="5"/><path transform="translate(7 5)" d="${MARKS[state]}"/></symbol><symbol id="m-${state}" overflow="visible"><path d="${MARKS[state]}"/></symbol><marker id="t-${state}" class="${state}" markerUnits="userSpaceOnUse" markerWidth="16" markerHeight="14" refX="6" refY="7" orient="auto"><path d="${TIPS[state]}"/></marker>`;
}
