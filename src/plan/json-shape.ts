/** What a part of a plan is read as. What has another form than its shape tells is read as it is. */
export type Shape =
  | { readonly kind: "whole" }
  /** Large, and nothing here asks for it: left out. */
  | { readonly kind: "unused" }
  /** Other members are read as they are. */
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Shape> }
  | { readonly kind: "map"; readonly of: Shape }
  | { readonly kind: "list"; readonly of: Shape }
  /** Left out if its type is of no interest, but for the members of the stub. */
  | { readonly kind: "resource"; readonly stub?: ReadonlySet<string> };

/** Whether a type of resources is of interest. */
export type Keep = (type: string) => boolean;

export const WHOLE: Shape = { kind: "whole" };
const UNUSED: Shape = { kind: "unused" };
const RESOURCES: Shape = { kind: "list", of: { kind: "resource" } };

const object = (members: Record<string, Shape>): Shape => ({
  kind: "object",
  members: new Map(Object.entries(members)),
});

/** A shape that holds itself one level deeper, as modules hold modules. */
function recursive(members: (itself: Shape) => Record<string, Shape>): Shape {
  const map = new Map<string, Shape>();
  const itself: Shape = { kind: "object", members: map };
  for (const [name, shape] of Object.entries(members(itself))) map.set(name, shape);
  return itself;
}

/** @see https://developer.hashicorp.com/terraform/internals/json-format#values-representation */
const VALUES = object({
  root_module: recursive((module) => ({ resources: RESOURCES, child_modules: { kind: "list", of: module } })),
});

/** Expressions refer to resources of no interest, too, so these keep what names them. */
const STUB: ReadonlySet<string> = new Set(["address", "mode", "type", "name", "provider_config_key"]);

/** @see https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation */
const CONFIGURATION = object({
  root_module: recursive((module) => ({
    resources: { kind: "list", of: { kind: "resource", stub: STUB } },
    module_calls: { kind: "map", of: object({ module }) },
  })),
});

/**
 * Where the resources of a plan stand, and what of it nobody needs. Members that are not named here are read as they are:
 * each version of Terraform and OpenTofu adds some.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export const PLAN: Shape = object({
  planned_values: VALUES,
  prior_state: object({ values: VALUES }),
  resource_changes: RESOURCES,
  resource_drift: RESOURCES,
  configuration: CONFIGURATION,
  relevant_attributes: UNUSED,
  // What HCP Terraform writes for people who may not see values, and a state: they are refused, but for what they are.
  provider_schemas: UNUSED,
  values: VALUES,
});
