import { parseArgs } from "node:util";
import { compare } from "./compare";

/** As many as are made small. */
const SHOWN = 3;

/** `npm run test:oracle -- --cases N --seed S`: compares our decision with iam-simulate on random cases. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { cases: { type: "string", default: "100000" }, seed: { type: "string" } } });
  const cases = Number(values.cases);
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
    console.error("Usage: npm run test:oracle -- [--cases N] [--seed S], both whole numbers");
    process.exitCode = 2;
    return;
  }
  console.log(`seed ${seed}, ${cases} cases`);
  const terminal = process.stderr.isTTY;
  const { passed, failed, explained, verdicts } = await compare(cases, seed, (done) => {
    if (terminal) process.stderr.write(`\r${done} of ${cases}`);
  });
  if (terminal) process.stderr.write("\r\u001b[K");
  for (const [verdict, count] of verdicts) console.log(`${verdict}: ${count}`);
  for (const [name, count] of explained) console.log(`known difference "${name}": ${count}`);
  for (const { index, ours, theirs, case: one } of failed.slice(0, SHOWN)) {
    console.log(
      `case ${index} of seed ${seed}: we say ${ours}, the oracle says ${theirs}\n${JSON.stringify(one, null, 2)}`,
    );
  }
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

void main();
