import type { Problem } from "../../access/problem";

/** Checks a value of the input; `at` is its path, for the message. No check ever shows a value it did not accept. */
export type Shape = (value: unknown, at: string) => Problem[];

const wrong = (at: string, rule: string, fix: string): Problem[] => [{ subject: at, rule, fix }];

export interface TextRule {
  readonly least?: number;
  readonly most?: number;
  readonly pattern?: RegExp;
  /** What the pattern means, after "is not". */
  readonly meaning?: string;
}

export const text =
  ({ least = 1, most = 2048, pattern, meaning = "in the form that the API takes" }: TextRule = {}): Shape =>
  (value, at) => {
    if (typeof value !== "string") return wrong(at, "is not a string", "Give a string.");
    if (value.length < least || value.length > most)
      return wrong(at, `has ${value.length} characters, not ${least} to ${most}`, "Shorten or complete it.");
    return pattern && !pattern.test(value) ? wrong(at, `is not ${meaning}`, "Correct it.") : [];
  };

export const httpsUrl = text({ pattern: /^https:\/\/[^\s/]+/, meaning: "an https URL" });

export const oneOf =
  (...values: readonly string[]): Shape =>
  (value, at) =>
    values.includes(value as string) ? [] : wrong(at, `is not ${values.join(" or ")}`, "Give one of these values.");

export const list =
  (item: Shape, { least = 1, most = Infinity } = {}): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) return wrong(at, "is not a list", "Give a list.");
    if (value.length < least || value.length > most)
      return wrong(
        at,
        `has ${value.length} items, not ${least}${most < Infinity ? ` to ${most}` : " or more"}`,
        "Correct it.",
      );
    return value.flatMap((one, index) => item(one, `${at}[${index}]`));
  };

export const map =
  (name: Shape, member: Shape, most: number): Shape =>
  (value, at) => {
    if (!isObject(value)) return wrong(at, "is not an object", "Give an object.");
    const entries = Object.entries(value);
    const tooMany = entries.length > most ? wrong(at, `has more than ${most} members`, "Drop some.") : [];
    return [
      ...tooMany,
      ...entries.flatMap(([key, one]) => [...name(key, `a name in ${at}`), ...member(one, `${at}.${key}`)]),
    ];
  };

/** An object with these members and no other. */
export const struct =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, at) => {
    if (!isObject(value)) return wrong(at, "is not an object", "Give an object.");
    const path = (name: string): string => (at === "" ? name : `${at}.${name}`);
    const problems: Problem[] = [];
    for (const [name, member] of Object.entries(value)) {
      const shape = own(required, name) ?? own(optional, name);
      if (shape) problems.push(...shape(member, path(name)));
      else
        problems.push(
          ...wrong(
            path(name),
            "is not known here",
            `Known are: ${[...Object.keys(required), ...Object.keys(optional)].join(", ")}.`,
          ),
        );
    }
    for (const name of Object.keys(required))
      if (value[name] === undefined) problems.push(...wrong(path(name), "is missing", "Give it."));
    return problems;
  };

/** An object with exactly one of these members. */
export const union =
  (members: Readonly<Record<string, Shape>>): Shape =>
  (value, at) => {
    const problems = struct({}, members)(value, at);
    if (problems.length > 0 || !isObject(value) || Object.keys(value).length === 1) return problems;
    return wrong(at, "does not have exactly one member", `Give one of: ${Object.keys(members).join(", ")}.`);
  };

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const own = (shapes: Readonly<Record<string, Shape>>, name: string): Shape | undefined =>
  Object.hasOwn(shapes, name) ? shapes[name] : undefined;
