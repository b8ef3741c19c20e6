import { readAccounts } from "../../../src/live/read";
import type { Snapshot } from "../../../src/live/snapshot";
import { limitsOf, modelOf } from "../../../src/live/world";
import { limitedBy } from "../../../src/plan/given-limits";
import type { Model } from "../../../src/proof/model";
import type { Result } from "../../../src/report/result";
import { resultOf } from "../../../src/report/result";
import type { AuthorizationRequest } from "../../../src/sandbox/call";
import { Sandbox } from "../../../src/sandbox/sandbox";
import type { Random } from "../../oracle/random";
import { compare } from "../../worlds/compare";
import type { Comparison } from "../../worlds/compare";
import type { World } from "../../worlds/world";
import { furnish, REGIONS, targetsOf, truthByArn } from "./worlds";
import { unlikeness } from "./likeness";

const NONE = { scps: [], rcps: [], sessions: new Map(), boundaries: new Map(), accounts: {} };

export interface Looked {
  readonly snapshot: Snapshot;
  readonly model: Model;
  readonly result: Result;
  /** What is decided, held against the truth. */
  readonly found: Comparison;
  /** What the model has otherwise than the world. */
  readonly unlike: readonly string[];
}

/** Puts a world into a sandbox, and reads and decides it as `check --from` does. */
export async function lookAt(world: World, authorize?: Sandbox["authorize"]): Promise<Looked> {
  const sandbox = await Sandbox.start({ regions: REGIONS.slice(1) });
  try {
    furnish(sandbox, world);
    if (authorize) sandbox.authorize = authorize;
    const snapshot = await readAccounts(targetsOf(sandbox, world), new Date(0));
    const model = limitedBy(modelOf(snapshot), limitsOf(snapshot, NONE));
    const result = resultOf("the accounts", model);
    const truth = truthByArn(world);
    return { snapshot, model, result, found: compare(truth, result), unlike: unlikeness(world, truth, model) };
  } finally {
    await sandbox.close();
  }
}

/** Each verdict by whom and what it is about. */
export const cells = ({ rows }: Result): Map<string, string> =>
  new Map(
    rows.flatMap((row) =>
      (["use", "read", "decrypt"] as const).map((cell) => [
        `${cell} of ${row.principal} at ${row.provider.at}`,
        row[cell].verdict,
      ]),
    ),
  );

/** Permissions of which some are missing, in all or for some resources. */
export function readable(random: Random): (request: AuthorizationRequest) => string | undefined {
  const often = random.pick([0.1, 0.3, 0.6]);
  const decided = new Map<string, boolean>();
  return ({ action, resource }) => {
    for (const key of [action, `${action} ${resource}`])
      if (!decided.has(key)) decided.set(key, random.chance(often / 2));
    const isDenied = decided.get(action) === true || decided.get(`${action} ${resource}`) === true;
    return isDenied ? `is not authorized to perform: ${action} on resource: ${resource}` : undefined;
  };
}
