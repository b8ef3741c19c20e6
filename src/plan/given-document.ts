import { own } from "../proof/values";
import { InputError } from "./input-error";

/**
 * Where the AWS command line puts a document: get-resource-policy, get-key-policy, describe-policy of Organizations,
 * get-role-policy, get-policy-version.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/get-resource-policy.html
 */
const PLACES = [
  ["policy"],
  ["ResourcePolicy"],
  ["Policy"],
  ["Policy", "Content"],
  ["PolicyDocument"],
  ["PolicyVersion", "Document"],
] as const;

/** The policy document that a file holds: as it is, or inside of what the AWS command line prints. */
export function documentIn(content: unknown, file: string): unknown {
  const inside = PLACES.map((path) => path.reduce(own, content));
  const document = [content, ...inside].map(parsed).find((one) => own(one, "Statement") !== undefined);
  if (document === undefined)
    throw new InputError(
      `${file} holds no policy document: nothing in it has a Statement. Give the document itself, or what the AWS command line prints of it.`,
    );
  return document;
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
