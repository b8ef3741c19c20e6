import type { Target } from "../../live/read";
import type { Snapshot } from "../../live/snapshot";
import type { Model } from "../../proof/model";
import type { Simulated } from "../../verify/simulate/ask";
import { simulated } from "../../verify/simulate/ask";

/** Asks AWS's simulator about the roles that should read or deploy, each in its own account. */
export const simulatedFor = (model: Model, { accounts }: Snapshot, targets: readonly Target[]): Promise<Simulated[]> =>
  simulated(
    model,
    new Map(
      targets.map(({ caller, regions }, index) => [accounts[index]?.id ?? "", { caller, region: regions[0] ?? "" }]),
    ),
  );
