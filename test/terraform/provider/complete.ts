import { isRecord, mapValues, UNKNOWN, type Value, type Values } from "./cty";
import type { Block, CtyType } from "./schema";

/** Decides the value of a computed attribute that nobody has given one. */
export type Fill = (name: string, type: CtyType, isTop: boolean) => Value;

/** Gives each attribute of the schema a value: computed ones that are missing by `fill`, write-only ones null. */
export function complete(block: Block, values: Values, fill: Fill, isTop = true): Values {
  const out: Values = { ...values };
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const given = out[name] ?? null;
    if (attribute.write_only) out[name] = null;
    else if (attribute.computed && (given === null || given === UNKNOWN)) out[name] = fill(name, attribute.type, isTop);
    else out[name] = given;
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    const inner = (value: Value): Value => (isRecord(value) ? complete(nested.block, value, fill, false) : value);
    const given = out[name];
    if (Array.isArray(given)) out[name] = given.map(inner);
    else if (isRecord(given)) out[name] = nested.nesting_mode === "map" ? mapValues(given, inner) : inner(given);
    else if (given === undefined || given === null) out[name] = nested.nesting_mode === "single" ? null : [];
  }
  return out;
}

/** The attributes whose names Terraform must show as sensitive, replaced: for the log. */
export function maskSensitive(block: Block, values: Values): Values {
  return mapValues(values, (value, name): Value => {
    const nested = block.block_types?.[name];
    if (nested) {
      const inner = (one: Value): Value => (isRecord(one) ? maskSensitive(nested.block, one) : one);
      return Array.isArray(value) ? value.map(inner) : inner(value);
    }
    return block.attributes?.[name]?.sensitive && value !== null ? "(sensitive)" : value;
  });
}
