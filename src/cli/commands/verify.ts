import { writeFileSync } from "node:fs";
import { isOpen, isUnknown } from "../../decision";
import { snapshotText } from "../../live/parse";
import type { EventsRead } from "../../live/read/events";
import { readEvents } from "../../live/read/events";
import type { Target } from "../../live/read";
import type { Snapshot } from "../../live/snapshot";
import { mayMatter } from "../../plan/catalogue";
import { expectedOf } from "../../plan/expected";
import { sourceOfPlanOrState } from "../../plan/from-state";
import type { Given } from "../../plan/given";
import { InputError, UsageError } from "../../plan/input-error";
import { readJsonFile } from "../../plan/json-file";
import { modelWith } from "../../plan/model-with";
import type { Source } from "../../plan/source";
import { wantedIn } from "../../plan/wanted";
import type { Model } from "../../proof/model";
import { TooManyRows } from "../../proof/proof";
import { safe } from "../../report/safe";
import { exitCodeOf } from "../../verify/answer";
import { htmlReport } from "../../verify/report/html";
import { jsonReport } from "../../verify/report/json";
import { junitReport } from "../../verify/report/junit";
import { textReport } from "../../verify/report/text";
import type { Simulated } from "../../verify/simulate/ask";
import { verified } from "../../verify/verify";
import type { Command } from "../command";
import { EXIT } from "../command";
import { Progress } from "../progress";
import type { Reached } from "../take-snapshot";
import { keptSnapshot, takeSnapshot } from "../take-snapshot";
import { sourcesFor } from "./check-inputs";
import { documentsOf, modelOfSnapshot } from "./model";
import { simulatedFor } from "./verify-simulate";
import type { Acted } from "./verify-acts";
import { acted } from "./verify-acts";
import type { VerifyOptions } from "./verify-options";
import { VERIFY_HELP, verifyOptions } from "./verify-options";

