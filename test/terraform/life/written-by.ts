import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { snapshotText } from "../../../src/live/parse";
import type { Snapshot } from "../../../src/live/snapshot";

/** What a command that writes Terraform prints and writes for a snapshot. */
export interface Written {
  readonly text: string;
  readonly files: Record<string, string>;
}

/** Runs such a command, which must succeed, and leaves nothing behind. */
export async function writtenBy(
  run: (args: readonly string[]) => Promise<number>,
  snapshot: Snapshot,
  args: readonly string[],
): Promise<Written> {
  const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-written-"));
  const written = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    const from = join(folder, "snapshot.json");
    writeFileSync(from, snapshotText(snapshot));
    const out = join(folder, "out");
    expect(await run([...args, "--from", from, "--out", out])).toBe(0);
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
