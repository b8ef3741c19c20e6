import { plan } from "./plan";
import type { BenchRow } from "./row";
import { synth } from "./synth";

interface Benchmark {
  readonly what: string;
  readonly run: (progress: (text: string) => void) => Promise<BenchRow[]>;
}

export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  plan: { what: "time and memory of terraform plan with the root module, against a flat configuration", run: plan },
  synth: { what: "time and memory of synthesis and of the import, against plain bindings", run: synth },
};
