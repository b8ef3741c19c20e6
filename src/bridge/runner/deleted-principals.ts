import { isObject } from "../../access/objects";

/**
 * How a policy names a role or user that was deleted: by the unique ID that it had, which no other will ever have. AWS
 * shows it so, and takes no policy with it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
const UNIQUE_ID = /^A(ROA|IDA)[A-Z0-9]{8,}$/;

/** The deleted principals in a policy's text, each with the statement that names it. */
export function deletedPrincipals(text: string): string[] {
  const { Statement } = JSON.parse(text) as { Statement?: unknown };
  return [Statement].flat().flatMap((statement, index) => {
    if (!isObject(statement) || !isObject(statement.Principal)) return [];
    const sid = typeof statement.Sid === "string" ? `statement ${JSON.stringify(statement.Sid)}` : `statement ${index}`;
    return [statement.Principal.AWS]
      .flat()
      .filter((one): one is string => typeof one === "string" && UNIQUE_ID.test(one))
      .map((id) => `${id} (${sid})`);
  });
}
