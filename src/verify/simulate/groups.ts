import { splitArn } from "../../access/arn";
import { unreadText } from "../../live/piece";
import type { Model } from "../../proof/model";
import { count } from "../../report/count";
import type { Account } from "../account";
import type { Group } from "../check";
import { Checks } from "../check";
import type { Simulated } from "./ask";
import type { Compared, Outcome } from "./compare";
import { compared } from "./compare";
import { ownAnswer } from "./own-answer";

const WHAT = "IAM's policy simulator";
/** What asking again does not change: an action or a policy of which the simulator makes nothing. */
const REFUSED = /^(?:InvalidInput|PolicyEvaluation)/;

/** What AWS's simulator answers of each role that should read or deploy, beside what the proof says by the same policies. */
export function simulationGroups(account: Account, model: Model, all: readonly Simulated[]): Group[] {
  const roles = new Set(all.map(({ roleArn }) => roleArn));
  return [...roles].sort().flatMap((roleArn): Group[] => {
    // That it is not there is said already.
    if (isGone(account, roleArn)) return [];
    const checks = new Checks("simulate");
    told(
      checks,
      roleArn,
      model,
      all.filter((one) => one.roleArn === roleArn),
    );
    return [{ kind: "role", subject: roleArn, checks: checks.all }];
  });
}

function isGone({ index }: Account, roleArn: string): boolean {
  const identities = index.account(splitArn(roleArn)?.account ?? "")?.identities;
  return (
    identities !== undefined && "value" in identities && !identities.value.roles.some(({ arn }) => arn === roleArn)
  );
}

function told(checks: Checks, roleArn: string, model: Model, all: readonly Simulated[]): void {
  const found: Compared[] = [];
  const unread = new Set<string>();
  for (const { request, answer } of all) {
    if (answer && "value" in answer) found.push(compared(request, ownAnswer(model, request), answer.value));
    else if (answer) {
      const isRefused = REFUSED.test(answer.unread.error);
      const key = isRefused ? request.action : unreadText(answer.unread);
      if (unread.has(key)) continue;
      unread.add(key);
      if (isRefused)
        checks.note(
          "asked",
          WHAT,
          `does not answer about ${request.action}: ${answer.unread.error}; the proof stands alone`,
        );
      else checks.unread("asked", WHAT, answer.unread);
    }
  }
  if (all.some(({ answer }) => answer === undefined)) {
    const id = splitArn(roleArn)?.account ?? "?";
    checks.unknown("asked", WHAT, `account ${id} was not read`, `Read it, too: --account NAME=PROFILE of ${id}.`);
  }
  const of = (outcome: Outcome): Compared[] => found.filter((one) => one.outcome === outcome);
  for (const one of alike(of("differs"))) checks.fails("differs", one.what, one.text, DIFFERS);
  for (const one of alike(of("denied")))
    checks.unknown("denied", one.what, one.text, one.isOfScps ? scpsWay(roleArn) : TELL);
  for (const one of alike(of("told")))
    checks.note("told", one.what, `${one.text}. It is AWS's answer to the keys that it was given, and settles nothing`);
  const same = of("same");
  if (same.length > 0) checks.ok("same", WHAT, `answers as this program does to ${questions(same, BY)}`);
  const silent = of("silent");
  if (silent.length > 0)
    checks.note("silent", WHAT, `says nothing to ${questions(silent)}; another account's policies decide, too`);
}

const BY = ", by the role's own policies and their limits";

const questions = (all: readonly Compared[], by = ""): string =>
  `${count(all.length, "question")}${by}: ${[...new Set(all.map(({ action }) => action))].join(", ")}`;

interface Line {
  readonly what: string;
  readonly text: string;
  readonly isOfScps: boolean;
}

/** One line for all resources of an action of which the same is said. */
function alike(all: readonly Compared[]): Line[] {
  const found = new Map<string, Compared[]>();
  for (const one of all) {
    const key = `${one.action} ${one.text.replaceAll(one.resource, "*")}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()].map(([first, ...more]) => {
    const { action = "", resource = "", text = "", isOfScps = false } = first ?? {};
    const rest = more.length > 0 ? `, and on ${count(more.length, "more resource", "more resources")}` : "";
    return { what: `${WHAT}, ${action} on ${resource}${rest}`, text, isOfScps };
  });
}

const DIFFERS =
  "Verify again, since something may have changed meanwhile. If both still differ, look at the statements that they name: AWS says that its simulator can differ from what it does, and this program may be wrong; then report it.";
const TELL =
  "What this program does not know stands beside; read it, or give it with --policy. AWS's answer is for the keys that it was given.";
const scpsWay = (roleArn: string): string =>
  `Read the organization's management account, too, or give the SCPs: --policy scp=${splitArn(roleArn)?.account ?? "ACCOUNT"}@LEVEL=FILE. AWS does not tell which of them denies.`;
