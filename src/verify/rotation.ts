import type { SecretDescription } from "../live/snapshot";
import type { WantedSecret } from "../plan/wanted";
import type { Checks } from "./check";

/**
 * Whether a rotation is on time, late or stuck.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html "If rotation is unsuccessful, this date may be in the past"
 */
export function rotationChecks(
  checks: Checks,
  { versions, rotation, arn }: SecretDescription,
  wanted: WantedSecret | undefined,
  now: Date,
): void {
  const what = "rotation";
  const stuck = Object.entries(versions).find(
    ([, stages]) => stages.includes("AWSPENDING") && !stages.includes("AWSCURRENT"),
  );
  if (stuck)
    return checks.fails(
      "rotation",
      what,
      `version ${stuck[0]} has AWSPENDING and not AWSCURRENT: a rotation is under way, or stuck`,
      `If it is still so in ten minutes: see the log of the function that rotates it, then aws secretsmanager update-secret-version-stage --secret-id ${arn} --version-stage AWSPENDING --remove-from-version-id ${stuck[0]}, and rotate again.`,
    );
  if (rotation?.isEnabled !== true) {
    if (wanted?.rotatedBy !== undefined)
      checks.fails("rotation", what, `it is off, and ${wanted.rotatedBy} turns it on`, "Turn it on: terraform apply.");
    return;
  }
  const { nextRotationDate } = rotation;
  if (nextRotationDate === undefined || new Date(nextRotationDate) >= now)
    return checks.ok(
      "rotation",
      what,
      nextRotationDate === undefined ? "on, without a date" : `next at ${nextRotationDate}`,
    );
  checks.fails(
    "rotation",
    what,
    `it was due at ${nextRotationDate}, and did not happen`,
    `See the log of the function that rotates it, then rotate now: aws secretsmanager rotate-secret --secret-id ${arn}.`,
  );
}
