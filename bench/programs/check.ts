import { sourceOfPlan } from "../../src/plan/from-plan";
import { parseJson } from "../../src/plan/json-file";
import { modelOf } from "../../src/plan/model";
import { resultOf } from "../../src/report/result";
import { textReport } from "../../src/report/text";
import { median } from "../row";
import { ACCOUNT, expectedIn, planOf, PRINCIPALS } from "./plan-json";

/** Seconds by number of providers, printed as JSON. */
export type Checks = Readonly<Record<number, number>>;

const SIZES = [10, 100, 1000];
const RUNS = 3;

function main(): void {
  const seconds = SIZES.map((size) => {
    const plan = planOf(size);
    run(plan, size);
    return [size, median(Array.from({ length: RUNS }, () => run(plan, size)))] as const;
  });
  process.stdout.write(JSON.stringify(Object.fromEntries(seconds) satisfies Checks));
}

/** Seconds from the text of the plan to the printed report: reading, proof, lint. */
function run(text: string, size: number): number {
  const start = process.hrtime.bigint();
  const source = sourceOfPlan(parseJson(text, "plan.json"), "plan.json");
  const model = modelOf(source, { policies: [], account: ACCOUNT, expected: expectedIn(size) });
  const result = resultOf("plan.json", model);
  if (textReport(result, false).length === 0 || result.rows.length < size * PRINCIPALS) throw new Error("no report");
  return Number(process.hrtime.bigint() - start) / 1e9;
}

main();
