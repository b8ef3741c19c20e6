/** Stops a step unless the statement holds. */
export function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The message of the error that a call must end in. */
export async function denial(call: Promise<unknown>): Promise<string> {
  const message = await call.then(() => undefined, messageOf);
  if (message === undefined) throw new Error("it was allowed");
  return message;
}
