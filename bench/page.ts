import { sourceOfPlan } from "../src/plan/from-plan";
import { parseJson } from "../src/plan/json-file";
import { modelOf } from "../src/plan/model";
import { htmlReport } from "../src/report/page/html";
import { resultOf } from "../src/report/result";
import { ACCOUNT, expectedIn, planOf, PRINCIPALS } from "./programs/plan-json";
import type { BenchRow } from "./row";
import { compare, median } from "./row";

const SIZES = [100, 1000];
const RUNS = 5;
/** What the page may cost, beside the proof that it shows. */
const TARGET = 1;

/** What `check --html` costs on top of the proof, and what a browser is given. */
export async function page(progress: (text: string) => void = () => undefined): Promise<BenchRow[]> {
  const rows = SIZES.flatMap((size) => {
    progress(`${size} providers`);
    const source = sourceOfPlan(parseJson(planOf(size), "plan.json"), "plan.json");
    const given = { policies: [], account: ACCOUNT, expected: expectedIn(size) };
    const proof = median(times(() => resultOf("plan.json", modelOf(source, given))));
    const result = resultOf("plan.json", modelOf(source, given));
    const value = median(times(() => htmlReport(result)));
    const what = `page of ${size} providers x ${PRINCIPALS} principals`;
    return [
      compare(`${what}, against their proof`, { value, unit: "s", baseline: proof, target: TARGET }),
      { name: `size of the ${what}`, value: Buffer.byteLength(htmlReport(result)) / 1e6, unit: "MB", ok: true },
    ];
  });
  return Promise.resolve(rows);
}

function times(what: () => unknown): number[] {
  return Array.from({ length: RUNS }, () => {
    const start = process.hrtime.bigint();
    what();
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
}
