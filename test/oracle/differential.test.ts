import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Table } from "../support/decision-table";
import { caseAt, compare } from "./compare";
import { FAULTS, OPEN_QUESTIONS, WORKED_AROUND } from "./known";
import { shrink } from "./shrink";
import { simulate } from "./simulator";

/** Fixed, so that a failure is the same everywhere; `npm run test:oracle` takes a new one each time. */
const SEED = 20_260_926;

test("our decision and iam-simulate agree on 2,500 random cases", async () => {
  const { passed, failed, verdicts } = await compare(2500, SEED);
  expect(failed).toEqual([]);
  expect(passed).toBe(2500);
  for (const verdict of ["allowed", "implicitlyDenied", "explicitlyDenied"] as const)
    expect(verdicts.get(verdict)).toBeGreaterThan(200);
}, 60_000);

test("a case can be made again from seed and index", () => {
  expect(caseAt(SEED, 7)).toEqual(caseAt(SEED, 7));
  expect(caseAt(SEED, 7)).not.toEqual(caseAt(SEED, 8));
});

test.each([...FAULTS, ...WORKED_AROUND, ...OPEN_QUESTIONS].map((known) => [known.name, known] as const))(
  "a table shows what is right: %s",
  (_name, known) => {
    const table = JSON.parse(readFileSync(join(__dirname, "../decision", `${known.table}.json`), "utf8")) as Table;
    expect(table.cases.map(({ name }) => name)).toContain(known.case);
  },
);

test("a case in which the oracle drops a condition key is an error, not a verdict", async () => {
  const one = {
    ...caseAt(SEED, 0),
    principal: { type: "Account", account: "111122223333" },
    action: "secretsmanager:GetSecretValue",
    resource: "arn:aws:secretsmanager:us-east-1:111122223333:secret:maps-AbCdEf",
    context: { "kms:ViaService": "x" },
  } as const;
  const statement = {
    Sid: "One",
    Effect: "Allow",
    Action: "*",
    Resource: "*",
    Condition: { StringEquals: { "kms:ViaService": "x" } },
  } as const;
  await expect(
    simulate({
      ...one,
      identity: [{ Version: "2012-10-17", Statement: [statement] }],
      resourcePolicy: undefined,
      rcp: undefined,
      scps: undefined,
    }),
  ).rejects.toThrow("The oracle dropped kms:ViaService");
});

test("shrinking keeps what fails and drops the rest", async () => {
  const shrunk = await shrink<{ keep?: number[] }>(
    { keep: [1, 2, 3], ...{ drop: { deep: true } } },
    ({ keep = [] }: { keep?: number[] }) => Promise.resolve(keep.includes(2)),
  );
  expect(shrunk).toEqual({ keep: [2] });
});
