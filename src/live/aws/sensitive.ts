import { NormalizedSchema } from "@smithy/core/schema";

/**
 * An answer without what the service's own model calls sensitive: nothing of it gets further than this, whoever reads
 * the answer.
 */
export const withoutSensitive = (schema: unknown, value: unknown): unknown =>
  without(NormalizedSchema.of(schema as Parameters<typeof NormalizedSchema.of>[0]), value);

function without(schema: NormalizedSchema, value: unknown): unknown {
  if (value === undefined || value === null || schema.getMergedTraits().sensitive) return undefined;
  if (schema.isListSchema() && Array.isArray(value))
    return value.flatMap((item) => without(schema.getValueSchema(), item) ?? []);
  if (typeof value !== "object" || value instanceof Date) return value;
  const entries = schema.isMapSchema()
    ? Object.entries(value).map(([name, item]) => [name, without(schema.getValueSchema(), item)] as const)
    : schema.isStructSchema()
      ? [...schema.structIterator()].map(
          ([name, member]) => [name, without(member, (value as Readonly<Record<string, unknown>>)[name])] as const,
        )
      : undefined;
  // What the model leaves open, such as a document, is kept: nothing that is read here has secrets in one.
  return entries ? Object.fromEntries(entries.filter(([, item]) => item !== undefined)) : value;
}
