import type { Validation } from "../definition";
import { hclOf } from "../policy";
import { every } from "./expressions";

/** A rule of one entry as a rule of the map that holds it: each entry that breaks it is named by what is said of it. */
export const everyEntry = (
  loop: string,
  collection: string,
  { condition, message, broken }: Validation,
): Validation => ({
  condition: every(loop, collection, condition),
  message: `\${join("\\n", [for ${loop} in ${collection} : ${hclOf(message)} if !(${condition})])}`,
  words: message,
  broken,
});
