import type { Condition } from "./condition";
import { compileCondition } from "./condition";
import type { ElementReader } from "./element-reader";
import { isObject } from "./element-reader";
import { isUnknown } from "./unknown";

/** Most statements have no condition. */
const NONE: readonly Condition[] = [];

export function compileConditions(value: unknown, variables: boolean, read: ElementReader): readonly Condition[] {
  if (value === undefined) return NONE;
  if (!isObject(value)) {
    read.wrong("Condition", isUnknown(value) ? `is not known: ${value.reason}` : "is not an object");
    return [];
  }
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isObject(keys)) {
      read.wrong(`Condition.${operator}`, "is not an object");
      return [];
    }
    return Object.entries(keys).flatMap(([key, operands]) => {
      const values = read.values(operands, `Condition.${operator}.${key}`, true);
      if (!values) return [];
      const compiled = compileCondition(operator, key, values, variables);
      if (!compiled) read.wrong(`Condition.${operator}`, "is no condition operator");
      return compiled ? [compiled] : [];
    });
  });
}
