import type { Snapshot } from "../../live/snapshot";
import { limitsOf, modelOf } from "../../live/world";
import { migrationJson } from "../../migrate/json";
import { migrationsOf } from "../../migrate/migration";
import { planOf } from "../../migrate/plan";
import { MigrationProblem } from "../../migrate/problem";
import { migrationText } from "../../migrate/text";
import { filesOf } from "../../migrate/write/files";
import { programOf } from "../../migrate/write/program";
import { limitedBy, limitsGiven, NOT_SAID } from "../../plan/given-limits";
import { InputError, UsageError } from "../../plan/input-error";
import type { Row } from "../../proof/proof";
import { prove, TooManyRows } from "../../proof/proof";
import { safe } from "../../report/safe";
import type { Command } from "../command";
import { EXIT } from "../command";
import { Progress } from "../progress";
import { keptSnapshot, takeSnapshot } from "../take-snapshot";
import { writeFiles } from "../write-files";
import type { MigrateOptions } from "./migrate-options";
import { MIGRATE_HELP, migrateOptions } from "./migrate-options";

export const migrate: Command = {
  summary: "plan how providers come from AgentCore's secrets to the team's own, and write it in Terraform",
  run: async (args) => {
    try {
      const options = migrateOptions(args);
      if (!options) {
        process.stdout.write(MIGRATE_HELP);
        return EXIT.OK;
      }
      process.stdout.write(planned(await snapshotOf(options), options));
      return EXIT.OK;
    } catch (error) {
      if (error instanceof UsageError) {
        process.stderr.write(`${safe(error.message)} See agentcore-identity migrate --help.\n`);
        return EXIT.USAGE;
      }
      if (error instanceof InputError || error instanceof MigrationProblem) {
        process.stderr.write(`${safe(error.message)}\n`);
        return EXIT.FAILED;
      }
      throw error;
    }
  },
};

async function snapshotOf({ from, reading }: MigrateOptions): Promise<Snapshot> {
  if (from === undefined) {
    const { snapshot, isInterrupted } = await takeSnapshot(reading, new Progress());
    if (isInterrupted)
      throw new InputError("It was interrupted, and half of an account is no ground for a plan: read it again.");
    return snapshot;
  }
  return keptSnapshot(from);
}

/** The plan; what is to be written is written only once all of it is known to be right. */
function planned(snapshot: Snapshot, { asked, write, json }: MigrateOptions): string {
  const migrations = migrationsOf(snapshot, rowsOf(snapshot), asked);
  const program = programOf(migrations, { engine: asked.engine, purpose: asked.way });
  if (write) writeFiles(write.folder, filesOf(write.as, program, write));
  const open = program.variables.map(({ name, open: { what } }) => ({ variable: name, what }));
  const plan = planOf(migrations, { ...(write && { as: write.as }), folder: write?.folder ?? "" }, open);
  return (json ? migrationJson : migrationText)(plan);
}

function rowsOf(snapshot: Snapshot): readonly Row[] {
  const model = modelOf(snapshot);
  try {
    return prove(limitedBy(model, limitsOf(snapshot, limitsGiven(model, [], NOT_SAID))));
  } catch (error) {
    if (error instanceof TooManyRows) throw new InputError(`The snapshot holds ${error.message}: read fewer accounts.`);
    throw error;
  }
}
