import { isObject } from "../proof/values";

/** A file that is no snapshot, or not as this program writes one. */
export class SnapshotProblem extends Error {
  public override readonly name = "SnapshotProblem";
}

/** Looks whether a value has a shape, and says where it has not. */
export type Shape = (value: unknown, at: string) => void;

const wrong = (at: string, must: string): never => {
  throw new SnapshotProblem(`${at} must be ${must}.`);
};

export const text: Shape = (value, at) => void (typeof value === "string" || wrong(at, "text"));
export const number: Shape = (value, at) => void (typeof value === "number" || wrong(at, "a number"));
export const flag: Shape = (value, at) => void (typeof value === "boolean" || wrong(at, "true or false"));
export const anything: Shape = (value, at) => void (value !== undefined || wrong(at, "there"));

export const orNull =
  (shape: Shape): Shape =>
  (value, at) =>
    value === null ? undefined : shape(value, at);

export const oneOf =
  (...values: readonly string[]): Shape =>
  (value, at) =>
    void (values.includes(value as string) || wrong(at, `one of ${values.join(", ")}`));

export const list =
  (of: Shape): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) return wrong(at, "a list");
    value.forEach((one, index) => of(one, `${at}[${index}]`));
  };

export const record =
  (of: Shape): Shape =>
  (value, at) => {
    if (!isObject(value)) return wrong(at, "an object");
    for (const [name, one] of Object.entries(value)) of(one, `${at}.${name.slice(0, 100)}`);
  };

/** What is more in it is of a later version, and left alone. */
export const object =
  (members: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, at) => {
    if (!isObject(value)) return wrong(at, "an object");
    const has = (name: string): boolean => Object.hasOwn(value, name) && value[name] !== undefined;
    for (const [name, shape] of Object.entries(members)) shape(has(name) ? value[name] : undefined, `${at}.${name}`);
    for (const [name, shape] of Object.entries(optional)) if (has(name)) shape(value[name], `${at}.${name}`);
  };

const unread = object({ action: text, resource: text, error: text, isDenied: flag }, { by: text });

export const piece =
  (of: Shape): Shape =>
  (value, at) => {
    if (!isObject(value) || Object.hasOwn(value, "value") === Object.hasOwn(value, "unread"))
      return wrong(at, "an object with a value, or with the reason why it was not read");
    if (Object.hasOwn(value, "value")) of(value.value, `${at}.value`);
    else unread(value.unread, `${at}.unread`);
  };
