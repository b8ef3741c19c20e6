import { describeWithTerraform } from "../terraform/harness/describe-with-terraform";
import { FIRST, hold } from "./hold";

describeWithTerraform("random worlds", () => {
  test(`what check and who-can say of ${FIRST.length} worlds is so in each of them, and a reader with a fault is caught`, async () => {
    const { done, failed, counts, unseen } = await hold(FIRST);
    expect(failed.slice(0, 3).join("\n")).toBe("");
    expect(done).toBe(FIRST.length);
    // An engine that says "unknown" of everything contradicts nothing.
    for (const verdict of ["allowed", "conditional", "denied"]) expect(counts[verdict]).toBeGreaterThan(20);
    expect(unseen).toEqual([]);
  }, 600_000);
});
