import { NormalizedSchema } from "@smithy/core/schema";
import type { RawSchema } from "./schema-check";

const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

/** A request without what the SDK's own schema calls sensitive, secret values above all. */
export const redacted = (schema: RawSchema, value: unknown): unknown => redact(NormalizedSchema.of(schema), value);

function redact(schema: NormalizedSchema, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (schema.getMergedTraits().sensitive) return HIDDEN;
  if (schema.isListSchema() && Array.isArray(value)) return value.map((item) => redact(schema.getValueSchema(), item));
  if (typeof value !== "object") return value;
  if (schema.isMapSchema())
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(schema.getValueSchema(), item)]));
  if (!schema.isStructSchema()) return value;
  const given = value as Readonly<Record<string, unknown>>;
  // Members that the model does not have were refused, so that nobody knows what they hold.
  return Object.fromEntries(
    [...schema.structIterator()]
      .filter(([name]) => given[name] !== undefined)
      .map(([name, member]) => [name, redact(member, given[name])]),
  );
}
