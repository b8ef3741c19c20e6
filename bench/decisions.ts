import { runBundled } from "./bundled";
import type { Decisions } from "./programs/decisions";
import type { BenchRow } from "./row";
import { compare, faster } from "./row";

/** How many times as fast as the oracle ours must be. */
const TARGET = 100;

/**
 * Processor time of one decision, against iam-simulate on the same random cases, and of compiling the policies first;
 * then 1,000 secrets with 5 principals each, and a tenth of that, to show that it grows in step.
 */
export async function decisions(): Promise<BenchRow[]> {
  const { oracle, verdict, decision, anew, grids } = await runBundled<Decisions>("decisions.ts");
  const row = (name: string, value: number, target?: number): BenchRow =>
    faster(name, { value, unit: "µs", baseline: oracle, target });
  return [
    row("verdict, policies compiled", verdict, TARGET),
    row("decision with reasons, policies compiled", decision, TARGET),
    row("decision with reasons, policies compiled anew", anew),
    compare("1000 secrets x 5 principals, per decision, against 100 secrets", {
      value: grids[1000],
      unit: "µs",
      baseline: grids[100],
      target: 1.5,
    }),
  ];
}
