import type { Hands, SecretVersion } from "../../live/hands";
import { unreadText, valueOf } from "../../live/piece";
import type { SecretDescription } from "../../live/snapshot";
import type { Account } from "../account";
import { wayFor } from "../check";
import type { RotationWay } from "./acting";
import { answered, attempt } from "./attempt";
import { CURRENT, holderOf, moveCommands, PENDING, PREVIOUS, PROBE_LABEL } from "./labels";
import type { Located } from "./pointers";

/** What a secret has before anything is done. */
export interface Rotatable {
  readonly current: string;
  readonly previous?: string;
}

/** Why nothing is done, and what helps. */
export interface NotRotatable {
  readonly why: string;
  readonly way: string;
}

/**
 * More versions than one in so many minutes AWS advises against: it takes away old ones no faster.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 */
const MINUTES = 10;

/** Whether a version may be made now. Of what stands in the way the first is said. */
export async function rotatable(
  account: Account,
  hands: Hands,
  secret: Located,
  way: RotationWay,
): Promise<NotRotatable | Rotatable> {
  const seen = account.index.secret(secret.account, secret.region, secret.id)?.seen.description;
  if (!seen) return { why: "it was not described", way: "Verify again." };
  const description = valueOf(seen);
  if ("unread" in seen || !description)
    return "unread" in seen
      ? { why: unreadText(seen.unread), way: wayFor(seen.unread) }
      : { why: "it was not described", way: "Verify again." };
  const stays = staysAsItIs(secret, description, way);
  if (stays) return stays;
  const versions = await attempt(() => hands.versions(secret.region, secret.id));
  if ("failure" in versions) {
    const { isDenied, action = "secretsmanager:ListSecretVersionIds" } = versions.failure;
    return isDenied
      ? {
          why: `its versions were not read: ${action} is denied to the caller`,
          way: `Allow ${action} on ${secret.id} to whoever verifies.`,
        }
      : { why: `its versions were not read: ${answered(versions.failure)}`, way: "Verify again." };
  }
  return underWay(secret, versions.value, account.now);
}

function staysAsItIs(
  { id, region }: Located,
  { deletedDate, owningService, primaryRegion, rotation }: SecretDescription,
  way: RotationWay,
): NotRotatable | undefined {
  if (deletedDate !== undefined)
    return {
      why: "it is marked for deletion",
      way: `Keep it first: aws secretsmanager restore-secret --secret-id ${id}.`,
    };
  if (owningService !== undefined)
    return {
      why: `${owningService} owns it`,
      way: "Only its owner writes it: give the credential provider a new value by its own update.",
    };
  if (primaryRegion !== undefined && primaryRegion !== region)
    return { why: `it is a replica, written in ${primaryRegion}`, way: `Name the secret of ${primaryRegion}.` };
  if (way === "rotate" && rotation?.isEnabled !== true)
    return {
      why: "no rotation is configured",
      way: `Configure one, or write the same value again: --rotate ${id}=put.`,
    };
  return undefined;
}

function underWay(secret: Located, versions: readonly SecretVersion[], now: Date): NotRotatable | Rotatable {
  const [current, previous, pending, left] = [CURRENT, PREVIOUS, PENDING, PROBE_LABEL].map((label) =>
    holderOf(versions, label),
  );
  if (current === undefined)
    return {
      why: "no version has AWSCURRENT",
      way: `Put a value: aws secretsmanager put-secret-value --secret-id ${secret.id} --secret-string file://FILE.`,
    };
  if (pending !== undefined && pending !== current)
    return {
      why: `a rotation is under way: AWSPENDING is on ${pending}`,
      way: "Verify again when it is over. If it is stuck, see what verify says of it without --rotate.",
    };
  if (left !== undefined)
    return {
      why: `an earlier --rotate has not ended: its label ${PROBE_LABEL} is on ${left}${left === current ? ", and AWSCURRENT, too" : ""}`,
      way: `Its value is that of the version before, so nobody reads anything wrong. Take the label away: ${moveCommands(secret, [{ label: PROBE_LABEL, from: left }])}.`,
    };
  const newest = versions.flatMap(({ createdDate }) => createdDate ?? []).sort((a, b) => b.getTime() - a.getTime())[0];
  const again = newest && new Date(newest.getTime() + MINUTES * 60_000);
  if (again && again > now)
    return {
      why: `its newest version is of ${newest.toISOString()}, and AWS advises against more than one in ${MINUTES} minutes`,
      way: `Verify again after ${again.toISOString()}.`,
    };
  return { current, ...(previous !== undefined && { previous }) };
}
