import type { Wanted } from "../plan/wanted";
import type { Model } from "../proof/model";

/** What inputs make. */
export interface Inputs {
  /** As the user names them. */
  readonly name: string;
  readonly model: Model;
  readonly wanted: Wanted;
}
