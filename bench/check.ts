import { runBundled } from "./bundled";
import type { Checks } from "./programs/check";
import type { BenchRow } from "./row";
import { compare } from "./row";

/** Seconds that a plan of 1,000 providers may take. */
const TARGET = 3;
/** The same ratio to parsing, of commit aa7a06a, before plans were read as two worlds: the median of five runs, measured alike. */
const BEFORE = 36.5;
/** How much of that it may take. */
const SLOWER = 1.3;
/** How much more a provider of the largest plan may cost than one of the middle plan. */
const LINEAR = 1.5;

/** `check` on plans of several sizes, from the text of the plan to the printed report. */
export async function check(): Promise<BenchRow[]> {
  const { seconds, parse } = await runBundled<Checks>("check.ts");
  const milliseconds = (size: number): number => ((seconds[size] as number) / size) * 1000;
  return [
    ...Object.entries(seconds).map(([size, value]) => ({
      name: `check, ${size} providers x 5 principals`,
      value,
      unit: "s",
      ...(size === "1000" && { target: TARGET }),
      ok: size !== "1000" || value <= TARGET,
    })),
    compare("1000 providers, against parsing the same plan", {
      value: (seconds[1000] as number) / parse,
      unit: "times",
      baseline: BEFORE,
      target: SLOWER,
    }),
    compare("one provider of 1000, against one of 100", {
      value: milliseconds(1000),
      unit: "ms",
      baseline: milliseconds(100),
      target: LINEAR,
    }),
  ];
}
