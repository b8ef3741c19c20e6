import type { Hands, LabelMove } from "../../live/hands";
import type { Account } from "../account";
import type { Group } from "../check";
import { Checks } from "../check";
import type { Acting, RotationWay } from "./acting";
import type { Failure } from "./attempt";
import { answered, attempt } from "./attempt";
import { readWith } from "./hands-for";
import { CURRENT, move, moveCommands, PENDING, holderOf, PREVIOUS, PROBE_LABEL, standing } from "./labels";
import type { Located, Pointer } from "./pointers";
import type { Rotatable } from "./rotatable";
import { rotatable } from "./rotatable";

/** Reads of the new version; false if nobody was asked. */
export type NextRead = () => Promise<boolean>;

interface Rotating {
  readonly checks: Checks;
  readonly hands: Hands;
  readonly secret: Located;
  readonly before: Rotatable;
  /** The ID of the new version. */
  readonly id: string;
  readonly acting: Acting;
  readonly nextRead: NextRead;
}

/** A new version of one secret, who reads it, and what stands afterwards. What is begun is ended, also after Ctrl-C. */
export async function rotationGroup(
  account: Account,
  [secret, pointers]: readonly [Located, readonly Pointer[]],
  way: RotationWay,
  acting: Acting,
  nextRead: NextRead,
): Promise<Group> {
  const checks = new Checks("secret");
  const group: Group = { kind: "secret", subject: secret.id, checks: checks.all };
  const not = (why: string, out: string): Group => {
    checks.unknown("rotate", "new version", `nothing was done: ${why}`, out);
    return group;
  };
  const hands = readWith(acting, secret, pointers);
  if (typeof hands === "string") return not(hands, "Read that account, too: --account NAME=ROLE-ARN.");
  const before = await rotatable(account, hands, secret, way);
  if ("why" in before) return not(before.why, before.way);
  if (acting.signal.aborted) return not("it was interrupted", "Verify again.");
  acting.tell?.(`A new version of ${secret.id}`);
  const rotating: Rotating = { checks, hands, secret, before, id: acting.id(), acting, nextRead };
  await (way === "rotate" ? rotated(rotating) : written(rotating, way));
  return group;
}

/** Denied or not: what was to be done, what AWS said, and that it changed nothing. */
function notBegun({ checks, secret }: Rotating, action: string, failure: Failure, stands: string): void {
  const denied = failure.action ?? action;
  checks.unknown(
    "rotate",
    "new version",
    failure.isDenied ? `${denied} is denied to the caller; ${stands}` : `${action}: ${answered(failure)}; ${stands}`,
    failure.isDenied ? `Allow ${denied} on ${objectOf(denied, secret.id)} to whoever verifies.` : "Verify again.",
  );
}

/** What an action is done to. */
function objectOf(action: string, secretArn: string): string {
  if (action.startsWith("kms:")) return `the key of ${secretArn}`;
  return action.startsWith("lambda:") ? "the function that rotates it" : secretArn;
}

/**
 * The same value again. It waits under a label of its own until AWSCURRENT goes over from the version whose value it has:
 * AWS refuses that if somebody was faster, so no newer value is lost.
 */
async function written(rotating: Rotating, way: "leave" | "put"): Promise<void> {
  const { checks, hands, secret, before, id, nextRead } = rotating;
  const { current } = before;
  const copied = await attempt(() =>
    hands.copyVersion(secret.region, secret.id, { from: current, id, label: PROBE_LABEL }),
  );
  if ("failure" in copied && !copied.failure.isDenied)
    // What has no answer may have been done.
    await move(hands, secret, [{ label: PROBE_LABEL, from: id }]);
  if ("failure" in copied)
    return notBegun(rotating, "secretsmanager:PutSecretValue", copied.failure, await standing(hands, secret));
  const unlabel: LabelMove = { label: PROBE_LABEL, from: id };
  const over = await move(hands, secret, [{ label: CURRENT, to: id, from: current }]);
  if (over) {
    await takeBack(rotating, [unlabel], `${id} was made, and AWSCURRENT did not go over to it`);
    return notBegun(
      rotating,
      "secretsmanager:UpdateSecretVersionStage",
      over.answer.failure as Failure,
      `AWSCURRENT was not moved: ${await standing(hands, secret)}`,
    );
  }
  checks.ok("rotate", "new version", `${id} has the value of ${current}, and became AWSCURRENT`);
  try {
    await read(rotating, nextRead);
  } finally {
    await (way === "leave" ? left(rotating, unlabel) : putBack(rotating, unlabel));
  }
}

