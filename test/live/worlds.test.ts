import { Random } from "../oracle/random";
import { worldOf } from "../worlds/generate";
import { cells, lookAt, readable } from "./support/judged";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const WORLDS = 200;
const SEED = 2;

const worlds = (): { world: ReturnType<typeof worldOf>; index: number }[] =>
  Array.from({ length: WORLDS }, (_, index) => ({ world: worldOf(SEED, index), index }));

test(`what is read of ${WORLDS} worlds is what they have, and what is decided is so`, async () => {
  const counts: Record<string, number> = {};
  for (const { world, index } of worlds()) {
    const { found, unlike } = await lookAt(world);
    expect({ index, unlike, contradictions: found.contradictions }).toEqual({ index, unlike: [], contradictions: [] });
    for (const [verdict, count] of Object.entries(found.counts)) counts[verdict] = (counts[verdict] ?? 0) + count;
  }
  expect(counts.allowed).toBeGreaterThan(300);
  expect(counts.denied).toBeGreaterThan(300);
}, 600_000);

test(`with permissions taken away at random only unknowns appear`, async () => {
  let unknowns = 0;
  for (const { world, index } of worlds()) {
    const random = new Random(index + 1);
    const whole = cells((await lookAt(world)).result);
    const { result, found } = await lookAt(world, readable(random));
    const changed = [...cells(result)].filter(([cell, verdict]) => {
      if (verdict === "unknown") unknowns++;
      return verdict !== "unknown" && whole.get(cell) !== verdict;
    });
    // A row that only now is there is about somebody whom unread policies may let in: it is held against the truth.
    const wrong = changed.filter(([cell]) => whole.has(cell));
    // Whom nobody could find has no row, and then it is said what was not read.
    const isTold = result.assumptions.length > 0 || result.findings.some(({ state }) => state === "unknown");
    const said = found.contradictions.filter(({ cell }) => cell !== "row" || !isTold);
    expect({ index, wrong, said }).toEqual({ index, wrong: [], said: [] });
  }
  expect(unknowns).toBeGreaterThan(200);
}, 600_000);
