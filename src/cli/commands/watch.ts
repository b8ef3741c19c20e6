import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { WatchRule } from "../../access/watch/rules";
import { watchRules } from "../../access/watch/rules";
import { TooLongForOne } from "../../access/watch/share";
import { InputError, UsageError } from "../../plan/input-error";
import { safe } from "../../report/safe";
import { ruleFiles } from "../../watch/files";
import type { Firing } from "../../watch/replay";
import { Replay } from "../../watch/replay";
import { EXIT } from "../command";
import { eventsIn } from "./watch-events";
import { toWatch } from "./watch-model";
import type { WatchOptions } from "./watch-options";
import { WATCH_HELP, watchOptions } from "./watch-options";
import type { Replayed } from "./watch-report";
import { watchJson, watchText } from "./watch-report";

export const summary = "replay CloudTrail records: what would SecretWatch have told of";

const EXIT_UNKNOWN = 3;

/** @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const options = watchOptions(args);
    if (!options) {
      process.stdout.write(WATCH_HELP);
      return EXIT.OK;
    }
    return runWith(options);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${safe(error.message)} See agentcore-identity watch --help.\n`);
      return EXIT.USAGE;
    }
    if (error instanceof InputError) {
      process.stderr.write(`${safe(error.message)}\n`);
      return EXIT.FAILED;
    }
    throw error;
  }
}

function runWith(options: WatchOptions): number {
  const { watched, unknown } = toWatch(options);
  const rules = watchRules(watched, { off: options.off });
  if (rules.length === 0) throw new InputError("There is nothing to watch: no secret, provider or key is known.");
  if (options.write !== undefined) write(options.write, rules);
  if (options.events.length === 0) return options.strict && unknown.length > 0 ? EXIT_UNKNOWN : EXIT.OK;
  const replayed = { ...replay(options, rules), unknown };
  process.stdout.write(options.json ? watchJson(replayed) : watchText(replayed));
  if (replayed.firings.length > 0) return EXIT.FAILED;
  return options.strict && unknown.length + replayed.others > 0 ? EXIT_UNKNOWN : EXIT.OK;
}

/** Of all records only those that fire are held. */
function replay({ events, maxBytes }: WatchOptions, rules: readonly WatchRule[]): Omit<Replayed, "unknown"> {
  const engine = new Replay(rules);
  const firings: Firing[] = [];
  let [records, others] = [0, 0];
  for (const path of events)
    for (const read of eventsIn(path, maxBytes)) {
      records += read.records.length;
      others += read.others;
      for (const record of read.records) firings.push(...engine.firings(record));
    }
  return { firings, records, others };
}

function write(folder: string, rules: readonly WatchRule[]): void {
  for (const { path, text } of filesOf(rules)) {
    const file = join(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    } catch {
      throw new InputError(`${file} cannot be written.`);
    }
  }
}

function filesOf(rules: readonly WatchRule[]): ReturnType<typeof ruleFiles> {
  try {
    return ruleFiles(rules);
  } catch (error) {
    if (!(error instanceof TooLongForOne)) throw error;
    throw new InputError(
      "So many roles are named for one secret that no pattern holds them: name fewer, or leave the signal out with --off.",
    );
  }
}
