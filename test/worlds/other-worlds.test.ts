import { describeWithTerraform } from "../terraform/harness/describe-with-terraform";
import { FIRST, hold, WORLDS } from "./hold";

describeWithTerraform("more random worlds", () => {
  test(`what check and who-can say of the others of ${WORLDS} worlds is so in each of them`, async () => {
    const others = Array.from({ length: WORLDS }, (_, index) => index).filter((index) => !FIRST.includes(index));
    const { done, failed, counts } = await hold(others);
    expect(failed.slice(0, 3).join("\n")).toBe("");
    expect(done).toBe(WORLDS - FIRST.length);
    for (const verdict of ["allowed", "conditional", "denied"]) expect(counts[verdict]).toBeGreaterThan(100);
  }, 600_000);
});
