import { App, Manifest, TerraformStack } from "cdktf";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderOfRun, type Area } from "./area";
import { mkdirSync, mkdtempSync } from "node:fs";

/** An app for tests. Unlike `Testing.app()` it leaves no folder behind under the system's temporary folder. */
export function newApp(): App {
  mkdirSync(folderOfRun(), { recursive: true });
  return new App({ outdir: mkdtempSync(join(folderOfRun(), "app-")) });
}

/** Synthesizes the app's stacks into the area; gives each stack's name and folder, a stack after those it needs. */
export function synthesize(app: App, area: Area): { name: string; folder: string }[] {
  const stacks = app.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));
  for (const stack of stacks) stack.prepareStack();
  const outdir = area.make("app");
  const manifest = new Manifest("test", outdir, false);
  for (const stack of stacks) stack.synthesizer.synthesize({ outdir, manifest, skipValidation: app.skipValidation });
  return inOrder(stacks).map((stack) => {
    const { name, workingDirectory } = manifest.forStack(stack);
    const folder = join(outdir, workingDirectory);
    keepStateIn(area, join(folder, "cdk.tf.json"));
    return { name, folder };
  });
}

function inOrder(stacks: TerraformStack[]): TerraformStack[] {
  const ordered = new Set<TerraformStack>();
  const add = (stack: TerraformStack): void => {
    stack.dependencies.forEach(add);
    ordered.add(stack);
  };
  stacks.forEach(add);
  return [...ordered];
}

interface LocalState {
  path?: string;
  workspace_dir?: string;
}
interface Synthesized {
  terraform?: { backend?: { local?: LocalState } };
  data?: { terraform_remote_state?: Record<string, { backend?: string; config?: LocalState }> };
}

/** cdktf puts local state into the folder that the tests were started in. */
function keepStateIn(area: Area, file: string): void {
  const stack = JSON.parse(readFileSync(file, "utf8")) as Synthesized;
  const remotes = Object.values(stack.data?.terraform_remote_state ?? {});
  for (const local of [stack.terraform?.backend?.local, ...remotes.map(({ config }) => config)]) {
    if (local?.path) local.path = join(area.states, local.path.split(/[/\\]/).at(-1) ?? "terraform.tfstate");
  }
  writeFileSync(file, JSON.stringify(stack, null, 2));
}
