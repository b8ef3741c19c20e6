/** An error as a service answers it. The status is the one of the SDK's model, unless it is given. */
export class ServiceError extends Error {
  public constructor(
    public readonly code: string,
    message: string,
    public readonly status?: number,
  ) {
    super(message);
  }
}
