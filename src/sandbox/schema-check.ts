import { NormalizedSchema } from "@smithy/core/schema";
import { isObject } from "../access/objects";

/** The schemas as the SDK exports them are nested tuples; only their owner reads them. */
export type RawSchema = Parameters<typeof NormalizedSchema.of>[0];

/** In a structure's tuple: how many of the first members are required. */
const REQUIRED_SLOT = 6;

/** What is wrong with a value by the SDK's own schema: the client itself checks nothing. */
export function schemaProblems(schema: RawSchema, value: unknown, at: string): string[] {
  return check(NormalizedSchema.of(schema), value, at);
}

function check(schema: NormalizedSchema, value: unknown, at: string): string[] {
  if (value === undefined || value === null) return [];
  if (schema.isStructSchema()) return checkStructure(schema, value, at);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return [`${at}: is no list`];
    return value.flatMap((item, index) => check(schema.getValueSchema(), item, `${at}[${index}]`));
  }
  if (schema.isMapSchema()) {
    if (!isObject(value)) return [`${at}: is no map`];
    return Object.entries(value).flatMap(([key, item]) => check(schema.getValueSchema(), item, `${at}.${key}`));
  }
  if (schema.isTimestampSchema())
    return value instanceof Date || typeof value === "number" ? [] : [`${at}: is no timestamp`];
  if (schema.isStringSchema() && typeof value !== "string") return [`${at}: is no string`];
  if (schema.isBooleanSchema() && typeof value !== "boolean") return [`${at}: is no boolean`];
  if (schema.isNumericSchema() && typeof value !== "number") return [`${at}: is no number`];
  return [];
}

function checkStructure(schema: NormalizedSchema, value: unknown, at: string): string[] {
  if (!isObject(value)) return [`${at}: is no object`];
  const members = [...schema.structIterator()];
  const required = Number((schema.getSchema() as readonly unknown[])[REQUIRED_SLOT] ?? 0);
  const missing = members.slice(0, required).filter(([name]) => value[name] === undefined || value[name] === null);
  const known = new Set(members.map(([name]) => name));
  const given = Object.keys(value).filter((name) => value[name] !== undefined && value[name] !== null);
  return [
    ...missing.map(([name]) => `${at}.${name}: is required`),
    ...Object.keys(value)
      .filter((name) => !known.has(name))
      .map((name) => `${at}.${name}: is unknown`),
    ...(schema.isUnionSchema() && given.length !== 1 ? [`${at}: needs exactly one member`] : []),
    ...members.flatMap(([name, member]) => check(member, value[name], `${at}.${name}`)),
  ];
}
