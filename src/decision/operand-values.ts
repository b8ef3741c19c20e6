/** Readers of the values that the typed condition operators compare. Each gives undefined for a text it cannot read. */

/** An integer or decimal number. */
export function readNumber(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

const W3C_DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/**
 * Milliseconds since 1970, from an ISO 8601 date or from epoch seconds.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function readDate(text: string): number | undefined {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  if (!W3C_DATE.test(text)) return undefined;
  // Without an offset JavaScript would read local time.
  const offset = text.includes("T") && !/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? "Z" : "";
  const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2") + offset);
  return Number.isNaN(time) ? undefined : time;
}

/** Bytes in one spelling: base64 without its padding. */
export function readBinary(text: string): string | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? text.replace(/=+$/, "") : undefined;
}

export function readBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : undefined;
}

/** An address as its bytes: 4 for IPv4, 16 for IPv6. */
export type Address = readonly number[];

export interface AddressRange {
  readonly address: Address;
  /** Leading bits that must agree. */
  readonly bits: number;
}

export const readAddress = (text: string): Address | undefined =>
  text.includes(":") ? readIpv6(text) : readIpv4(text);

function readIpv4(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.map(Number);
}

function readIpv6(text: string): Address | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [front, back] = halves.map((half) => (half === "" ? [] : half.split(":")));
  if (front === undefined) return undefined;
  const given = [...front, ...(back ?? [])];
  if (given.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  if (back === undefined ? given.length !== 8 : given.length > 7) return undefined;
  const groups = [...front, ...Array<string>(8 - given.length).fill("0"), ...(back ?? [])];
  return groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]);
}

/**
 * An address with an optional prefix length; without one it is that single address.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function readRange(text: string): AddressRange | undefined {
  const [host = "", prefix, ...more] = text.split("/");
  const address = readAddress(host);
  if (!address || more.length > 0) return undefined;
  const most = address.length * 8;
  if (prefix === undefined) return { address, bits: most };
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : most + 1;
  return bits <= most ? { address, bits } : undefined;
}

export function isInRange(address: Address, range: AddressRange): boolean {
  if (address.length !== range.address.length) return false;
  for (let index = 0, left = range.bits; left > 0; index++, left -= 8) {
    const mask = left >= 8 ? 0xff : (0xff << (8 - left)) & 0xff;
    if (((address[index] ?? 0) & mask) !== ((range.address[index] ?? 0) & mask)) return false;
  }
  return true;
}
