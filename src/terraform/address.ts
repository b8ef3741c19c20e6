import { isAbsolute, join, relative } from "node:path";
import { App, TerraformDataSource, TerraformStack, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { literalTemplate } from "./template";
import { atSynthesis } from "./tokens";

/** Where Terraform has a resource or data source. Only to be asked at synthesis: until then a user may rename it. */
export function addressOf(element: TerraformResource | TerraformDataSource): string {
  const address = `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  return TerraformDataSource.isTerraformDataSource(element) ? `data.${address}` : address;
}

/** The command that makes a resource anew, to be run where the program runs: CDKTF has none of its own for it. */
export const replaceCommand = (scope: Construct, resource: () => TerraformResource): string =>
  atSynthesis(() => literalTemplate(`terraform ${inFolderOf(scope)}apply -replace=${addressOf(resource())}`));

/** A folder outside of the one where the program runs is another one on each machine, so no text names it. */
function inFolderOf(scope: Construct): string {
  const stack = TerraformStack.of(scope);
  const { root } = stack.node;
  if (!App.isApp(root)) return "";
  const output = isAbsolute(root.outdir) ? relative(process.cwd(), root.outdir) : root.outdir;
  return output.startsWith("..") ? "" : `-chdir=${join(output, "stacks", stack.node.id)} `;
}
