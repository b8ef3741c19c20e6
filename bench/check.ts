import { modelOf } from "../src/cli/plan/model";
import { sourceOfPlan } from "../src/cli/plan/from-plan";
import { parseJson } from "../src/cli/plan/json-file";
import { resultOf } from "../src/cli/report/result";
import { textReport } from "../src/cli/report/text";
import { ACCOUNT, expectedIn, planOf, PRINCIPALS } from "./programs/plan-json";
import type { BenchRow } from "./row";
import { compare, median } from "./row";

const SIZES = [10, 100, 1000];
const RUNS = 3;
/** Seconds that a plan of 1,000 providers may take. */
const TARGET = 3;
/** How much more a provider of the largest plan may cost than one of the middle plan. */
const LINEAR = 1.5;

/** `check` from the text of the plan to the printed report: reading, proof, lint. */
export async function check(progress: (text: string) => void = () => undefined): Promise<BenchRow[]> {
  const seconds = new Map<number, number>();
  for (const size of SIZES) {
    progress(`${size} providers`);
    const plan = planOf(size);
    run(plan, size);
    seconds.set(size, median(Array.from({ length: RUNS }, () => run(plan, size))));
  }
  const of = (size: number): number => seconds.get(size) as number;
  return Promise.resolve([
    ...SIZES.map((size) => ({
      name: `check, ${size} providers x ${PRINCIPALS} principals`,
      value: of(size),
      unit: "s",
      ...(size === 1000 && { target: TARGET }),
      ok: size !== 1000 || of(size) <= TARGET,
    })),
    compare("one provider of 1000, against one of 100", {
      value: (of(1000) / 1000) * 1000,
      unit: "ms",
      baseline: (of(100) / 100) * 1000,
      target: LINEAR,
    }),
  ]);
}

function run(text: string, size: number): number {
  const start = process.hrtime.bigint();
  const source = sourceOfPlan(parseJson(text, "plan.json"), "plan.json");
  const model = modelOf(source, { policies: [], account: ACCOUNT, expected: expectedIn(size) });
  const result = resultOf("plan.json", model);
  if (textReport(result, false).length === 0 || result.rows.length < size * PRINCIPALS) throw new Error("no report");
  return Number(process.hrtime.bigint() - start) / 1e9;
}
