import { watchRules } from "../access/watch/rules";
import { WatchSignal } from "../access/watch/signal";
import { watchedSecret } from "../access/watch/watched";
import { SERVICE_PRINCIPAL } from "../access/statements";
import { SIGNAL_TEXTS } from "../access/watch/texts";
import type { EventsRead } from "../live/read/events";
import { SESSION } from "../live/session";
import type { Model } from "../proof/model";
import { own } from "../proof/values";
import { watchedIn } from "../proof/watched";
import { count } from "../report/count";
import { toldOf } from "../watch/message";
import type { TrailRecord } from "../watch/records";
import { Replay } from "../watch/replay";
import type { Group } from "./check";
import { Checks } from "./check";

/** What CloudTrail told. */
export interface Events {
  /** How far back, as the user gave it: `24h`. */
  readonly window: string;
  readonly read: readonly EventsRead[];
  /** Who verifies: the ARNs of the sessions. */
  readonly callers?: readonly string[];
}

/** Those of a watch that are about reads; changes are compared, not looked up. */
const SIGNALS: ReadonlySet<WatchSignal> = new Set([
  WatchSignal.DENIED_READER,
  WatchSignal.DIRECT_READ,
  WatchSignal.UNEXPECTED_READER,
  WatchSignal.FAILED_DECRYPT,
  WatchSignal.DELETED_READ,
]);

/** Who has read each secret, by the rules of `watch`. That nobody has is no failure: CloudTrail is late, and agents may rest. */
export function eventGroups(model: Model, { window, read, callers = [] }: Events): Group[] {
  const { watched } = watchedIn(model, true);
  const off = Object.values(WatchSignal).filter((signal) => !SIGNALS.has(signal));
  const replay = new Replay(watchRules(watched, { off }));
  const records = once(read.flatMap(({ records: piece }) => ("value" in piece ? piece.value : [])));
  const arns = watched.groups.flatMap(({ secrets }) => secrets.map(({ arn }) => arn));
  const groups = arns.map((arn): Group => {
    const checks = new Checks("events");
    const about = records.filter((record) => isAbout(record, arn));
    const ours = about.filter((record) => isOwn(record, callers));
    if (ours.length > 0) checks.note("own", `reads by verify in ${window}`, ownText(ours));
    told(
      checks,
      replay,
      about.filter((record) => !ours.includes(record)),
      window,
    );
    return { kind: "secret", subject: arn, checks: checks.all };
  });
  const unread = read.flatMap(({ account, region, records: piece }): Group[] => {
    if ("value" in piece) return [];
    const checks = new Checks("events");
    if (piece.unread.error === "TooManyEvents")
      checks.unknown(
        "read",
        "reads",
        `there are too many in ${window}`,
        "Look at less: --events 1h. Or replay the trail's files: agentcore-identity watch.",
      );
    else checks.unread("read", "reads", piece.unread);
    return [{ kind: "account", subject: `account ${account}, ${region}`, checks: checks.all }];
  });
  return [...groups, ...unread];
}

/** A read of another account's secret stands in both histories. */
function once(records: readonly TrailRecord[]): TrailRecord[] {
  return [...new Map(records.map((one) => [String(one.sharedEventID ?? one.eventID), one])).values()];
}

function isAbout(record: TrailRecord, arn: string): boolean {
  const parameters = record.requestParameters;
  const encrypted = own(own(parameters, "encryptionContext"), "SecretARN");
  return watchedSecret(arn).ids.includes(String(own(parameters, "secretId"))) || encrypted === arn;
}

/** This role, in a session of this name: whoever else is this role may say so, too, and `watch` lets none of it pass. */
const isOwn = ({ userIdentity }: TrailRecord, callers: readonly string[]): boolean => {
  const arn = own(userIdentity, "arn");
  return typeof arn === "string" && callers.includes(arn) && arn.endsWith(`/${SESSION}`);
};

const ownText = (records: readonly TrailRecord[]): string =>
  `${count(records.length, "time")} by --json-key or --rotate, in the session ${SESSION} of the role that verifies now`;

interface Seen {
  readonly who: string;
  readonly times: string[];
}

function told(checks: Checks, replay: Replay, records: readonly TrailRecord[], window: string): void {
  const [fired, reads, refused] = [
    new Map<WatchSignal, Map<string, Seen>>(),
    new Map<string, Seen>(),
    new Map<string, Seen>(),
  ];
  for (const record of records) {
    const firings = replay.firings(record);
    for (const firing of firings) {
      const all = fired.get(firing.rule.signal) ?? new Map<string, Seen>();
      fired.set(firing.rule.signal, all);
      const { who = "somebody", code = "" } = toldOf(firing).parts;
      note(all, `${roleOf(record) ?? who}${code === "" ? "" : ` (${code})`}`, record);
    }
    if (firings.length > 0 || record.eventSource !== "secretsmanager.amazonaws.com") continue;
    const byAgentCore = own(record.userIdentity, "invokedBy") === SERVICE_PRINCIPAL;
    const who = roleOf(record) ?? String(own(record.userIdentity, "arn") ?? "somebody");
    if (record.errorCode !== undefined) note(refused, who, record);
    else note(reads, byAgentCore ? `AgentCore for ${who}` : who, record);
  }
  for (const [signal, all] of fired)
    checks.fails(signal, `${SIGNAL_TEXTS[signal].title}, in ${window}`, listed(all), SIGNAL_TEXTS[signal].why);
  if (reads.size > 0) checks.ok("reads", `reads in ${window}`, listed(reads));
  else
    checks.note(
      "reads",
      `reads in ${window}`,
      "CloudTrail tells of none yet; it is some minutes late, or nobody asked",
    );
  if (refused.size > 0) checks.note("refused", `refused in ${window}`, listed(refused));
}

function note(all: Map<string, Seen>, who: string, record: TrailRecord): void {
  const seen = all.get(who) ?? { who, times: [] };
  seen.times.push(String(record.eventTime));
  all.set(who, seen);
}

const listed = (all: ReadonlyMap<string, Seen>): string =>
  [...all.values()]
    .map(({ who, times }) => `${who}, ${count(times.length, "time")}, last at ${[...times].sort().at(-1) ?? ""}`)
    .join("; ");

const roleOf = (record: TrailRecord): string | undefined => {
  const arn = own(own(own(record.userIdentity, "sessionContext"), "sessionIssuer"), "arn");
  return typeof arn === "string" ? arn : undefined;
};
