import { sourceOfPlan } from "../../src/plan/from-plan";
import { parseJson } from "../../src/plan/json-file";
import { modelOf } from "../../src/plan/model";
import { resultOf } from "../../src/report/result";
import { textReport } from "../../src/report/text";
import { ACCOUNT, expectedIn, planOf, PRINCIPALS } from "./plan-json";

/** Printed as JSON. */
export interface Checks {
  /** By number of providers. */
  readonly seconds: Readonly<Record<string, number>>;
  /** To parse the largest of the plans, and nothing else. */
  readonly parse: number;
}

const SIZES = [10, 100, 1000];
const RUNS = 5;
/** Parsing is short: what else the machine does would show. */
const PARSES = 20;

/** The quickest of some runs: other work on the machine can only add to it. */
function main(): void {
  const seconds = SIZES.map((size) => {
    const plan = planOf(size);
    return [size, Math.min(...Array.from({ length: RUNS }, () => run(plan, size)))] as const;
  });
  const largest = planOf(SIZES.at(-1) ?? 0);
  const parse = Math.min(...Array.from({ length: PARSES }, () => timed(() => JSON.parse(largest) as unknown)));
  process.stdout.write(JSON.stringify({ seconds: Object.fromEntries(seconds), parse } satisfies Checks));
}

function timed(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
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
