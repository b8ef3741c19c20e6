/** An IAM policy statement, as this package writes it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal?: { readonly AWS: readonly string[] } | { readonly Service: string };
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

export const policyDocument = (statements: readonly Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});

/** Every `Sid` of this package starts with it: that is how our statements are told from foreign ones. */
export const SID_PREFIX = "AgentCoreIdentity";

/** Ascending and without repeats, so that a policy does not depend on the order of calls. */
export const sortedUnique = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();
