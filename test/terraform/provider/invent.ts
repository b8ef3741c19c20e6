import { mapValues, type Value } from "./cty";
import { regionalArn, type Making } from "./resource-facts";
import type { CtyType } from "./schema";

/** A plausible value for a computed attribute that no table knows. */
export function invent(making: Making, name: string, type: CtyType): Value {
  if (type === "number") return 0;
  if (type === "bool") return false;
  if (typeof type === "string") return inventText(making, name);
  const [kind, inner] = type;
  if (kind === "object")
    return mapValues(inner as Record<string, CtyType>, (member, key) => invent(making, key, member));
  if (kind === "map") return {};
  return Array.isArray(inner) && inner[0] === "object" ? [invent(making, name, inner)] : [];
}

function inventText(making: Making, name: string): string {
  const [, service = "service", ...kind] = making.type.split("_");
  if (name === "id") return making.random;
  if (name === "region") return making.region;
  if (/(^|_)arn$/.test(name)) return regionalArn(making, service, `${kind.join("-")}/${making.random}`);
  if (/url$/.test(name)) return `https://${service}.${making.region}.amazonaws.com/${making.random}`;
  return `${name}-${making.random}`;
}
