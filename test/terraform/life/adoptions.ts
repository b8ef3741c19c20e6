import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../src/cli/commands/inventory";
import { snapshotText } from "../../../src/live/parse";
import { readAccounts } from "../../../src/live/read";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { callerOf } from "../../live/support/worlds";
import { ACCOUNT } from "./migrations";

/** What `inventory` prints and writes for the account. */
export async function adopted(
  sandbox: Sandbox,
  ...args: string[]
): Promise<{ text: string; files: Record<string, string> }> {
  const target = { caller: callerOf(sandbox, ACCOUNT), regions: ["us-east-1"] };
  const snapshot = await readAccounts([target], new Date(0));
  const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-adopt-"));
  const written = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    const from = join(folder, "snapshot.json");
    writeFileSync(from, snapshotText(snapshot));
    const out = join(folder, "out");
    expect(await run(["--from", from, "--out", out, ...args])).toBe(0);
    const files = readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]);
    return {
      text: written.mock.calls.map(([part]) => String(part)).join(""),
      files: Object.fromEntries(files) as Record<string, string>,
    };
  } finally {
    written.mockRestore();
    rmSync(folder, { recursive: true });
  }
}
