import type { Snapshot } from "../../src/live/snapshot";
import type { Planted } from "./support/faults";
import { FAULTS } from "./support/faults";
import { bad, furnished, snapshotOf, verifiedBy } from "./support/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** What verify says of what is planted. */
async function said({ plant, change, state }: Planted): Promise<string[]> {
  const account = await furnished();
  try {
    plant?.(account);
    const snapshot = JSON.parse(JSON.stringify(await snapshotOf(account.sandbox))) as Snapshot;
    change?.(snapshot as never);
    return bad(verifiedBy(snapshot, state));
  } finally {
    await account.sandbox.close();
  }
}

test("there are at least 40", () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
});

describe("a planted fault is named with the way out, and its sound twin is not", () => {
  test("an account as the inputs make it", async () => {
    expect(await said({})).toEqual([]);
  });
  test.each(FAULTS.map((fault) => [fault.name, fault] as const))("%s", async (_, fault) => {
    const lines = await said(fault);
    const about = lines.filter((line) => fault.says.test(line));
    expect(about.length > 0 ? about : lines).toEqual(expect.arrayContaining([expect.stringMatching(fault.says)]));
    for (const line of about) expect(line.slice(line.indexOf("WAY "))).toMatch(fault.way);
    expect(lines.filter((line) => line.endsWith("WAY undefined"))).toEqual([]);
    if (fault.sound) expect(await said(fault.sound)).toEqual([]);
  });
});
