import { JSON_KEY_LENGTH } from "./limits";
import type { Problem } from "./problem";

/** One top-level key, in the syntax of Terraform's `regex`. */
export const JSON_KEY = `^[^].[/$]{1,${JSON_KEY_LENGTH}}$`;

/**
 * What looks like the name of a key: words of letters with a number at the end. Somebody may have put the secret itself in
 * the place of a name, so what looks otherwise is never shown. In the syntax that Terraform's `regex` shares.
 */
export const SHOWN_JSON_KEY =
  "^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$";

/** What is shown instead. */
export const HIDDEN_JSON_KEY = "(one that does not look like a name)";

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SecretReference.html */
export function jsonKeyProblems(jsonKey: string): Problem[] {
  const refuse = (rule: string, fix: string): Problem[] => [{ subject: "jsonKey", value: jsonKey, rule, fix }];
  if (jsonKey.length < 1 || jsonKey.length > JSON_KEY_LENGTH) {
    return refuse(
      `has ${jsonKey.length} characters, not 1 to ${JSON_KEY_LENGTH}`,
      "Give the name of one top-level key of the secret's JSON object.",
    );
  }
  if (/[.[\]/$]/.test(jsonKey)) {
    return refuse(
      "is shaped like a path, and AgentCore follows none",
      "Put the value under a top-level key of the secret's JSON object and name that key.",
    );
  }
  return [];
}
