import type { Called, SdkError } from "./aws-error";

/** Which errors a row is about; what is left out may be anything. */
export interface ErrorPattern {
  /** `service:Operation`. */
  readonly call?: RegExp;
  readonly name?: RegExp;
  readonly message?: RegExp;
  readonly code?: RegExp;
  readonly status?: (status: number) => boolean;
}

/** What is known about one class of errors. */
export interface ErrorRow {
  /** The class, in two or three words. */
  readonly is: string;
  readonly when: ErrorPattern;
  /** What the error says, in our words: sentences. */
  readonly means: string;
  /** How often this run tries again: 0 where the same call gives the same answer, Infinity until the time limit. */
  readonly tries: number;
  /** Whether another run helps, once this one has given up; as a text, under which condition. */
  readonly helps: boolean | string;
  /** What to do: sentences. `{action}`, `{operation}`, `{resource}`, `{page}` and `{profile}` are filled in. */
  readonly way: string;
  /** What the program does about it beside that. */
  readonly as?: "gone" | "denied" | "credentials" | "refused" | "new principal";
}

export const isAbout = (
  { call, name, message, code, status }: ErrorPattern,
  error: SdkError,
  called: Called,
): boolean =>
  (call?.test(called.action) ?? true) &&
  (name?.test(error.name) ?? true) &&
  (message?.test(error.message) ?? true) &&
  (code?.test(error.code) ?? true) &&
  (status?.(error.status) ?? true);
