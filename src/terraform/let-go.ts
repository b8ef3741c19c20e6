import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Program } from "./program";

/**
 * Lets Terraform forget a resource that a construct would make in another mode, rather than delete it: what takes its
 * place takes over what it stands for at AWS. Where none was ever made, it says nothing.
 *
 * @param id the ID that the resource has, or would have, below `scope`
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
export function letGo(scope: Construct, id: string, type: string): void {
  const stack = TerraformStack.of(scope);
  const all = Program.of(scope).share(`let go in ${stack.node.path}`, (): string[] => []);
  all.push(`${type}.${stack.getLogicalId(new Construct(scope, id).node)}`);
  stack.addOverride(
    "removed",
    [...all].sort().map((from) => ({ from, lifecycle: { destroy: false } })),
  );
}
