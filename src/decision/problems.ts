/** Why a policy document, or a part of it, cannot be read. Such a part decides nothing: what hangs on it is unknown. */
export interface PolicyProblem {
  /** Index of the statement; undefined for the document itself. */
  readonly statement?: number;
  /** The element, for example `Condition`. */
  readonly element?: string;
  /** What is wrong, read after the element: "is neither a string nor a list of strings". */
  readonly problem: string;
}

/** One line for a person. */
export function policyProblemText(policy: string, { statement, element, problem }: PolicyProblem): string {
  return `${policy}${statement === undefined ? "" : `, statement ${statement}`}: ${element === undefined ? "" : `${element} `}${problem}`;
}
