import type { TerraformStack } from "cdktf";
import { snakeCase } from "../access/objects";
import { refusals } from "./synthesis";

/** What to write into a message instead of the sample's own value: `[found, expression]`. */
export type Shown = readonly [found: string | RegExp, expression: string];

/**
 * The words in which the constructs refuse something: the sample is refused, and its value replaced by an expression.
 * So a rule has one wording, and a rule that the constructs drop stops the generation.
 */
export function words(sample: (stack: TerraformStack) => void, ...shown: readonly Shown[]): string {
  const [message, ...others] = refusals(sample);
  if (message === undefined || others.length > 0)
    throw new Error(
      `the constructs refuse a sample ${others.length + (message ? 1 : 0)} times: ${[message, ...others].join("; ")}`,
    );
  return shown.reduce((text, [found, expression]) => {
    const next = text.replaceAll(typeof found === "string" ? found : new RegExp(found, "g"), () => `\${${expression}}`);
    if (next === text) throw new Error(`"${String(found)}" is not in: ${text}`);
    return next;
  }, inTerraformsWords(message));
}

const PROPERTIES: readonly (readonly [RegExp, string])[] = [
  [
    /add the statements of SecretPolicy\.policyDocument yourself/g,
    "add the statements of the output policy_document yourself",
  ],
  [/secret\.jsonKey\("(\w+)"\)/g, 'secret = { secret_arn = "…", json_key = "$1" }'],
  [/\b(\w+): [A-Z]\w+\.([A-Z0-9_]+)\b/g, '$1 = "$2"'],
  [/\b(\w+): (true|false)\b/g, "$1 = $2"],
  [/\b[A-Z]\w+\.([A-Z][A-Z0-9_]+)\b/g, '"$1"'],
  [/\bUse OAuth2Vendor\.custom, or\b/g, "Use CustomOauth2 with custom, or"],
];

/** The constructs' words with the names that arguments have in Terraform. */
export function inTerraformsWords(text: string): string {
  const parts = text.split(/(\$\{[^}]*\})/);
  return parts
    .map((part, index) =>
      index % 2 === 1
        ? part
        : PROPERTIES.reduce((all, [pattern, replacement]) => all.replace(pattern, replacement), part).replace(
            /\b[a-z]+(?:[A-Z][a-z0-9]*)+\b/g,
            snakeCase,
          ),
    )
    .join("");
}

export { snakeCase };
