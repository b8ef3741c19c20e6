import { JSON_KEY_LENGTH } from "./limits";
import type { Problem } from "./problem";

/** One top-level key, in the syntax of Terraform's `regex`. */
export const JSON_KEY = `^[^].[/$]{1,${JSON_KEY_LENGTH}}$`;

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