async function left(rotating: Rotating, unlabel: LabelMove): Promise<void> {
  const { checks, before, id } = rotating;
  const { current, previous } = before;
  const lost = previous === undefined ? "" : `; ${previous}, which was AWSPREVIOUS, has no label any more`;
  if (await takeBack(rotating, [unlabel], `${id} is AWSCURRENT`))
    checks.note("rotate-labels", "labels", `left: ${id} is AWSCURRENT, ${current} is AWSPREVIOUS${lost}`);
}

async function putBack(rotating: Rotating, unlabel: LabelMove): Promise<void> {
  const { checks, before, id } = rotating;
  const { current, previous } = before;
  const back = [
    { label: CURRENT, to: current, from: id },
    // With the first move AWS puts this one on the new version.
    { label: PREVIOUS, from: id, ...(previous !== undefined && { to: previous }) },
    unlabel,
  ];
  if (await takeBack(rotating, back, `${id}, which has the value of ${current}, was AWSCURRENT`))
    checks.ok(
      "rotate-labels",
      "labels",
      `put back: ${current} is AWSCURRENT again; ${id} has no label, so AWS deletes it in time`,
    );
}

async function read({ checks }: Rotating, nextRead: NextRead): Promise<void> {
  if (!(await nextRead()))
    checks.note("rotate-read", "next read", "nobody was asked to read it: with --call ROLE a reader is");
}

/** Whether all of it was taken back; else how it is done by hand. */
async function takeBack(
  { checks, hands, secret }: Rotating,
  moves: readonly LabelMove[],
  was: string,
): Promise<boolean> {
  const stuck = await move(hands, secret, moves);
  if (!stuck) return true;
  const failure = stuck.answer.failure as Failure;
  const why = failure.isDenied ? "secretsmanager:UpdateSecretVersionStage is denied to the caller" : answered(failure);
  checks.fails(
    "rotate-labels",
    "labels",
    `${was}; then ${stuck.failed.label} could not be taken from ${stuck.failed.from}: ${why}; ${await standing(hands, secret)}`,
    `Both versions have the same value, so nobody reads anything wrong. Go on with ${moveCommands(secret, moves.slice(moves.indexOf(stuck.failed)))}.`,
  );
  return false;
}

/** As often as it is looked whether a rotation is over, and how long in between. */
const LOOKS = 60;
const PAUSE = 5000;

/** As it is configured: the old value may be worth nothing afterwards, so nothing is put back. */
async function rotated(rotating: Rotating): Promise<void> {
  const { checks, hands, secret, id, acting, nextRead } = rotating;
  const begun = await attempt(() => hands.rotate(secret.region, secret.id, id));
  if ("failure" in begun)
    return notBegun(rotating, "secretsmanager:RotateSecret", begun.failure, await standing(hands, secret));
  let isPending = false;
  for (let look = 0; look < LOOKS && !acting.signal.aborted; look++) {
    const versions = await attempt(() => hands.versions(secret.region, secret.id));
    const pending: boolean = "value" in versions ? holderOf(versions.value, PENDING) === id : isPending;
    if ("value" in versions && holderOf(versions.value, CURRENT) === id) {
      checks.ok("rotate", "new version", `the rotation made ${id}, which is AWSCURRENT`);
      return read(rotating, nextRead);
    }
    if (isPending && !pending)
      return checks.fails(
        "rotate",
        "new version",
        `the rotation ended without a new AWSCURRENT: ${await standing(hands, secret)}`,
        `See the log of the function that rotates it. Agents still get the value of ${rotating.before.current}.`,
      );
    isPending ||= pending;
    await acting.clock.sleep(PAUSE);
  }
  const why = acting.signal.aborted
    ? "nobody wanted to wait for it"
    : `it takes longer than ${(LOOKS * PAUSE) / 60_000} minutes`;
  checks.unknown(
    "rotate",
    "new version",
    `the rotation was begun, and ${why}: ${await standing(hands, secret)}`,
    "It goes on by itself: verify again later, without --rotate, which says if it is stuck.",
  );
}
