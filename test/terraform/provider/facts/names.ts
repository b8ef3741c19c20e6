import { text, type Value } from "../cty";
import type { Making } from "../resource-facts";

/** The name of an object that may be given a prefix, or nothing at all, instead of a name. */
export function nameOf(making: Making): Value {
  return `${text(making.values.name_prefix) ?? "terraform-"}${making.random}`;
}
