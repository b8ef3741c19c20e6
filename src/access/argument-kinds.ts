import { InvalidProgramError } from "./errors";
import { isObject } from "./objects";
import type { Problem } from "./problem";
import { problemText } from "./problem";
import type { Rule } from "./rule";
import { givenProblems, kindOf } from "./rule";

/** What kind of thing an argument is: JavaScript lets everything through that its types forbid, such as `process.env.X!`. */
export type Kind =
  | "text"
  | "boolean"
  | "number"
  | "object"
  | "list of texts"
  | "list of objects"
  | "map of texts"
  /** A text: its rule says the way out, and what texts there are. */
  | Rule
  | { readonly struct: Readonly<Record<string, Kind>> }
  | { readonly structs: Readonly<Record<string, Kind>> }
  | { readonly made: Made; readonly by: string; readonly isList?: boolean }
  | { readonly optional: Kind };

/** A class; its constructor may be private. */
interface Made {
  readonly name: string;
  readonly prototype: object;
}

/** The kinds of all arguments of an interface: the compiler asks for each that is added. */
export type Kinds<T> = { readonly [K in keyof Required<T>]: Kind };

export const optional = (kind: Kind): Kind => ({ optional: kind });

/** An object of a class of ours, made by a method of it. */
export const instance = (made: Made, by: string): Kind => ({ made, by });
export const instances = (made: Made, by: string): Kind => ({ made, by, isList: true });

/** Arguments of another kind than they must be; of these nothing can be made, so they stop the program at once. */
export function requireKinds<T extends object>(where: string, given: T, kinds: Kinds<T>): T {
  const problems = structProblems("", given, kinds);
  if (problems.length > 0)
    throw new InvalidProgramError(problems.map((problem) => ({ path: where, message: problemText(problem) })));
  return given;
}

function structProblems(at: string, given: unknown, kinds: Readonly<Record<string, Kind>>): Problem[] {
  if (!isObject(given) || isTokenObject(given))
    return [wrong(at === "" ? "The second argument" : at, given, "an object", "Give the arguments by name.")];
  return Object.entries(kinds).flatMap(([name, kind]) =>
    kindProblems(at === "" ? name : `${at}.${name}`, given[name], kind),
  );
}

function wrong(subject: string, value: unknown, what: string, fix: string): Problem {
  const isToken = isTokenObject(value);
  return {
    subject,
    rule: value === undefined ? "is missing" : `is ${isToken ? "a token object" : kindOf(value)}, not ${what}`,
    fix: isToken ? "Give it as Token.asString, Token.asList or Token.asStringMap makes it." : fix,
  };
}

const isTokenObject = (value: unknown): boolean => isObject(value) && typeof value.resolve === "function";

const isText = (value: unknown): boolean => typeof value === "string";

function kindProblems(subject: string, value: unknown, kind: Kind): Problem[] {
  const unless = (isRight: boolean, what: string, fix = `Give ${what}.`): Problem[] =>
    isRight ? [] : [wrong(subject, value, what, fix)];
  if (typeof kind === "string") return unless(IS_KIND[kind](value), `a ${kind}`.replace("a object", "an object"));
  if ("optional" in kind) return value === undefined ? [] : kindProblems(subject, value, kind.optional);
  if ("struct" in kind) return structProblems(subject, value, kind.struct);
  if ("structs" in kind) {
    if (!Array.isArray(value)) return unless(false, "a list");
    return value.flatMap((one, index) => structProblems(`${subject}[${index}]`, one, kind.structs));
  }
  if ("made" in kind) {
    const { made, by, isList } = kind;
    const isMade = (one: unknown): boolean =>
      typeof one === "object" && one !== null && Object.prototype.isPrototypeOf.call(made.prototype, one);
    return isList
      ? unless(Array.isArray(value) && value.every(isMade), `a list of ${made.name}`, `Make each by ${by}.`)
      : unless(isMade(value), `of the class ${made.name}`, `Make it by ${by}.`);
  }
  if (!isText(value)) return unless(false, "a text", kind.fix);
  return kind.values ? givenProblems(kind, subject, value) : [];
}

const IS_KIND = {
  text: isText,
  boolean: (value: unknown) => typeof value === "boolean",
  number: (value: unknown) => typeof value === "number",
  object: (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value),
  "list of texts": (value: unknown) => Array.isArray(value) && value.every(isText),
  "list of objects": (value: unknown) => Array.isArray(value) && value.every(isObject),
  "map of texts": (value: unknown) => isObject(value) && !isTokenObject(value) && Object.values(value).every(isText),
} as const;
