/** One line of a benchmark: what was measured, against what, and whether it meets its target. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same measured on the baseline in the same run, if there is one. */
  readonly baseline?: number;
  readonly ratio?: number;
  /** What `ratio` may be at most, or `value` where there is no baseline; of a speed, what it must be at least. */
  readonly target?: number;
  /** Whether `ratio` is how many times as fast as the baseline it is. */
  readonly isSpeed?: boolean;
  readonly ok: boolean;
}

export interface Comparison {
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  /** What the ratio may be at most, of a speed at least. */
  readonly target?: number;
}

export function compare(name: string, { value, unit, baseline, target }: Comparison): BenchRow {
  const ratio = value / baseline;
  return { name, value, unit, baseline, ratio, target, ok: target === undefined || ratio <= target };
}

/** How many times as fast as the baseline. */
export function faster(name: string, { value, unit, baseline, target }: Comparison): BenchRow {
  const ratio = baseline / value;
  const ok = target === undefined || ratio >= target;
  return { name, value, unit, baseline, ratio, target, isSpeed: true, ok };
}

const number = (value: number | undefined): string =>
  value === undefined ? "" : value >= 100 ? value.toFixed(0) : value.toPrecision(3);

/** A speed is cut, not rounded: what is below its target must not look as if it met it. */
const ratioText = ({ isSpeed }: BenchRow, ratio: number | undefined): string =>
  ratio === undefined ? "" : isSpeed ? `${Math.floor(ratio)}x as fast` : ratio.toFixed(2);

/** The rows as a Markdown table. */
export function table(rows: readonly BenchRow[]): string {
  const verdict = ({ target, ok }: BenchRow): string => (target === undefined ? "" : ok ? "met" : "missed");
  const cells = rows.map((row) => [
    row.name,
    `${number(row.value)} ${row.unit}`,
    row.baseline === undefined ? "" : `${number(row.baseline)} ${row.unit}`,
    ratioText(row, row.ratio),
    ratioText(row, row.target),
    verdict(row),
  ]);
  const head = ["measured", "value", "baseline", "ratio", "target", ""];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] as string).length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] as number)).join(" | ")} |`;
  return [line(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...cells.map(line)].join("\n");
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
