import type { Account, Identity } from "./aws";
import { accountOf, Aws } from "./aws";
import type { Cleaned } from "./clean";
import { clean } from "./clean";
import type { Clock } from "./clock";
import { SYSTEM_CLOCK } from "./clock";
import { costs } from "./costs";
import { newPrefix } from "./names";
import type { Options } from "./options";
import { WrongUse } from "./options";
import type { Report } from "./report";
import { exitCodeOf, json, leftLine, markdown, questionText, summaryText } from "./report";
import { askAll } from "./run";
import { OTHER_REGION, RUNTIME_ARN, sandboxWorld } from "./sandbox-world";

/** Where it is told, and who may stop it. */
export interface Surroundings {
  readonly signal: AbortSignal;
  readonly out: (text: string) => void;
  readonly notes: (text: string) => void;
  readonly say: (what: string) => void;
  /** Left out: there is nobody to ask. */
  readonly confirm?: (question: string) => Promise<boolean>;
  readonly write: (file: string, text: string) => void;
}

/** Whom it asks. */
interface Asking {
  readonly here: Identity;
  readonly other?: Identity;
  readonly otherRegion?: string;
  readonly runtimeArn?: string;
  readonly clock: Clock;
  readonly end: () => Promise<void>;
}

const MINUTE = 60_000;

export async function acceptance(options: Options, around: Surroundings): Promise<number> {
  if (options.list) {
    around.out(options.questions.map(({ number, title }) => `${number}. ${title}\n`).join(""));
    return 0;
  }
  const asking = options.sandbox ? await sandboxed() : real(options);
  const clients: Aws[] = [];
  const account = async (label: string, identity: Identity): Promise<Account> => {
    const aws = new Aws(identity);
    clients.push(aws);
    return accountOf(label, aws);
  };
  try {
    const here = await account("this account", asking.here);
    if (here.callerArn.endsWith(":root"))
      throw new WrongUse("the root user cannot assume roles, which all questions need: take a role or a user.");
    const other = asking.other && (await account("the other account", asking.other));
    if (other?.place.account === here.place.account)
      throw new WrongUse("--other-profile is of the same account: give one of another, or leave it out.");
    return options.clean
      ? await cleaned(options, around, asking, account, [here, ...(other ? [other] : [])])
      : await asked(options, around, asking, here, other);
  } finally {
    for (const client of clients) client.destroy();
    await asking.end();
  }
}

function real({ profile, region, otherProfile, otherRegion, runtimeArn }: Options): Asking {
  if (region === undefined)
    throw new WrongUse("Say with --region which Region is asked about, or try --sandbox, which needs no account.");
  const identity = (name: string | undefined): Identity => ({ region, ...(name !== undefined && { profile: name }) });
  return {
    here: identity(profile),
    ...(otherProfile !== undefined && { other: identity(otherProfile) }),
    otherRegion: otherRegion ?? usualOtherRegion(region),
    runtimeArn,
    clock: SYSTEM_CLOCK,
    end: () => Promise.resolve(),
  };
}

/** Regions that every account has; in other partitions somebody has to say one. */
function usualOtherRegion(region: string): string | undefined {
  if (/^(cn|us-gov|us-iso)/.test(region)) return undefined;
  return region === "us-east-1" ? "us-west-2" : "us-east-1";
}

async function sandboxed(): Promise<Asking> {
  const { sandbox, here, other, clock } = await sandboxWorld();
  return { here, other, clock, otherRegion: OTHER_REGION, runtimeArn: RUNTIME_ARN, end: () => sandbox.close() };
}

async function asked(
  { prefix = newPrefix(), questions, trailMinutes, ...options }: Options,
  { signal, out, notes, say, confirm, write }: Surroundings,
  { clock, otherRegion, runtimeArn }: Asking,
  here: Account,
  other: Account | undefined,
): Promise<number> {
  const given = { otherRegion, runtimeArn, trailPatience: trailMinutes * MINUTE };
  const { account, region } = here.place;
  notes(`${questions.length} questions in account ${account}, ${region}, as ${here.callerArn}.\n`);
  notes(`${costs(questions, other !== undefined, given).join("\n")}\nAll names begin with ${prefix}-.\n\n`);
  if (!options.yes && !options.sandbox) {
    if (!confirm) throw new WrongUse("nobody can be asked whether to make all this: give --yes.");
    if (!(await confirm("Make these?"))) {
      notes("Nothing was made.\n");
      return 0;
    }
  }
  const date = new Date(clock.now()).toISOString();
  const run = { prefix, here, other, given, clock, signal, say };
  const all = await askAll(questions, run, (one) => {
    if (!options.json) out(questionText(one));
  });
  const isInterrupted = signal.aborted;
  const report: Report = { date, region, prefix, isSandbox: options.sandbox, isInterrupted, questions: all };
  out(options.json ? json(report) : summaryText(report));
  if (options.report !== undefined) write(options.report, markdown(report));
  return exitCodeOf(report);
}

async function cleaned(
  { prefix, json: isJson, yes, sandbox }: Options,
  { signal, out, notes, confirm }: Surroundings,
  { clock, otherRegion }: Asking,
  accountFor: (label: string, identity: Identity) => Promise<Account>,
  accounts: readonly Account[],
): Promise<number> {
  const [here] = accounts;
  if (!yes && !sandbox) {
    if (!confirm) throw new WrongUse("nobody can be asked whether to remove what is found: give --yes.");
    if (!(await confirm(`Remove what earlier runs left in ${accounts.length} accounts?`))) return 0;
  }
  const elsewhere =
    here && otherRegion !== undefined
      ? [await accountFor(`this account in ${otherRegion}`, { ...here.aws.identity, region: otherRegion })]
      : [];
  const { found, left, waits } = await clean(accounts, elsewhere, prefix, { clock, signal });
  if (isJson) out(`${JSON.stringify({ found, left, waits }, null, 2)}\n`);
  else {
    const line = ({ kind, name, account }: Cleaned["found"][number]): string => `${kind} ${name} of ${account}`;
    const stays = left.map(line);
    for (const one of found) if (one.kind !== "key" && !stays.includes(line(one))) out(`removed: ${line(one)}\n`);
    for (const one of waits) out(`${one}\n`);
    for (const one of left) out(`STAYS: ${leftLine(one)}\n`);
    if (found.length === 0 && left.length === 0) out("Nothing was left.\n");
  }
  notes("Secrets that were made within the last five minutes may not be in AWS's list yet.\n");
  return left.length > 0 ? 1 : 0;
}
