import { describeWithTerraform } from "../terraform/harness/describe-with-terraform";
import { failureText, play } from "./play";

const WORLDS = 200;
const SEED = 1;

describeWithTerraform("random worlds", () => {
  test(`what check says of ${WORLDS} worlds is so in each of them`, async () => {
    const failed: string[] = [];
    let done = 0;
    await play(
      SEED,
      Array.from({ length: WORLDS }, (_, index) => index),
      (played) => {
        done++;
        if (played.comparison?.contradictions.length !== 0) failed.push(failureText(SEED, played));
      },
    );
    expect(failed.slice(0, 3).join("\n")).toBe("");
    expect(done).toBe(WORLDS);
  }, 600_000);
});
