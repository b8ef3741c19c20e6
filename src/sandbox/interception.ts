import type { Call } from "./call";
import type { ServiceError } from "./service-error";

/** What goes wrong with a request: the service answers an error, closes the connection, or never answers. */
export type Disturbance = ServiceError | "close" | "hang";

/**
 * Sees each request twice, before and after the service acted on it, and may disturb it. It may also wait, or do
 * something else in between: that is how tests let two runs meet, or end a run at a chosen step.
 */
export type Intercept = (
  call: Call,
  phase: "before" | "after",
) => Disturbance | undefined | Promise<Disturbance | undefined>;

/** A request that was answered. */
export interface LoggedCall extends Call {
  /** `ok`, or the code of the error. */
  readonly answer: string;
}
