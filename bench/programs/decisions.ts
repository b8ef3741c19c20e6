import { runSimulation } from "@cloud-copilot/iam-simulate";
import { compilePolicy, decide, verdict } from "../../src/decision";
import { policiesOf, requestOf } from "../../test/oracle/case";
import { caseAt } from "../../test/oracle/compare";
import { simulationOf } from "../../test/oracle/simulator";

/** Microseconds of processor time for one decision, printed as JSON. */
export interface Decisions {
  readonly oracle: number;
  readonly verdict: number;
  readonly decision: number;
  /** With its policies compiled each time. */
  readonly anew: number;
  /** Of a grid of this many secrets, 5 principals each. */
  readonly grids: Readonly<Record<100 | 1000, number>>;
}

const CASES = 500;
const SEED = 1;
/** The oracle and ours run in turn, so that a slow moment hits both; the best of all counts for both. */
const ROUNDS = 7;
const BATCHES_A_ROUND = 10;
const PRINCIPALS = 5;

async function main(): Promise<void> {
  const cases = Array.from({ length: CASES }, (_, index) => caseAt(SEED, index));
  // What both are given is made beforehand: documents, requests, and the words of each for them.
  const simulations = cases.map(simulationOf);
  const ready = cases.map((one) => ({ policies: policiesOf(one), request: requestOf(one) }));
  const best = { oracle: Infinity, verdict: Infinity, decision: Infinity, anew: Infinity };
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    for (const simulation of simulations) await runSimulation(simulation, {});
    best.oracle = Math.min(best.oracle, elapsed(start) / CASES);
    for (let batch = 0; batch < BATCHES_A_ROUND; batch++) {
      best.verdict = Math.min(
        best.verdict,
        time(ready, ({ policies, request }) => verdict(policies, request)),
      );
      best.decision = Math.min(
        best.decision,
        time(ready, ({ policies, request }) => decide(policies, request)),
      );
      // A copy, for documents that were compiled once are remembered.
      const copies = structuredClone(cases);
      best.anew = Math.min(
        best.anew,
        time(copies, (one) => decide(policiesOf(one), requestOf(one))),
      );
    }
  }
  const grids = { 100: gridTime(100), 1000: gridTime(1000) };
  process.stdout.write(JSON.stringify({ ...best, grids } satisfies Decisions));
}

let last: unknown;

function time<Item>(items: readonly Item[], run: (item: Item) => unknown): number {
  const start = process.cpuUsage();
  for (const item of items) last = run(item);
  return elapsed(start) / items.length;
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
        last = decide(policies, {
          principal: { type: "AssumedRole", roleArn },
          action: "secretsmanager:GetSecretValue",
          resource: { arn },
        });
      }
    }
  };
  // The mean and not the best: collecting the garbage of many policies belongs to it.
  const rounds = Math.ceil(1000 / secrets) * ROUNDS;
  run();
  const start = process.cpuUsage();
  for (let round = 0; round < rounds; round++) run();
  return elapsed(start) / (rounds * secrets * PRINCIPALS);
}

void main().then(() => {
  if (last === undefined) throw new Error("nothing was decided");
});
