import { compilePolicy, decide, verdict } from "../src/access/decision";
import type { OracleCase } from "../test/oracle/case";
import { policiesOf, requestOf } from "../test/oracle/case";
import { caseAt } from "../test/oracle/compare";
import { simulate } from "../test/oracle/simulator";
import type { BenchRow } from "./row";
import { compare } from "./row";

const CASES = 500;
const SEED = 1;
/** Ours may take at most a hundredth of the oracle's time. */
const TARGET = 0.01;

const PROVIDERS = 1000;
const PRINCIPALS = 5;

/**
 * Processor time of one decision, against iam-simulate on the same random cases, and of compiling the policies first; then 1,000
 * secrets with 5 principals each, and a tenth of that, to show that it grows in step.
 */
export async function decisions(progress: (text: string) => void = () => undefined): Promise<BenchRow[]> {
  const cases = Array.from({ length: CASES }, (_, index) => caseAt(SEED, index));
  const ready = cases.map((one) => ({ policies: policiesOf(one), request: requestOf(one) }));
  progress("the oracle");
  const baseline = await oracleTime(cases);
  progress("ours");
  const row = (name: string, value: number): BenchRow => compare(name, { value, unit: "µs", baseline, target: TARGET });
  // What is run uncounted is another copy, so that the cache of compiled policies holds nothing of these.
  const fresh = Array.from({ length: CASES }, (_, index) => caseAt(SEED, index));
  const few = gridTime(PROVIDERS / 10);
  return [
    row(
      "verdict, policies compiled",
      time(BATCHES * 10, ready, ({ policies, request }) => verdict(policies, request)),
    ),
    row(
      "decision with reasons, policies compiled",
      time(BATCHES * 10, ready, ({ policies, request }) => decide(policies, request)),
    ),
    {
      ...row("decision with reasons, policies compiled anew", time(1, fresh, decideAnew)),
      target: undefined,
      ok: true,
    },
    compare(`${PROVIDERS} secrets x ${PRINCIPALS} principals, per decision, against ${PROVIDERS / 10} secrets`, {
      value: gridTime(PROVIDERS),
      unit: "µs",
      baseline: few,
      target: 1.5,
    }),
  ];
}

const decideAnew = (one: OracleCase): unknown => decide(policiesOf(one), requestOf(one));

/** The best of several batches: whatever else runs on the machine only makes a batch slower. */
const BATCHES = 7;

/** Microseconds of processor time for one item. */
function time<Item>(batches: number, items: readonly Item[], run: (item: Item) => unknown): number {
  let best = Infinity;
  for (let batch = 0; batch < batches; batch++) {
    const start = process.cpuUsage();
    for (const item of items) run(item);
    best = Math.min(best, elapsed(start) / items.length);
  }
  return best;
}

async function oracleTime(cases: readonly OracleCase[]): Promise<number> {
  let best = Infinity;
  for (let batch = 0; batch < BATCHES; batch++) {
    const start = process.cpuUsage();
    for (const one of cases) await simulate(one);
    best = Math.min(best, elapsed(start) / cases.length);
  }
  return best;
}

function elapsed(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** As `check` asks: each principal of each provider, with policies that are shared where they are shared. */
function gridTime(secrets: number): number {
  const roles = Array.from({ length: PRINCIPALS }, (_, index) => `arn:aws:iam::111122223333:role/agents/role-${index}`);
  const arns = Array.from(
    { length: secrets },
    (_, index) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:provider-${index}-AbCdEf`,
  );
  const identityPolicies = [
    compilePolicy("identity", "identity", {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: "arn:aws:secretsmanager:*:*:secret:provider-?-*",
      },
    }),
  ];
  const run = (): void => {
    for (const arn of arns) {
      const document = {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { AWS: roles }, Action: "secretsmanager:GetSecretValue", Resource: "*" },
        ],
      };
      const policies = { identityPolicies, resourcePolicy: compilePolicy("secret policy", "resource", document) };
      for (const roleArn of roles) {
        decide(policies, {
          principal: { type: "AssumedRole", roleArn },
          action: "secretsmanager:GetSecretValue",
          resource: { arn },
        });
      }
    }
  };
  // The mean and not the best: collecting the garbage of many policies belongs to it.
  const rounds = Math.ceil(PROVIDERS / secrets) * BATCHES;
  run();
  const start = process.cpuUsage();
  for (let round = 0; round < rounds; round++) run();
  return elapsed(start) / (rounds * secrets * PRINCIPALS);
}
