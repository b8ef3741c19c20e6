import type { Body } from "../hcl/json";

/** A module call of an example. */
export const use = (label: string, inputs: Body, source = "../../"): Body => ({
  module: { [label]: { source, ...inputs } },
});

export const show = (name: string, description: string, value: string): Body => ({
  output: { [name]: { description, value: `\${${value}}` } },
});
