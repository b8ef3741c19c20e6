import type { RequestPrincipal } from "../decision";
import type { ModelGroup } from "./model";
import type { Representative } from "./representatives";

/** What a principal is to a provider. `unstated`: nobody says who should read. */
export type Standing = "reader" | "deployer" | "service" | "other" | "unstated";

/**
 * How somebody was found.
 *
 * - `named`: as one who should read, or by the secret policy itself
 * - `near`: by policies of its own, or because the secret policy is open
 * - `made up`: it stands for others
 */
export type How = "named" | "near" | "made up";

export interface Candidate {
  readonly name: string;
  readonly standing: Standing;
  readonly principal: RequestPrincipal;
  readonly how: How;
  /** The group whose member it is. */
  readonly group?: ModelGroup;
  /** Who is made up, and for whom it stands. */
  readonly representative?: Representative;
}
