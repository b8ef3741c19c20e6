import { messageOf } from "./expect";
import type { Demo } from "./demo";
import type { Step } from "./steps";

export interface Shown {
  readonly title: string;
  readonly isOk: boolean;
  readonly seconds: number;
}

/** Shows the steps one after the other: a later one may still tell something when an earlier one failed. */
export async function showAll(
  demo: Demo,
  steps: readonly Step[],
  print: (line: string) => void,
): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  for (const [index, { title, show }] of steps.entries()) {
    const start = performance.now();
    const [isOk, detail] = await show(demo).then(
      (text) => [true, text] as const,
      (error: unknown) => [false, messageOf(error)] as const,
    );
    shown.push({ title, isOk, seconds: (performance.now() - start) / 1000 });
    print(`[${index + 1}/${steps.length}] ${title}: ${isOk ? "ok" : "FAILED"}`);
    print(detail.replace(/^/gm, "        "));
  }
  return shown;
}

/** A table of what was shown. */
export function table(shown: readonly Shown[]): string {
  const width = Math.max(...shown.map(({ title }) => title.length));
  const line = "-".repeat(width + 20);
  const rows = shown.map(
    ({ title, isOk, seconds }) =>
      `${title.padEnd(width)}   ${isOk ? "ok    " : "FAILED"}   ${seconds.toFixed(1).padStart(6)} s`,
  );
  const ok = shown.filter(({ isOk }) => isOk).length;
  return [line, ...rows, line, `${ok} shown, ${shown.length - ok} failed`].join("\n");
}
