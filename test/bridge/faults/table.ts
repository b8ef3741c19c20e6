import type { Disturbance, Intercept } from "../../../src/sandbox/interception";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { ServiceError } from "../../../src/sandbox/service-error";
import type { Subject } from "../support/objects";
import { SUBJECTS } from "../support/objects";
import type { Verb } from "../support/runs";

export type KindName = keyof typeof SUBJECTS;
export const KINDS = Object.keys(SUBJECTS) as KindName[];

/** Where a run starts, and what it is to do. */
export interface Situation {
  readonly name: "create" | "update" | "remove" | "read";
  readonly verb: Verb;
  /** Whether the object is there before, and whether its content is to be another. */
  readonly starts: "absent" | "other content" | "same content";
  readonly writes: (subject: Subject) => string;
}

export const SITUATIONS: readonly Situation[] = [
  { name: "create", verb: "apply", starts: "absent", writes: ({ operations }) => operations.create },
  { name: "update", verb: "apply", starts: "other content", writes: ({ operations }) => operations.update },
  { name: "remove", verb: "remove", starts: "same content", writes: ({ operations }) => operations.remove },
  { name: "read", verb: "read", starts: "same content", writes: ({ operations }) => operations.get },
];

/** One thing that goes wrong. */
export interface Fault {
  readonly name: string;
  readonly on: "read" | "write";
  readonly phase: "before" | "after";
  readonly times: number;
  readonly disturbance: (kind: KindName) => Disturbance;
  /** The exit code of the run that meets it. */
  readonly exitCode: number;
  readonly kinds?: readonly KindName[];
}

const PROVIDERS: readonly KindName[] = ["oauth2", "apikey", "payment"];
const ALWAYS = Infinity;

const throttled = (kind: KindName): Disturbance =>
  new ServiceError("ThrottlingException", "Rate exceeded", PROVIDERS.includes(kind) ? 429 : 400);
const serverError = (kind: KindName): Disturbance =>
  new ServiceError(
    {
      secretPolicy: "InternalServiceError",
      keyPolicy: "KMSInternalException",
      oauth2: "InternalServerException",
      apikey: "InternalServerException",
      payment: "InternalServerException",
    }[kind],
    "Try again",
    500,
  );
const conflict = (): Disturbance =>
  new ServiceError(
    "ConflictException",
    "UPDATE in progress for resource with id 'x'. Please retry after update completes",
    409,
  );
const denied = (): Disturbance =>
  new ServiceError("AccessDeniedException", "no identity-based policy allows the action", 403);

const fault = (
  name: string,
  on: Fault["on"],
  phase: Fault["phase"],
  times: number,
  exitCode: number,
  disturbance: Fault["disturbance"],
  kinds?: readonly KindName[],
): Fault => ({ name, on, phase, times, exitCode, disturbance, ...(kinds && { kinds }) });

export const FAULTS: readonly Fault[] = [
  fault("throttled three times", "write", "before", 3, 0, throttled),
  fault("throttled for good", "write", "before", ALWAYS, 5, throttled),
  fault("reading is throttled", "read", "before", 3, 0, throttled),
  fault("server error before acting", "write", "before", 2, 0, serverError),
  fault("server error after acting", "write", "after", 1, 0, serverError),
  fault("server error for good", "write", "before", ALWAYS, 5, serverError),
  fault("connection closed before acting", "write", "before", 1, 0, () => "close"),
  fault("connection closed after acting", "write", "after", 1, 0, () => "close"),
  fault("no answer, not acted", "write", "before", 1, 0, () => "hang"),
  fault("no answer, but acted", "write", "after", 1, 0, () => "hang"),
  fault("conflict three times", "write", "before", 3, 0, conflict, PROVIDERS),
  fault("conflict for good", "write", "before", ALWAYS, 5, conflict, PROVIDERS),
  fault("access denied to write", "write", "before", ALWAYS, 4, denied),
  fault("access denied to read", "read", "before", ALWAYS, 4, denied),
];

/** Disturbs one operation a number of times. */
export function disturb(
  sandbox: Sandbox,
  operation: string,
  { phase, times, disturbance }: Fault,
  kind: KindName,
): void {
  let left = times;
  const intercept: Intercept = (call, at) =>
    call.operation === operation && at === phase && left-- > 0 ? disturbance(kind) : undefined;
  sandbox.intercept = intercept;
}
