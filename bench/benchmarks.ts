import { bridge } from "./bridge";
import { check } from "./check";
import { decisions } from "./decisions";
import { large } from "./large";
import { page } from "./page";
import { plan } from "./plan";
import type { BenchRow } from "./row";
import { snapshot } from "./snapshot";
import { synth } from "./synth";
import { verify } from "./verify";
import { watch } from "./watch";
import { who } from "./who";

interface Benchmark {
  readonly what: string;
  readonly run: (progress: (text: string) => void) => Promise<BenchRow[]>;
}

export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  check: { what: "agentcore-identity check on plans with 10, 100 and 1,000 providers x 5 principals", run: check },
  bridge: { what: "size of the bridge's program, its start, and the time a call takes", run: bridge },
  decisions: { what: "decisions a second, against iam-simulate on the same cases", run: decisions },
  large: { what: "time and memory of reading a plan of 200 MB, against JSON.parse of it", run: large },
  page: { what: "time and size of the page that check --html writes, against the proof that it shows", run: page },
  plan: { what: "time and memory of terraform plan with the root module, against a flat configuration", run: plan },
  snapshot: {
    what: "time of reading 1,000 providers in 3 accounts, against the floor that AWS's rates allow",
    run: snapshot,
  },
  synth: { what: "time and memory of synthesis and of the import, against plain bindings", run: synth },
  verify: {
    what: "time of verifying 1,000 providers in 3 accounts, against the floor that AWS's rates allow",
    run: verify,
  },
  watch: { what: "rules, filters and sizes of patterns for 10, 100 and 500 watched secrets; replay", run: watch },
  who: { what: "time of who-can about one secret of 100 and of 1,000, against the proof of all of them", run: who },
};
