import type { Piece } from "../live/piece";
import type { SecretDescription } from "../live/snapshot";
import type { Rotation } from "./inventory";

/** How the rotation of a secret goes, at the time when it was looked at. */
export function rotationOf(
  description: Piece<SecretDescription> | undefined,
  isManaged: boolean,
  now: string,
): Rotation {
  if (isManaged) return { state: "managed" };
  if (!description || !("value" in description)) return { state: "unknown" };
  const { rotation, versions } = description.value;
  if (!rotation?.isEnabled) return { state: "off" };
  const { afterDays, schedule, lastRotatedDate, nextRotationDate } = rotation;
  const every = schedule ?? (afterDays === undefined ? undefined : `${afterDays} days`);
  return {
    state: stateOf(versions, nextRotationDate, now),
    ...(every !== undefined && { every }),
    ...(lastRotatedDate !== undefined && { lastRotatedDate }),
    ...(nextRotationDate !== undefined && { nextRotationDate }),
  };
}

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
function stateOf(
  versions: SecretDescription["versions"],
  next: string | undefined,
  now: string,
): "on" | "overdue" | "stuck" {
  const isStuck = Object.values(versions).some(
    (stages) => stages.includes("AWSPENDING") && !stages.includes("AWSCURRENT"),
  );
  if (isStuck) return "stuck";
  return next !== undefined && Date.parse(next) < Date.parse(now) ? "overdue" : "on";
}
