/** What came of a call, told so that a denial of the one thing is not taken for the denial of another. */
export type Outcome<T = unknown> =
  | { readonly kind: "ok"; readonly value: T }
  /** @member action what was denied, as far as the message names it */
  | { readonly kind: "denied"; readonly action: string | undefined; readonly code: string; readonly text: string }
  | { readonly kind: "refused"; readonly code: string; readonly text: string };

const DENIALS = ["AccessDenied", "AccessDeniedException", "UnauthorizedException"];
const ACTION = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)/;
/** Told of a failed exchange, and meaning the secret. Seen in the field, not documented. */
const EXCHANGE = /insufficient permissions for token exchange/;

export async function outcomeOf<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "ok", value: await call() };
  } catch (error) {
    if (!(error instanceof Error) || error.name === "Interrupted" || isPassing(error)) throw error;
    return outcomeOfError(error.name, error.message);
  }
}

export function outcomeOfError(code: string, text: string): Exclude<Outcome<never>, { kind: "ok" }> {
  const action = ACTION.exec(text)?.[1] ?? (EXCHANGE.test(text) ? "secretsmanager:GetSecretValue" : undefined);
  if (DENIALS.includes(code) || action !== undefined) return { kind: "denied", action, code, text };
  return { kind: "refused", code, text };
}

/** Whether the secret, or its key, was what was denied. */
export const isSecretDenied = (outcome: Outcome): boolean =>
  outcome.kind === "denied" && /^(secretsmanager|kms):/.test(outcome.action ?? "");

/** Whether AgentCore had the secret: it answered, or failed at something later, such as an identity provider that is none. */
export const hadSecret = (outcome: Outcome): boolean => outcome.kind === "ok" || outcome.kind === "refused";

/** One line about it, without account, name or value: the code, and what was denied. */
export function told(outcome: Outcome): string {
  switch (outcome.kind) {
    case "ok":
      return "allowed";
    case "denied":
      return `denied ${outcome.action ?? "something that the message does not name"} (${outcome.code})`;
    case "refused":
      return `refused with ${outcome.code}`;
  }
}

/** An error of ours that no repetition changes. */
export class Final extends Error {
  public readonly $metadata = { httpStatusCode: 400 };
}

/** Whether asking again may help. */
export function isPassing(error: Error & { readonly $metadata?: { readonly httpStatusCode?: number } }): boolean {
  const status = error.$metadata?.httpStatusCode;
  return isThrottled(error) || status === undefined || status >= 500;
}

export const isThrottled = ({ name }: Error): boolean =>
  /^(Throttling|ThrottlingException|TooManyRequestsException)$/.test(name);

export const isGone = ({ name }: Error): boolean =>
  /^(ResourceNotFoundException|NoSuchEntity|NoSuchEntityException|NotFoundException)$/.test(name);
