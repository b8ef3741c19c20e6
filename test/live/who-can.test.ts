import { compareWhoCan } from "../worlds/who-can";
import { worldOf } from "../worlds/generate";
import { lookAt } from "./support/judged";
import { truthByArn } from "./support/worlds";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const WORLDS = 40;
const SEED = 3;

test(`what who-can says of ${WORLDS} accounts that were read is so`, async () => {
  const counts: Record<string, number> = {};
  for (let index = 0; index < WORLDS; index++) {
    const world = worldOf(SEED, index);
    const { model } = await lookAt(world);
    const { contradictions, counts: found } = compareWhoCan(truthByArn(world), model);
    expect({ index, contradictions }).toEqual({ index, contradictions: [] });
    for (const [verdict, count] of Object.entries(found)) counts[verdict] = (counts[verdict] ?? 0) + count;
  }
  expect(counts.allowed).toBeGreaterThan(50);
  expect(counts.conditional).toBeGreaterThan(20);
  expect(counts.denied).toBeGreaterThan(50);
}, 240_000);
