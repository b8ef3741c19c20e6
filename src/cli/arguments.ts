import type { ParseArgsConfig } from "node:util";
import { parseArgs } from "node:util";
import { nearest } from "../access/nearest";
import { UsageError } from "../plan/input-error";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The arguments of a command by its options, or in our words what is wrong with them. */
export function parsedArguments<const T extends Options>(args: readonly string[], options: T, allowPositionals = true) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals, options });
    return { values, positionals: positionals as readonly string[] };
  } catch (error) {
    throw new UsageError(messageOf(error as Error & { code?: string }, options));
  }
}

function messageOf({ code, message }: Error & { code?: string }, options: Options): string {
  const [, quoted = ""] = /'(-[^'=\s]*)/.exec(message) ?? [];
  const name = /--?[\w-]+$/.exec(quoted)?.[0] ?? quoted;
  switch (code) {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION": {
      const [near] = nearest(name.replace(/^-+/, ""), Object.keys(options));
      return near === undefined ? `There is no option ${name}.` : `There is no option ${name}: did you mean --${near}?`;
    }
    case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE": {
      const option =
        options[name.replace(/^-+/, "")] ?? Object.values(options).find(({ short }) => `-${short}` === name);
      return option?.type === "boolean" ? `${name} takes no value.` : `${name} wants a value.`;
    }
    case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
      return "There is an argument too many.";
    default:
      return message;
  }
}
