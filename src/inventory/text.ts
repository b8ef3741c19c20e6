import { count } from "../report/count";
import { safe } from "../report/safe";
import { gapLines } from "./gap-groups";
import type { Inventory } from "./inventory";
import type { Line } from "./lines";
import { COLUMNS, consumerText, linesOf, readerText, secretName, summaryOf } from "./lines";

/** The widest that a column is; a name that is longer is cut. */
const WIDEST = 44;
/** So many of each are named. With `--verbose` all are. */
const NAMED = 4;
const LISTED = 20;

/** The inventory for a person at a terminal. */
export function inventoryText(inventory: Inventory, isVerbose: boolean): string {
  const most = isVerbose ? Infinity : LISTED;
  const parts: [title: string, lines: readonly string[]][] = [
    [
      "Orphans:",
      few(
        inventory.orphans.map(({ subject, text }) => `${subject}: ${text}`),
        most,
      ),
    ],
    ["Not known:", few(gapLines(inventory.unknowns), most)],
    ["Values:", readLines(inventory)],
  ];
  return [
    `${summaryOf(inventory)}.`,
    ...(inventory.providers.length === 0 ? [] : ["", ...table(linesOf(inventory), isVerbose)]),
    ...parts.flatMap(([title, lines]) =>
      lines.length === 0 ? [] : ["", title, ...lines.map((one) => `  ${safe(one)}`)],
    ),
    "",
  ].join("\n");
}

/** A read without AgentCore is what watchers look for. */
export const readLines = ({ valueReads }: Inventory): string[] =>
  valueReads === undefined
    ? []
    : [
        `${count(valueReads.length, "candidate")} read once for the names in the JSON object; nothing else was kept.`,
        ...(valueReads.length === 0
          ? []
          : [
              "CloudTrail records each as a GetSecretValue without AgentCore: watch tells of it, unless --except (exceptionArns of SecretWatch) names who asked.",
            ]),
      ];

function table(lines: readonly Line[], isVerbose: boolean): string[] {
  const rows = [COLUMNS.map((name) => name.toUpperCase()), ...lines.map(({ cells }) => cells.map(cut))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const [head = "", ...shown] = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [head, ...lines.flatMap((line, index) => [shown[index] ?? "", ...details(line, isVerbose)])];
}

const cut = (cell: string): string => {
  const text = safe(cell);
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
};

function details({ provider, secret }: Line, isVerbose: boolean): string[] {
  const most = isVerbose ? Infinity : NAMED;
  const lists: [title: string, texts: readonly string[]][] = [
    ["may read", secret?.readers.map(readerText) ?? []],
    ["used by", provider.consumers.map(consumerText)],
    [
      "candidate",
      secret?.candidates.map(({ secret: arn, because }) => `${secretName(arn)}: ${because.join(", ")}`) ?? [],
    ],
    ["failed", provider.failureReason === undefined ? [] : [provider.failureReason]],
  ];
  return lists.flatMap(([title, texts]) => few(texts, most).map((text) => `  ${title.padEnd(9)}  ${safe(text)}`));
}

function few(texts: readonly string[], most: number): readonly string[] {
  if (texts.length <= most) return texts;
  return [...texts.slice(0, most), `… and ${texts.length - most} more: --verbose`];
}
