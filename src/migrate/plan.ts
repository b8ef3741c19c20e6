import type { Migration } from "./migration";
import { sameNameSteps } from "./steps/same-name";
import { secondNameSteps } from "./steps/second-name";
import type { Writing } from "./steps/common";
import type { Step } from "./steps/step";

export type { Writing } from "./steps/common";
export type { Step } from "./steps/step";

/** What a person follows. */
export interface MigrationPlan {
  readonly migrations: readonly Migration[];
  readonly steps: readonly Step[];
  /** What Terraform asks for, since nobody told it: variables with what they are. */
  readonly open: readonly { readonly variable: string; readonly what: string }[];
}

export function planOf(migrations: readonly Migration[], writing: Writing, open: MigrationPlan["open"]): MigrationPlan {
  const isSame = migrations[0]?.way === "same-name";
  return { migrations, steps: (isSame ? sameNameSteps : secondNameSteps)(migrations, writing), open };
}
