import { BlockList, isIPv6 } from "node:net";
import { isObject } from "../access/objects";

/** Whether one matcher of a pattern matches one of the values that a field has; none for a field that is not there. */
export function matchesValue(matcher: unknown, values: readonly unknown[]): boolean {
  if (!isObject(matcher)) return values.includes(matcher);
  const [operator = "", operand] = Object.entries(matcher)[0] ?? [];
  if (operator === "exists") return values.length > 0 === operand;
  const matches = OPERATORS[operator];
  return matches !== undefined && values.some((value) => matches(value, operand));
}

type Operator = (value: unknown, operand: unknown) => boolean;

/** What compares texts, for `anything-but`, too. */
const TEXTS: Readonly<Record<string, (text: string, operand: string) => boolean>> = {
  prefix: (text, operand) => text.startsWith(operand),
  suffix: (text, operand) => text.endsWith(operand),
  "equals-ignore-case": (text, operand) => text.toLowerCase() === operand.toLowerCase(),
  wildcard: (text, operand) => wildcard(operand).test(text),
};

const OPERATORS: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.keys(TEXTS).map((name) => [name, (value, operand) => compares(name, value, operand)])),
  numeric: (value, operand) => typeof value === "number" && isInRange(value, operand as readonly unknown[]),
  cidr: (value, operand) => typeof value === "string" && isInNetwork(value, String(operand)),
  "anything-but": (value, operand) => !isExcluded(value, operand),
};

/** A text, or a list of texts, or either without regard to case. */
function compares(name: string, value: unknown, operand: unknown): boolean {
  if (typeof value !== "string") return false;
  if (isObject(operand)) return compares(name, value.toLowerCase(), lowered(operand["equals-ignore-case"]));
  const compare = TEXTS[name];
  return [operand].flat().some((one) => typeof one === "string" && compare?.(value, one) === true);
}

const lowered = (operand: unknown): unknown =>
  Array.isArray(operand) ? operand.map(lowered) : String(operand).toLowerCase();

function isExcluded(value: unknown, operand: unknown): boolean {
  if (!isObject(operand)) return [operand].flat().includes(value);
  return Object.entries(operand).some(([name, texts]) => compares(name, value, texts));
}

/** `*` stands for any characters, a backslash before `*` or `\` for the character itself. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/\\([\\*])|(\*)|[\s\S]/g, (all, escaped: string | undefined, star?: string) =>
    star ? "[\\s\\S]*" : (escaped ?? all).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"),
  );
  return new RegExp(`^${source}$`, "u");
}

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** `[">", 0, "<=", 5]`. */
function isInRange(value: number, range: readonly unknown[]): boolean {
  for (let index = 0; index + 1 < range.length; index += 2)
    if (COMPARISONS[String(range[index])]?.(value, Number(range[index + 1])) !== true) return false;
  return range.length > 0;
}

function isInNetwork(address: string, network: string): boolean {
  const [base = "", bits = "0"] = network.split("/");
  const family = isIPv6(base) ? "ipv6" : "ipv4";
  if (isIPv6(address) !== (family === "ipv6")) return false;
  const list = new BlockList();
  list.addSubnet(base, Number(bits), family);
  return list.check(address, family);
}
