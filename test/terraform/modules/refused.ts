import { TerraformError } from "../harness/run";
import type { Workspace } from "../workspace";

interface Diagnostic {
  readonly severity: string;
  readonly detail: string;
}

/** All that Terraform refuses of a plan, each error in full. */
export async function refusalsOf(workspace: Workspace): Promise<string[]> {
  const refused: unknown = await workspace.terraform("plan", "-input=false", "-json").catch((error: unknown) => error);
  if (!(refused instanceof TerraformError)) return [];
  return refused.output.stdout
    .split("\n")
    .filter((line) => line.includes('"type":"diagnostic"'))
    .map((line) => (JSON.parse(line) as { readonly diagnostic: Diagnostic }).diagnostic)
    .filter(({ severity }) => severity === "error")
    .map(({ detail }) => detail);
}
