import { usesAws, versions } from "../configuration";
import type { Example, ModuleDefinition } from "../definition";
import type { Body } from "../hcl/json";

/** The configuration of an example: all that `terraform plan` needs. */
export function exampleMain(definition: ModuleDefinition, { main, region = "us-east-1" }: Example): readonly Body[] {
  const provider = { provider: { aws: { region } } };
  return [versions(definition), ...(usesAws(definition) ? [provider] : []), ...main];
}

/** A module call of an example. */
export const use = (label: string, inputs: Body, source = "../../"): Body => ({
  module: { [label]: { source, ...inputs } },
});

export const show = (name: string, description: string, value: string): Body => ({
  output: { [name]: { description, value: `\${${value}}` } },
});
