import { ServiceError } from "./service-error";

export interface WrittenStatement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Condition?: unknown;
}

/** The statements of a resource policy, as strictly as AWS reads it: no statement, no principal or no JSON is malformed. */
export function policyStatements(text: string): readonly WrittenStatement[] {
  const malformed = (message: string): ServiceError => new ServiceError("MalformedPolicyDocumentException", message);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed("Syntax errors in policy.");
  }
  const { Statement } = (document ?? {}) as { Statement?: unknown };
  const statements = (Array.isArray(Statement) ? Statement : [Statement]) as readonly WrittenStatement[];
  if (statements.length === 0) throw malformed("Policy has no statements.");
  const sids = statements.flatMap((statement) => statement.Sid ?? []);
  if (new Set(sids).size < sids.length) throw malformed("Statement IDs (Sid) in a single policy must be unique.");
  for (const statement of statements) {
    const { Effect, Principal, Action } = statement;
    if (!/^(Allow|Deny)$/.test(Effect ?? "") || Principal === undefined || Action === undefined)
      throw malformed("A statement lacks its Effect, Principal or Action.");
  }
  return statements;
}

/** A value of a policy element that may be one or a list. */
export const oneOrMore = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");