export const verify: Command = {
  summary: "compare what was applied with what AWS has; on request also try it",
  run: async (args) => {
    try {
      const options = verifyOptions(args);
      if (!options) {
        process.stdout.write(VERIFY_HELP);
        return EXIT.OK;
      }
      return await runWith(options);
    } catch (error) {
      if (error instanceof UsageError) {
        process.stderr.write(`${safe(error.message)} See agentcore-identity verify --help.\n`);
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

/** A rotation permits nothing, and is something to verify all the same. */
const keep = (type: string): boolean => mayMatter(type) || type === "aws_secretsmanager_secret_rotation";

async function runWith(options: VerifyOptions): Promise<number> {
  const progress = new Progress();
  const { plans, expect, events, policy, policies, suppressions } = options;
  const sources = sourcesFor(options, progress, { sourceOf: sourceOfPlanOrState, keep });
  const said = expect === undefined ? undefined : expectedOf(readJsonFile(expect), expect);
  const given: Given = { policies: [], ...(said && { expected: said }) };
  const documents = documentsOf({ policy, ...(policies !== undefined && { policies }) });
  const knownBy = (taken: Snapshot): Given => ({ ...given, accounts: accountsOf(taken, sources) });
  const liveOf = (taken: Snapshot): Model =>
    modelOfSnapshot(taken, documents, modelWith(sources, knownBy(taken)).expected, options.organization);
  let simulation: readonly Simulated[] | undefined;
  const { snapshot, read, done } = await readFor(options, modelWith(sources, given), progress, {
    ask: async (taken, { targets }) => {
      if (options.simulate) simulation = await simulatedFor(liveOf(taken), taken, targets);
    },
    act: (taken, reached) =>
      acted(options.acts, taken, reached, modelWith(sources, knownBy(taken)).providers, progress),
  });
  const known = knownBy(snapshot);
  const model = modelWith(sources, known);
  const name = plans.map((plan) => (plan === "-" ? "the standard input" : plan)).join(", ");
  try {
    const found = verified(
      { name, model, wanted: wantedIn(sources, known) },
      {
        snapshot,
        model: liveOf(snapshot),
        acts: done.groups,
        ...(events && { events: { window: events.window, read, callers: callersOf(snapshot) } }),
        ...(simulation && { simulation }),
      },
      suppressions,
    );
    write(options.junit, () => junitReport(found));
    write(options.html, () => htmlReport(found), 0o600);
    const isTerminal = process.stdout.isTTY && process.env.NO_COLOR === undefined;
    process.stdout.write(options.json ? jsonReport(found) : textReport(found, isTerminal));
    if (!done.isInterrupted) return exitCodeOf(found, options.strict);
    process.stderr.write("Interrupted.\n");
    return EXIT.FAILED;
  } catch (error) {
    if (error instanceof TooManyRows) throw new InputError(`${name} holds ${error.message}: verify its parts apart.`);
    throw error;
  }
}

/** What is done beside while there are connections. */
interface Beside {
  readonly ask: (snapshot: Snapshot, reached: Reached) => Promise<void>;
  readonly act: (snapshot: Snapshot, reached: Reached) => Promise<Acted>;
}

/** A snapshot that was kept, or one that is taken now: then secrets that no provider at AWS references are described, too. */
async function readFor(
  options: VerifyOptions,
  { providers, secrets }: Model,
  progress: Progress,
  { ask, act }: Beside,
): Promise<{ snapshot: Snapshot; read: EventsRead[]; done: Acted }> {
  const { from, maxBytes, events, save } = options;
  let done: Acted = { groups: [], isInterrupted: false };
  if (from !== undefined) return { snapshot: keptSnapshot(from, maxBytes), read: [], done };
  const isFull = (text: unknown): text is string =>
    typeof text === "string" && !isUnknown(text) && !isOpen(text) && text.startsWith("arn:");
  const arns = providers.flatMap(({ references }) => references.map(({ secretId }) => secretId)).filter(isFull);
  const keyArns = [...new Set(arns.map((arn) => secrets.get(arn)?.keyArn).filter(isFull))];
  const read: EventsRead[] = [];
  const readAll = async ({ accounts, takenAt }: Snapshot, targets: readonly Target[]): Promise<void> => {
    if (!events) return;
    const to = new Date(takenAt);
    const from = new Date(to.getTime() - events.milliseconds);
    const places = targets.flatMap(({ caller, regions }, index) =>
      regions.map((region) => ({ caller, region, account: accounts[index]?.id ?? "" })),
    );
    const ofRegion = (region: string): string[] => keyArns.filter((arn) => arn.split(":")[3] === region);
    read.push(
      ...(await Promise.all(
        places.map(({ account, ...where }) =>
          readEvents(where, account, { from, to, keyArns: ofRegion(where.region) }),
        ),
      )),
    );
  };
  const then = async (taken: Snapshot, reached: Reached): Promise<void> => {
    await Promise.all([readAll(taken, reached.targets), ask(taken, reached)]);
    // Last, so that what is done now is no event that was looked up.
    done = await act(taken, reached);
  };
  const { snapshot } = await takeSnapshot(options, progress, { secrets: [...new Set(arns)], then });
  // Policies and names are nobody else's business.
  write(save, () => snapshotText(snapshot), 0o600);
  return { snapshot, read, done };
}

const callersOf = ({ accounts }: Snapshot): string[] => accounts.flatMap(({ caller }) => caller ?? []);

/** What inputs do not tell of their accounts: the only one that was read, or that of the name of an AWS provider. */
function accountsOf({ accounts }: Snapshot, sources: readonly Source[]): ReadonlyMap<string, string> {
  const names = new Set(sources.flatMap(({ providers }) => [...providers.keys()]));
  const named = accounts.flatMap(({ alias = "", id }) => (names.has(alias) ? [[alias, id] as const] : []));
  const [only, second] = accounts;
  return new Map([...(only && !second ? [["", only.id] as const] : []), ...named]);
}

function write(file: string | undefined, text: () => string, mode = 0o666): void {
  if (file === undefined) return;
  try {
    writeFileSync(file, text(), { mode });
  } catch {
    throw new InputError(`${file} cannot be written.`);
  }
}
