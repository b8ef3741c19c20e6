import { check } from "./check";
import type { BenchRow } from "./row";
import { synth } from "./synth";

interface Benchmark {
  readonly what: string;
  readonly run: (progress: (text: string) => void) => Promise<BenchRow[]>;
}

export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  check: { what: "agentcore-identity check on plans with 10, 100 and 1,000 providers x 5 principals", run: check },
  synth: { what: "time and memory of synthesis and of the import, against plain bindings", run: synth },
};
