import type { Body } from "./json";
import { isBody } from "./json";

/** Which members of a block are blocks themselves, and in which order everything stands. */
export interface BlockSchema {
  /** Nested blocks by name; all other members are arguments. */
  readonly blocks: Readonly<Record<string, BlockSchema>>;
  /** Nested blocks with a label, like `dynamic` and what a test mocks. */
  readonly labelled?: Readonly<Record<string, BlockSchema>>;
  /** Arguments and blocks that have a place; the rest follows in the order of the JSON. */
  readonly order?: readonly string[];
  /** Arguments whose texts are keywords, not templates; left out where the same arguments are everywhere. */
  readonly keywords?: readonly string[];
}

/** A block without blocks in it. */
export const FLAT: BlockSchema = { blocks: {} };

/** `terraform providers schema -json`, as far as it is read here. */
export interface ProviderSchema {
  readonly provider: { readonly block: Body };
  readonly resource_schemas: Readonly<Record<string, { readonly block: Body }>>;
  readonly data_source_schemas: Readonly<Record<string, { readonly block: Body }>>;
  readonly ephemeral_resource_schemas: Readonly<Record<string, { readonly block: Body }>>;
}

/** Its command is a text, while that of a test is a keyword. */
const PROVISIONER: BlockSchema = {
  blocks: {},
  keywords: ["when"],
  order: ["when", "interpreter", "command", "environment"],
};
const LIFECYCLE: BlockSchema = {
  blocks: { precondition: FLAT, postcondition: FLAT },
  order: ["precondition", "postcondition"],
};

/** A resource's own blocks, taken from the provider's schema, and those that Terraform adds. */
function resourceSchema({ block }: { readonly block: Body }, order: readonly string[] | undefined): BlockSchema {
  const own = nested(block);
  return {
    blocks: { ...own.blocks, lifecycle: LIFECYCLE },
    order: ["count", "for_each", "provider", ...(order ?? []), ...Object.keys(own.blocks)],
  };
}

/** Terraform's own resource, which is in no provider's schema. */
export const BUILT_IN = "terraform_data";
const TERRAFORM_DATA: BlockSchema = {
  blocks: { lifecycle: LIFECYCLE },
  labelled: { provisioner: PROVISIONER },
  order: ["count", "for_each", "input", "triggers_replace"],
};

/** Arguments of nested blocks that AWS's pages name in this order. */
const NESTED_ORDER = [
  "client_id",
  "tenant_id",
  "client_authentication_method",
  "grant_type",
  "issuer",
  "authorization_endpoint",
  "token_endpoint",
  "domain",
  "vpc_identifier",
  "secret_id",
  "json_key",
];

function nested(block: Body): BlockSchema {
  const types = isBody(block.block_types) ? block.block_types : {};
  return {
    blocks: Object.fromEntries(
      Object.entries(types).map(([name, type]) => {
        const inner = isBody(type) && isBody(type.block) ? type.block : {};
        return [name, nested(inner)];
      }),
    ),
    order: NESTED_ORDER,
  };
}

/** How many labels follow a top-level block's keyword. */
export const LABELS: Readonly<Record<string, number>> = {
  terraform: 0,
  locals: 0,
  variable: 1,
  output: 1,
  module: 1,
  check: 1,
  provider: 1,
  override_data: 0,
  override_resource: 0,
  variables: 0,
  run: 1,
  data: 2,
  resource: 2,
  ephemeral: 2,
};

const CORE: Readonly<Record<string, BlockSchema>> = {
  terraform: { blocks: { required_providers: FLAT } },
  variable: { blocks: { validation: FLAT }, order: ["description", "type", "default", "nullable", "validation"] },
  output: { blocks: { precondition: FLAT }, order: ["description", "value", "precondition"] },
  check: { blocks: { assert: FLAT } },
  run: { blocks: { variables: FLAT, assert: FLAT }, order: ["command", "expect_failures", "variables", "assert"] },
  module: { blocks: {}, order: ["source", "version", "for_each", "providers"] },
  import: { blocks: {}, keywords: ["to"] },
  removed: { blocks: { lifecycle: FLAT }, keywords: ["from"] },
};

/** Finds the schema of a top-level block. */
export type FindSchema = (keyword: string, type: string | undefined) => BlockSchema;

/** The same for a configuration that calls modules, and has no resources of its own. */
export const findCore: FindSchema = (keyword) => (keyword === "provider" ? PROVIDER : (CORE[keyword] ?? FLAT));
const PROVIDER: BlockSchema = { blocks: {}, order: ["alias", "region"] };

export function schemaFinder(
  provider: ProviderSchema,
  orders: Readonly<Record<string, readonly string[]>>,
): FindSchema {
  const kinds: Readonly<Record<string, Readonly<Record<string, { readonly block: Body }>>>> = {
    resource: provider.resource_schemas,
    data: provider.data_source_schemas,
    ephemeral: provider.ephemeral_resource_schemas,
  };
  return (keyword, type = "") => {
    if (keyword === "provider") return { ...nested(provider.provider.block), order: ["alias", "region"] };
    const kind = kinds[keyword];
    if (!kind) return CORE[keyword] ?? FLAT;
    if (type === BUILT_IN) return TERRAFORM_DATA;
    const found = kind[type];
    if (!found) throw new Error(`the recorded schema has no ${keyword} "${type}"`);
    return resourceSchema(found, orders[type]);
  };
}
