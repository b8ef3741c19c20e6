import type { PolicyProblem } from "./problems";
import type { Unknown } from "./unknown";
import { isUnknown } from "./unknown";

export type Values = readonly (string | Unknown)[];
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);

/** What an object itself holds: never what a prototype would answer to a name such as `constructor`. */
export const own = (object: JsonObject, key: string): unknown =>
  Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;

/** Reads the elements of one statement and collects what is wrong with them. */
export class ElementReader {
  public readonly problems: PolicyProblem[] = [];

  public constructor(private readonly statement?: number) {}

  public wrong(element: string | undefined, problem: string): undefined {
    this.problems.push({ statement: this.statement, element, problem });
    return undefined;
  }

  /** One value or a list of values. IAM also takes numbers and booleans where it compares texts. */
  public values(value: unknown, element: string, scalars = false): Values | undefined {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.length === 0) return this.wrong(element, "is an empty list");
    const texts = list.map((one) => (scalars && isScalar(one) ? String(one) : one));
    return texts.every(isValue) ? texts : this.wrong(element, "is neither a string nor a list of strings");
  }

  /** Names every element that the policy language does not know. */
  public unknownElements(object: JsonObject, known: ReadonlySet<string>): void {
    for (const key of Object.keys(object)) if (!known.has(key)) this.wrong(key, "is no element of the policy language");
  }
}

/** The values of an element or of its negation, exactly one of which must stand there. */
export function oneOf(
  object: JsonObject,
  element: string,
  read: ElementReader,
): { readonly values: Values; readonly negated: boolean } | undefined {
  const negation = `Not${element}`;
  const value = own(object, element);
  const negatedValue = own(object, negation);
  if ((value === undefined) === (negatedValue === undefined)) {
    return read.wrong(element, value === undefined ? "is missing" : `stands beside ${negation}`);
  }
  const negated = value === undefined;
  const values = read.values(negated ? negatedValue : value, negated ? negation : element);
  return values && { values, negated };
}

const isScalar = (value: unknown): boolean => typeof value === "number" || typeof value === "boolean";
const isValue = (value: unknown): value is string | Unknown => typeof value === "string" || isUnknown(value);
