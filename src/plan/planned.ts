import { isUnknown, Unknown } from "../decision";
import { isObject } from "../proof/values";

/**
 * A value of a plan with its expressions replaced. What the apply tells is an `Unknown`, at any depth; the functions
 * here hand it on, so that nobody can take it for something that is not there.
 */
export type Planned = null | string | number | boolean | Unknown | readonly Planned[] | PlannedObject;
export interface PlannedObject {
  readonly [key: string]: Planned;
}

/** What is there in all worlds, or not at all. */
export const isAbsent = (value: Planned | undefined): value is null | undefined =>
  value === undefined || value === null;

/** A member of an object; of what is not known it is not known either. */
export function member(value: Planned | undefined, key: string): Planned | undefined {
  if (isUnknown(value)) return value;
  return isObject(value) && Object.prototype.hasOwnProperty.call(value, key) ? (value[key] as Planned) : undefined;
}

/** The items of a list, or of a block that stands alone; nothing of what is absent. */
export function itemsOf(value: Planned | undefined): readonly Planned[] | Unknown {
  if (isUnknown(value)) return value;
  if (isAbsent(value)) return [];
  return Array.isArray(value) ? (value as readonly Planned[]) : [value];
}

/** A text; undefined where there is none, and an empty one counts as none: so the AWS provider writes it. */
export function textOf(value: Planned | undefined): string | Unknown | undefined {
  if (isUnknown(value)) return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A text that must be there. @param what it is, for the reason why it is not known */
export function textIn(value: Planned | undefined, what: string): string | Unknown {
  return textOf(value) ?? new Unknown(`${what} is not known`);
}
