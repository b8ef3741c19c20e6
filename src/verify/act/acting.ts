import type { Clock } from "../../live/clock";
import type { Hands } from "../../live/hands";

/** What is asked for beyond looking. */
export interface Acts {
  /** Whether to read each secret once, for the names in it. */
  readonly jsonKey: boolean;
  /** ARNs of roles as which credentials are asked for. */
  readonly calls: readonly string[];
  readonly rotations: readonly RotationAsked[];
}

/**
 * `put` writes the current value again, and puts the labels back; `leave` lets the new version stay current; `rotate` has the
 * secret rotated as it is configured.
 */
export const ROTATION_WAYS = ["put", "leave", "rotate"] as const;
export type RotationWay = (typeof ROTATION_WAYS)[number];

export interface RotationAsked {
  /** An ARN or a name. */
  readonly secret: string;
  readonly way: RotationWay;
}

/** By whom and how it is done. */
export interface Acting {
  /** By account, those that were read. */
  readonly hands: ReadonlyMap<string, Hands>;
  readonly clock: Clock;
  /** Somebody does not want to wait. What was begun is taken back all the same. */
  readonly signal: AbortSignal;
  /** A new ID: a UUID. */
  readonly id: () => string;
  /** Told what is done now. */
  readonly tell?: (text: string) => void;
}
