import { isObject, own } from "../proof/values";
import type { Keep, Shape } from "./json-shape";
import { PLAN, WHOLE } from "./json-shape";

/** A plan without what is of no interest: what `Pieces` gives of the same text. */
export const filtered = (plan: unknown, keep: Keep): unknown => new Filter(keep).value(plan, PLAN)[0];

class Filter {
  public constructor(private readonly keep: Keep) {}

  /** @returns none or one */
  public value(value: unknown, shape: Shape): [] | [unknown] {
    switch (shape.kind) {
      case "whole":
        return [value];
      case "unused":
        return [];
      case "object":
        return [isObject(value) ? this.members(value, (name) => shape.members.get(name) ?? WHOLE) : value];
      case "map":
        return [isObject(value) ? this.members(value, () => shape.of) : value];
      case "list":
        return [Array.isArray(value) ? value.flatMap((item) => this.value(item, shape.of)) : value];
      case "resource":
        return isOfInterest(value, this.keep) ? [value] : stubOf(value, shape.stub);
    }
  }

  private members(value: object, shapeOf: (name: string) => Shape): unknown {
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.flatMap(([name, part]) => this.value(part, shapeOf(name)).map((one) => [name, one])),
    );
  }
}

/** What has no type is no resource, and nothing is known of it. */
function isOfInterest(resource: unknown, keep: Keep): boolean {
  const type = own(resource, "type");
  return typeof type !== "string" || keep(type);
}

function stubOf(resource: unknown, stub: ReadonlySet<string> | undefined): [] | [unknown] {
  if (!stub || !isObject(resource)) return [];
  return [Object.fromEntries(Object.entries(resource).filter(([name]) => stub.has(name)))];
}
