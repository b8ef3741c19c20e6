import type { Cell, CellVerdict, Row } from "../../proof/proof";
import { safe } from "../safe";
import { openReason, withoutDeadEnds } from "../ways";
import type { Paint } from "./paint";
import { VERDICT_COLORS } from "./paint";

/** How a verdict is called in a table. */
export const VERDICT_WORDS: Readonly<Record<CellVerdict, string>> = {
  allowed: "yes",
  conditional: "yes, if",
  unknown: "unknown",
  denied: "no",
};
const STANDINGS: Readonly<Record<Row["standing"], string>> = {
  reader: "reader",
  deployer: "deployer",
  service: "service",
  other: "NOT NAMED",
  unstated: "not stated",
};

/** Each principal of one credential provider with what it can do, and why. */
export function tableLines(rows: readonly Row[], paint: Paint): string[] {
  if (rows.length === 0) return ["    No principal is found that may have access."];
  const width = Math.max(...rows.map(({ principal }) => safe(principal).length));
  return [
    `    ${"principal".padEnd(width)}  ${"is".padEnd(10)}  use      read     decrypt`,
    ...rows.flatMap((row) => {
      const cells = [row.use, row.read, row.decrypt].map(({ verdict }) =>
        paint(VERDICT_WORDS[verdict].padEnd(7), VERDICT_COLORS[verdict]),
      );
      const head = `    ${safe(row.principal).padEnd(width)}  ${STANDINGS[row.standing].padEnd(10)}  ${cells.join("  ")}`;
      return [head, ...reasonLines(row)];
    }),
  ];
}

function reasonLines({ use, read, decrypt }: Row): string[] {
  const steps: [string, Cell][] = [
    ["use", use],
    ["read", read],
    ["decrypt", decrypt],
  ];
  return steps.map(([name, { verdict, why }]) => {
    const text = verdict === "unknown" ? openReason(why) : withoutDeadEnds(why);
    return `      ${name.padEnd(8)}${safe(text)}`;
  });
}
