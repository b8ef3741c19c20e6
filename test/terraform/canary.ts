import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { formsIn } from "./harness/secret-search";
import type { Workspace } from "./workspace";

export interface Hit {
  /** The file, from the test's area on, or "printed". */
  where: string;
  /** How the secret is written there: plain, JSON, base64, hex … */
  form: string;
}

/** A value that stands nowhere by chance, with characters that every escaping changes. */
export function newCanary(): string {
  return `canary-${randomUUID()}-"quoted" \\ <&> ü`;
}

/**
 * Searches everything that the workspace's commands have written or printed: configuration, state and backup, plan
 * file, lock file, logs, temporary files. Left out is only what stands for the account itself: the test's own steering
 * file and the secret values that an apply has put into the account.
 */
export async function findCanary(workspace: Workspace, secret: string): Promise<Hit[]> {
  const { area } = workspace;
  const entries = await readdir(area.folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const account = [join(area.world, "world.json"), join(area.world, "secret-values") + sep];
  const hits = await Promise.all(
    files
      .filter((file) => !account.some((part) => file.startsWith(part)))
      .map(async (file) => hitsIn(relative(area.folder, file), await readFile(file), secret)),
  );
  return [...hits.flat(), ...hitsIn("printed", Buffer.from(workspace.transcript.join("\n")), secret)];
}

function hitsIn(where: string, content: Buffer, secret: string): Hit[] {
  return formsIn(content, secret).map((form) => ({ where, form }));
}
