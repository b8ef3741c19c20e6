import type { Unknown } from "../decision";
import { isUnknown } from "../decision";

/** A text, or that it is not known yet. */
export type MaybeKnown = string | Unknown;

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);

/** What an object itself holds, or undefined: never what a prototype answers to a name such as `constructor`. */
export const own = (object: unknown, key: string): unknown =>
  isObject(object) && Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;

/** A value as a list: policies and Terraform write one item with or without brackets. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

export const textsOf = (value: unknown): string[] =>
  listOf(value).filter((item): item is string => typeof item === "string");

/** What to show for a value that may not be known. */
export const shown = (value: MaybeKnown): string => (isUnknown(value) ? `(${value.reason})` : value);
