import { READERS_FORMATS, READERS_OUTPUT } from "../access/intended-readers";
import { isObject, own } from "../proof/values";
import type { ModuleConfiguration } from "./configuration";
import type { Statement } from "./source";

/** A root module may put the outputs of several modules together, but not deep into something else. */
const DEEPEST = 4;

/** Every statement of who should read in a value, which knows it by its format. */
export function statementsIn(value: unknown, at: string, depth = 0): Statement[] {
  if (depth > DEEPEST) return [];
  const format = own(value, "format");
  if (typeof format === "string" && format.startsWith(READERS_FORMATS)) return [{ at, value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => statementsIn(one, `${at}[${index}]`, depth + 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    statementsIn(one, /^[A-Za-z_]\w*$/.test(key) ? `${at}.${key}` : `${at}[${JSON.stringify(key)}]`, depth + 1),
  );
}

/** Modules with such an output, the outermost of each branch: the root module would have to repeat theirs. */
export function modulesThatSay({ modules }: ModuleConfiguration, prefix = ""): string[] {
  return [...modules].flatMap(([name, module]) => {
    const address = `${prefix}module.${name}`;
    return own(module.outputs, READERS_OUTPUT) === undefined ? modulesThatSay(module, `${address}.`) : [address];
  });
}
