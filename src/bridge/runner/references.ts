import { jsonKeyProblems } from "../../access/json-key";
import { isProblem } from "../../access/problem";
import { parseSecretArn } from "../../access/secret-arn";
import type { Shape } from "./shape";
import { oneOf, struct, text } from "./shape";

/** A reference to one JSON key of one secret, as the API takes it. */
export interface SecretReference {
  readonly secretId: string;
  readonly jsonKey: string;
}

const secretId: Shape = (value, at) => {
  if (typeof value !== "string") return text()(value, at);
  const parsed = parseSecretArn(value, at);
  return isProblem(parsed) ? [parsed.problem] : [];
};

const jsonKey: Shape = (value, at) =>
  typeof value === "string"
    ? jsonKeyProblems(value).map((problem) => ({ ...problem, subject: at, value: undefined }))
    : text()(value, at);

const reference = struct({ secretId, jsonKey });

/** The members by which a secret is referenced: `NAMEConfig`, and `NAMESource`, which may be left out. */
export const referenceMembers = (
  name: string,
): { readonly required: Record<string, Shape>; readonly optional: Record<string, Shape> } => ({
  required: { [`${name}Config`]: reference },
  optional: { [`${name}Source`]: oneOf("EXTERNAL") },
});
