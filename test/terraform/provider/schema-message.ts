import { mapValues } from "./cty";
import type { Block, Nesting, ProviderSchema, Schema } from "./schema";

const nestings: Record<Nesting, number> = { single: 1, list: 2, set: 3, map: 4 };

/** The recorded schema as the protocol's GetSchema answer. */
export function schemaMessage(recorded: ProviderSchema): object {
  return {
    provider: toMessage(recorded.provider),
    resourceSchemas: mapValues(recorded.resource_schemas, toMessage),
    dataSourceSchemas: mapValues(recorded.data_source_schemas, toMessage),
    ephemeralResourceSchemas: mapValues(recorded.ephemeral_resource_schemas, toMessage),
  };
}

function toMessage(schema: Schema): object {
  return { version: schema.version, block: blockMessage(schema.block) };
}

function blockMessage(block: Block): object {
  return {
    version: 0,
    attributes: Object.entries(block.attributes ?? {}).map(([name, attribute]) => ({
      name,
      type: Buffer.from(JSON.stringify(attribute.type)),
      required: attribute.required === true,
      optional: attribute.optional === true,
      computed: attribute.computed === true,
      sensitive: attribute.sensitive === true,
      writeOnly: attribute.write_only === true,
    })),
    blockTypes: Object.entries(block.block_types ?? {}).map(([typeName, nested]) => ({
      typeName,
      block: blockMessage(nested.block),
      nesting: nestings[nested.nesting_mode],
      minItems: nested.min_items ?? 0,
      maxItems: nested.max_items ?? 0,
    })),
  };
}
