import { asSaid } from "./visible";

/** The call that an error belongs to, as a policy would name it. */
export interface Called {
  readonly action: string;
  readonly resource: string;
}

/** What matters of an error of the SDK. */
export interface SdkError {
  readonly name: string;
  readonly message: string;
  /** Of Node.js, where no answer came. */
  readonly code: string;
  /** Of the answer; 0 where none came. */
  readonly status: number;
}

/** The parts of an SDK error that matter. SDK errors are plain objects of many classes, so their members are probed. */
export function sdkError(error: unknown): SdkError {
  const probe = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const metadata = probe.$metadata as { httpStatusCode?: number } | undefined;
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  return {
    name: text(probe.name) ?? "Error",
    message: asSaid(text(probe.message) ?? text(probe.Message) ?? String(error)),
    code: text(probe.code) ?? "",
    status: metadata?.httpStatusCode ?? 0,
  };
}

const CALLS = new WeakMap<object, Called>();

/** Remembers the call of an error. The first to say it is right: AssumeRole may fail within another call. */
export function inCall(error: unknown, called: Called): unknown {
  if (typeof error === "object" && error !== null && !CALLS.has(error)) CALLS.set(error, called);
  return error;
}

export const callOf = (error: unknown): Called =>
  (typeof error === "object" && error !== null && CALLS.get(error)) || { action: "", resource: "" };
