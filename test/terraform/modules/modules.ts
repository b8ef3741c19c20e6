import { readdirSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../harness/paths";
import { Workspace, type WorkspaceOptions } from "../workspace";

export const MODULES = join(repository, "modules");
const folders = (parent: string): string[] =>
  readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

export const MODULE_NAMES = folders(MODULES);
export const EXAMPLES = MODULE_NAMES.flatMap((name) =>
  folders(join(MODULES, name, "examples")).map((example) => `${name}/examples/${example}`),
);

/** A copy of all modules, in one of their folders; beside them stands the bridge's program, as in the repository. */
export async function inModules(folder: string, options: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = await Workspace.ofFolder(join(MODULES, folder), { root: MODULES, ...options });
  await symlink(join(repository, "assets"), join(workspace.area.folder, "assets"));
  return workspace;
}
