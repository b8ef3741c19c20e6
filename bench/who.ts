import { sourceOfPlan } from "../src/plan/from-plan";
import { parseJson } from "../src/plan/json-file";
import { modelOf } from "../src/plan/model";
import { prove } from "../src/proof/proof";
import { WhoCan } from "../src/proof/who/who-can";
import { ACCOUNT, expectedIn, planOf, PRINCIPALS } from "./programs/plan-json";
import type { BenchRow } from "./row";
import { compare, median } from "./row";

const SIZES = [100, 1000];
const RUNS = 5;
const ACTIONS = ["secretsmanager:GetSecretValue", "secretsmanager:PutResourcePolicy"];

/** How long an answer of `who-can` about one secret takes, against the proof of all of them. */
export function who(progress: (text: string) => void): Promise<BenchRow[]> {
  return Promise.resolve(
    SIZES.flatMap((size) => {
      progress(`${size} providers`);
      const source = sourceOfPlan(parseJson(planOf(size), "plan.json"), "plan.json");
      const model = modelOf(source, { policies: [], account: ACCOUNT, expected: expectedIn(size) });
      const baseline = timed(() => prove(model));
      const arn = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:provider-${size - 1}-AbCdEf`;
      return ACTIONS.map((action) => {
        const question = { action, thing: { kind: "secret" as const, arn, names: [] } };
        const value = timed(() => new WhoCan(model).all(question));
        const name = `who-can ${action}, ${size} providers x ${PRINCIPALS} principals, against the proof of all`;
        return compare(name, { value, unit: "s", baseline });
      });
    }),
  );
}

const timed = (what: () => unknown): number =>
  median(
    Array.from({ length: RUNS }, () => {
      const start = performance.now();
      what();
      return (performance.now() - start) / 1000;
    }),
  );
