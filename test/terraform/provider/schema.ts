/** The shape of `terraform providers schema -json`, as far as the stand-in uses it. */

/** A cty type in Terraform's JSON notation: "string", ["list", "string"], ["object", {"arn": "string"}]. */
export type CtyType = string | [string, CtyType] | ["object", Record<string, CtyType>];

export interface Attribute {
  type: CtyType;
  required?: true;
  optional?: true;
  computed?: true;
  sensitive?: true;
  write_only?: true;
}

export type Nesting = "single" | "list" | "set" | "map";

export interface NestedBlock {
  nesting_mode: Nesting;
  block: Block;
  min_items?: number;
  max_items?: number;
}

export interface Block {
  attributes?: Record<string, Attribute>;
  block_types?: Record<string, NestedBlock>;
}

export interface Schema {
  version: number;
  block: Block;
}

export interface ProviderSchema {
  provider: Schema;
  resource_schemas: Record<string, Schema>;
  data_source_schemas: Record<string, Schema>;
  ephemeral_resource_schemas: Record<string, Schema>;
}

/** Where a recorded schema comes from; stands at the head of each file under schemas/. */
export interface Provenance {
  provider: string;
  version: string;
  package: string;
  command: string;
  note: string;
}

export interface SchemaFile {
  provenance: Provenance;
  format_version: string;
  provider_schemas: Record<string, ProviderSchema>;
}

/** Visits each attribute of a block and of the blocks within it; `path` is dotted, without indices. */
export function visitAttributes(block: Block, visit: (path: string, attribute: Attribute) => void, prefix = ""): void {
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) visit(prefix + name, attribute);
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    visitAttributes(nested.block, visit, `${prefix}${name}.`);
  }
}
