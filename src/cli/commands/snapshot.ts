import { writeFileSync } from "node:fs";
import { snapshotText } from "../../live/parse";
import type { Snapshot } from "../../live/snapshot";
import { InputError, UsageError } from "../../plan/input-error";
import { safe } from "../../report/safe";
import type { Command } from "../command";
import { EXIT } from "../command";
import { Progress } from "../progress";
import { takeSnapshot } from "../take-snapshot";
import { unreadLines } from "../unread-lines";
import { SNAPSHOT_HELP, snapshotOptions } from "./snapshot-options";

export const snapshot: Command = {
  summary: "write down what decides about secrets in accounts, without their values",
  run: async (args) => {
    try {
      const options = snapshotOptions(args);
      if (!options) {
        process.stdout.write(SNAPSHOT_HELP);
        return EXIT.OK;
      }
      const { snapshot: taken, isInterrupted } = await takeSnapshot(options, new Progress());
      write(taken, options.save);
      process.stderr.write(unreadLines(taken));
      if (!isInterrupted) return EXIT.OK;
      process.stderr.write(`Interrupted. Go on with --from ${safe(options.save ?? "FILE")}.\n`);
      return EXIT.FAILED;
    } catch (error) {
      if (error instanceof UsageError) {
        process.stderr.write(`${safe(error.message)} See agentcore-identity snapshot --help.\n`);
        return EXIT.USAGE;
      }
      if (error instanceof InputError) {
        process.stderr.write(`${safe(error.message)}\n`);
        return EXIT.FAILED;
      }
      throw error;
    }
  },
};

function write(taken: Snapshot, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(snapshotText(taken));
    return;
  }
  try {
    // Policies and names are nobody else's business.
    writeFileSync(file, snapshotText(taken), { mode: 0o600 });
  } catch {
    throw new InputError(`${file} cannot be written.`);
  }
}
