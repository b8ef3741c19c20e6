import { isObject } from "../../access/objects";

/**
 * How a policy names a role or user that was deleted: by the unique ID that it had, which no other will ever have. AWS
 * shows it so, and takes no policy with it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
const UNIQUE_ID = /^A(ROA|IDA)[A-Z0-9]{8,}$/;

/** The deleted principals in statements, each with the statement that names it. */
export const deletedPrincipals = (statements: readonly unknown[]): string[] =>
  statements.flatMap((statement, index) => {
    if (!isObject(statement) || !isObject(statement.Principal)) return [];
    const sid = typeof statement.Sid === "string" ? `statement ${JSON.stringify(statement.Sid)}` : `statement ${index}`;
    return [statement.Principal.AWS]
      .flat()
      .filter((one): one is string => typeof one === "string" && UNIQUE_ID.test(one))
      .map((id) => `${id} (${sid})`);
  });

/** All statements of a policy's text. */
export const allStatements = (text: string): readonly unknown[] =>
  [(JSON.parse(text) as { Statement?: unknown }).Statement].flat();
