import { parseArgs } from "node:util";
import { findBinary } from "../terraform/harness/binary";
import { terraformConfigFile } from "../terraform/harness/mirror";
import { FAULTS } from "./faults";
import { failureText, judgeWith, keep, play, type Played } from "./play";

/** As many failing worlds as are shown in full. */
const SHOWN = 5;
/** As many worlds as the deliberate faults are looked for in. */
const FOR_FAULTS = 600;

const usage =
  "Usage: npm run test:worlds -- [--worlds N] [--seed S] [--only K] [--keep DIR] [--faults], N, S and K whole numbers";

/** `npm run test:worlds`: random worlds, planned by Terraform, and what `check` says of them. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      worlds: { type: "string" },
      seed: { type: "string", default: "1" },
      only: { type: "string" },
      keep: { type: "string" },
      faults: { type: "boolean", default: false },
    },
  });
  const [seed, worlds, only] = [values.seed, values.worlds ?? (values.faults ? FOR_FAULTS : 200), values.only ?? 0].map(
    Number,
  );
  if (![seed, worlds, only].every((one) => Number.isSafeInteger(one) && (one as number) >= 0)) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  findBinary();
  await terraformConfigFile();
  const indices =
    values.only === undefined ? Array.from({ length: worlds as number }, (_, index) => index) : [only as number];
  const passed = values.faults
    ? await faults(seed as number, indices)
    : await all(seed as number, indices, values.keep);
  process.exitCode = passed ? 0 : 1;
}

async function all(seed: number, indices: readonly number[], folder: string | undefined): Promise<boolean> {
  console.log(`seed ${seed}, ${indices.length} worlds`);
  const counts: Record<string, number> = {};
  let failed = 0;
  await play(seed, indices, (played) => {
    for (const [said, count] of Object.entries(played.comparison?.counts ?? {}))
      counts[said] = (counts[said] ?? 0) + count;
    const holds = isGood(played);
    if (!holds && ++failed <= SHOWN) console.log(failureText(seed, played));
    else if (!holds)
      console.log(
        `world ${played.world.seed} fails, too: ${played.trouble ?? played.comparison?.contradictions[0]?.cell}`,
      );
    if (folder !== undefined && (!holds || indices.length === 1)) keep(folder, played);
  });
  console.log(
    Object.entries(counts)
      .map(([said, count]) => `${said}: ${count} cells`)
      .join(", "),
  );
  console.log(`${indices.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

const isGood = ({ comparison }: Played): boolean => comparison !== undefined && comparison.contradictions.length === 0;

/** Each fault of the reading has to be found by a world that is right without it. */
async function faults(seed: number, indices: readonly number[]): Promise<boolean> {
  console.log(`seed ${seed}, ${FAULTS.length} faults, ${indices.length} worlds`);
  const found = new Map<string, number[]>();
  await play(seed, indices, (played) => {
    if (!isGood(played)) return;
    for (const fault of FAULTS) {
      if (!fault.kinds.includes(played.world.kind)) continue;
      if (judgeWith(fault, played).contradictions.length > 0)
        found.set(fault.name, [...(found.get(fault.name) ?? []), played.world.seed]);
    }
  });
  for (const { name } of FAULTS) {
    const worlds = found.get(name) ?? [];
    const where =
      worlds.length === 0 ? "NOT FOUND" : `found by ${worlds.length} worlds, such as ${worlds.slice(0, 3).join(", ")}`;
    console.log(`${name}: ${where}`);
  }
  console.log(`${found.size} passed, ${FAULTS.length - found.size} failed`);
  return found.size === FAULTS.length;
}

void main();
