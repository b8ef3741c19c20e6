import type { Example } from "../definition";
import type { Body } from "../hcl/json";
import { LOWEST_PROVIDER, LOWEST_TERRAFORM } from "../versions";

/** The configuration of an example: all that `terraform plan` needs. */
export function exampleMain({ main, region = "us-east-1" }: Example): readonly Body[] {
  return [
    {
      terraform: {
        required_version: LOWEST_TERRAFORM,
        required_providers: { aws: { source: "hashicorp/aws", version: LOWEST_PROVIDER } },
      },
    },
    { provider: { aws: { region } } },
    ...main,
  ];
}

/** A module call of an example. */
export const use = (label: string, inputs: Body, source = "../../"): Body => ({
  module: { [label]: { source, ...inputs } },
});

export const show = (name: string, description: string, value: string): Body => ({
  output: { [name]: { description, value: `\${${value}}` } },
});
