import { decode, encode, ExtData, ExtensionCodec } from "@msgpack/msgpack";

/** A value that Terraform will only know after the apply. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A value of Terraform's type system. Lists and sets are arrays, objects and maps are records. */
export type Value = null | boolean | number | string | typeof UNKNOWN | Value[] | Values;
export interface Values {
  [name: string]: Value;
}

/** How a value travels: MessagePack, or JSON in a state that Terraform read from disk. */
export interface DynamicValue {
  msgpack?: Uint8Array;
  json?: Uint8Array;
}

const codec = new ExtensionCodec();
// 0 is a plain unknown, 12 an unknown with refinements; both are simply unknown here.
for (const type of [0, 12]) codec.register({ type, encode: () => null, decode: () => UNKNOWN });

export function toWire(value: Value): DynamicValue {
  return { msgpack: encode(withExtensions(value), { extensionCodec: codec }) };
}

export function fromWire(value: DynamicValue | null | undefined): Value {
  if (value?.msgpack?.length) return decode(value.msgpack, { extensionCodec: codec }) as Value;
  if (value?.json?.length) return JSON.parse(Buffer.from(value.json).toString()) as Value;
  return null;
}

function withExtensions(value: Value): unknown {
  if (value === UNKNOWN) return new ExtData(0, new Uint8Array([0]));
  if (Array.isArray(value)) return value.map(withExtensions);
  if (isRecord(value)) return mapValues(value, withExtensions);
  return value;
}

export function isRecord(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value, or anything in it, is unknown. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
}

/** Equality that does not depend on the order of keys. Two unknowns are equal. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  return canonical(left ?? null) === canonical(right ?? null);
}

/** A text that is equal for equal values. */
export function canonical(value: Value): string {
  if (value === UNKNOWN) return "\0unknown";
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}

export function mapValues<From, To>(
  record: Record<string, From>,
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}

/** The value as a text, or undefined for null, unknown and anything else. */
export function text(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The only element of a block that may stand once, if it stands there and is known. */
export function only(value: Value | undefined): Values | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return isRecord(first) ? first : undefined;
}
