import { WATCH_SIGNALS } from "../../access/watch/signal";
import { SESSION } from "../../live/session";
import { safe } from "../../report/safe";
import type { Told } from "../../watch/message";
import { toldOf } from "../../watch/message";
import type { Firing } from "../../watch/replay";

/** What a replay found. */
export interface Replayed {
  readonly firings: readonly Firing[];
  readonly records: number;
  /** What was in the files and is no record. */
  readonly others: number;
  /** Sentences. */
  readonly unknown: readonly string[];
}

/** Firings of one signal that tell the same but for their time. */
interface Group {
  readonly firing: Firing;
  readonly told: Told;
  readonly ids: string[];
  last: string;
}

export function watchText({ firings, records, others, unknown }: Replayed): string {
  const blocks = grouped(firings).map(({ told, ids, last }) => {
    const [first = "", ...rest] = told.lines.map(safe);
    const times = ids.length === 1 ? [] : [`${ids.length} times, the last one ${safe(last)}.`];
    return [first, ...[...rest, ...verifies(told), ...times].map((line) => `  ${line}`)].join("\n");
  });
  const counted = `${count(firings.length, "signal")} would have fired for ${count(records, "record")}.`;
  const left = others > 0 ? [`${count(others, "object or line", "objects or lines")} are no CloudTrail record.`] : [];
  return `${[...blocks, [counted, ...left, ...unknown.map(safe)].join("\n")].join("\n\n")}\n`;
}

/** A session's name is no proof of who it was, so that what it does fires all the same. */
const verifies = ({ parts: { who = "", role } }: Told): string[] =>
  role !== undefined && who.endsWith(`/${SESSION}`)
    ? [`Its session is named as those of agentcore-identity verify. If that is who it was: --except ${safe(role)}.`]
    : [];

export const watchJson = ({ firings, records, others, unknown }: Replayed): string =>
  `${JSON.stringify(
    {
      version: 1,
      records,
      others,
      unknown,
      firings: firings.map((firing) => {
        const { lines, parts } = toldOf(firing);
        return {
          signal: firing.rule.signal,
          severity: firing.rule.severity,
          message: lines.join(" "),
          eventId: parts.id,
          time: parts.time,
          event: parts.event,
          secret: parts.secret ?? parts.encrypted ?? parts.rotated,
          role: parts.role,
          principal: parts.who,
          errorCode: parts.code,
        };
      }),
    },
    undefined,
    2,
  )}\n`;

const count = (of: number, one: string, many = `${one}s`): string => `${of} ${of === 1 ? one : many}`;

function grouped(firings: readonly Firing[]): Group[] {
  const groups = new Map<string, Group>();
  for (const firing of firings) {
    const told = toldOf(firing);
    const { id = "", time = "", ...same } = told.parts;
    const key = JSON.stringify([firing.rule.signal, same]);
    const before = groups.get(key);
    if (before) {
      before.ids.push(id);
      if (time > before.last) before.last = time;
    } else groups.set(key, { firing, told, ids: [id], last: time });
  }
  const order = ({ firing }: Group): number => WATCH_SIGNALS.indexOf(firing.rule.signal);
  return [...groups.values()].sort((a, b) => order(a) - order(b));
}
