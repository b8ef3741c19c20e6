/**
 * A value that exists but is not known yet, such as an attribute that Terraform learns during `apply`. It may stand for
 * any value of a policy document, of the request context or of a grant.
 */
export class Unknown {
  /**
   * @param reason why it is not known, for the reader of a report
   * @param present of a context key: whether the key is in the request for certain, so that only its value is not known
   */
  public constructor(
    public readonly reason: string,
    public readonly present = false,
  ) {}
}

/** What one condition key holds in a request: nothing, something that is not known, or at least one value. */
export type ContextValues = undefined | Unknown | readonly string[];

export const isUnknown = (value: unknown): value is Unknown => value instanceof Unknown;
