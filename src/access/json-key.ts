import type { Rule } from "./rule";
import { lengthOf } from "./rule";

/**
 * What looks like the name of a key: words of letters with a number at the end. Somebody may have put the secret itself in
 * the place of a name, so what looks otherwise is never shown. In the syntax that Terraform's `regex` shares.
 */
export const SHOWN_JSON_KEY =
  "^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$";

/** What is shown instead. */
export const HIDDEN_JSON_KEY = "(one that does not look like a name)";

export const JSON_KEY_MOST = 128;

/** The same for a path of such names, which is what people give instead. */
const SHOWN_PATH =
  "^[$./[\\]_-]{0,2}(?:(?:[A-Za-z]{1,15}|[0-9]{1,2})[$./[\\]_-]{1,2}){0,5}(?:[A-Za-z]{1,15}[0-9]{0,2})?$";

/** One top-level key: AgentCore follows no path. */
export const JSON_KEY: Rule = {
  pattern: "^[^\\[\\]./$]+$",
  most: JSON_KEY_MOST,
  words: `is not one top-level key of 1 to ${JSON_KEY_MOST} characters: AgentCore follows no path`,
  fix: "Give the name of one top-level key of the secret's JSON object.",
  source: "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SecretReference.html",
  shown: SHOWN_PATH,
  refine: (text) =>
    lengthOf(text) > JSON_KEY_MOST
      ? { words: `has ${lengthOf(text)} characters, not 1 to ${JSON_KEY_MOST}` }
      : {
          words: "is shaped like a path, and AgentCore follows none",
          fix: "Put the value under a top-level key of the secret's JSON object and name that key.",
        },
};
