import { isObject, listOf, own } from "../proof/values";

/** The expression of an attribute, key or item. Of one that is made by functions only the references are shown. */
export function partOf(expression: unknown, key: string): unknown {
  const constant = own(expression, "constant_value");
  if (constant !== undefined) return { constant_value: own(constant, key) };
  return own(expression, "references") === undefined ? own(expression, key) : expression;
}

/**
 * The expressions of the items of a list, of which some are not known. Terraform sorts what is a set, and the
 * configuration keeps the order of its source: so an item and its expression are a pair because of what they hold, and
 * where that is not certain the item has no expression.
 */
export function paired(values: readonly unknown[], unknown: readonly unknown[], expression: unknown) {
  const constant = own(expression, "constant_value");
  if (constant === undefined && own(expression, "references") !== undefined) return (): unknown => expression;
  const sources = listOf(constant ?? expression).map((item) =>
    constant === undefined ? item : { constant_value: item },
  );
  const length = Math.max(values.length, unknown.length);
  // What stands alone on both sides is a pair.
  if (length === 1 && sources.length === 1) return (): unknown => sources[0];
  const open = Array.from({ length }, (_, index) => index).filter((index) => isOpen(unknown[index]));
  return (index: number): unknown => {
    const fitting = sources.filter((source) => fits(values[index], unknown[index], source));
    const [only, ...others] = fitting;
    const isOnly = !open.some((other) => other !== index && fits(values[other], unknown[other], only));
    return others.length === 0 && isOnly ? only : undefined;
  };
}

const isOpen = (unknown: unknown): boolean =>
  unknown === true ||
  (isObject(unknown) && Object.values(unknown).some(isOpen)) ||
  (Array.isArray(unknown) && unknown.some(isOpen));

/** Whether an item may have been made by an expression: nothing that is known of both differs. */
function fits(value: unknown, unknown: unknown, expression: unknown): boolean {
  if (expression === undefined) return value === null || value === undefined;
  if (own(expression, "references") !== undefined) return true;
  const constant = own(expression, "constant_value");
  if (isObject(expression) && "constant_value" in expression) {
    if (unknown === true) return isTemplate(constant);
    if (isObject(constant) && isObject(value))
      return Object.keys(constant).every((key) =>
        fits(value[key], own(unknown, key), { constant_value: constant[key] }),
      );
    return isTemplate(constant) || same(constant, value);
  }
  if (unknown === true) return true;
  if (!isObject(expression) || !isObject(value)) return true;
  return Object.keys(expression).every((key) => fits(value[key], own(unknown, key), expression[key]));
}

const isTemplate = (value: unknown): boolean => typeof value === "string" && /[$%]\{/.test(value);
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
