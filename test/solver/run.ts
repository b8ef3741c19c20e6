import { parseArgs } from "node:util";
import { compare } from "./compare";
import { solver } from "./solver";

/** As many are printed. */
const SHOWN = 3;
/** Milliseconds for one question: the usual one takes a hundredth. */
const PATIENCE = 5000;

/** `npm run test:solver -- --worlds N --seed S`: compares our proof with a solver on random worlds. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { worlds: { type: "string", default: "600" }, seed: { type: "string", default: "1" } },
  });
  const [worlds, seed] = [Number(values.worlds), Number(values.seed)];
  if (!Number.isSafeInteger(worlds) || worlds < 1 || !Number.isSafeInteger(seed)) {
    console.error("Usage: npm run test:solver -- [--worlds N] [--seed S], both whole numbers");
    return 2;
  }
  console.log(`seed ${seed}, ${worlds} worlds`);
  const terminal = process.stderr.isTTY;
  const { agreed, timeouts, answers, failed } = await compare(await solver(PATIENCE), worlds, seed, (done) => {
    if (terminal) process.stderr.write(`\r${done} of ${worlds}`);
  });
  if (terminal) process.stderr.write("\r\u001b[K");
  for (const [answer, count] of answers) console.log(`${answer}: ${count}`);
  console.log(`time-outs of the solver: ${timeouts}`);
  for (const { index, text, world } of failed.slice(0, SHOWN))
    console.log(`world ${index} of seed ${seed}: ${text}\n${JSON.stringify(world, null, 1)}`);
  console.log(`${agreed} passed, ${failed.length} failed`);
  return failed.length > 0 ? 1 : 0;
}

// The threads of the solver would keep the process.
void main().then((code) => process.exit(code));
