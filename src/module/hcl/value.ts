import type { Json } from "./json";
import { isBody, isList } from "./json";
import type { Expression } from "./node";
import { atom, group } from "./node";
import { parseTemplate } from "./parse";
import { simplify } from "./simplify";

/** The expression that an argument's JSON stands for. */
export function expressionOf(json: Json): Expression {
  return simplify(raw(json));
}

function raw(json: Json): Expression {
  if (typeof json === "string") return [{ kind: "text", parts: parseTemplate(json).map(escaped) }];
  if (isList(json)) return [group("[", json.map(raw))];
  if (isBody(json))
    return [
      group(
        "{",
        Object.entries(json).map(([key, value]) => [...raw(key), atom("="), ...raw(value)]),
      ),
    ];
  return [atom(String(json))];
}

/** Texts in JSON are plain; between quotes of HCL some characters need a backslash. */
const escaped = (part: string | Expression): string | Expression =>
  typeof part === "string"
    ? part.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t")
    : part;
