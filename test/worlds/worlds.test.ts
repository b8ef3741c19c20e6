import { describeWithTerraform } from "../terraform/harness/describe-with-terraform";
import { checked } from "./checked";
import { failureText, play } from "./play";
import { compareWhoCan } from "./who-can";

const WORLDS = 200;
/** So many of them are asked who can do what, too. */
const ASKED = 100;
const SEED = 1;

describeWithTerraform("random worlds", () => {
  test(`what check and who-can say of ${WORLDS} worlds is so in each of them`, async () => {
    const failed: string[] = [];
    const [counts, decided]: [Record<string, number>, string[]] = [{}, ["allowed", "conditional", "denied"]];
    let done = 0;
    await play(
      SEED,
      Array.from({ length: WORLDS }, (_, index) => index),
      (played) => {
        done++;
        if (played.comparison?.contradictions.length !== 0) failed.push(failureText(SEED, played));
        if (done > ASKED || played.trouble !== undefined) return;
        const asked = compareWhoCan(played.truth, checked(played.plan, played.truth.said).model);
        for (const [said, count] of Object.entries(asked.counts)) counts[said] = (counts[said] ?? 0) + count;
        if (asked.contradictions.length > 0) failed.push(failureText(SEED, { ...played, comparison: asked }));
      },
    );
    expect(failed.slice(0, 3).join("\n")).toBe("");
    expect(done).toBe(WORLDS);
    // An engine that says "unknown" of everything contradicts nothing.
    for (const verdict of decided) expect(counts[verdict]).toBeGreaterThan(50);
  }, 600_000);
});
