import { splitArn } from "../access/arn";
import { samePolicy } from "../access/policy-compare";
import type { KmsGrant } from "../decision";
import { isOpen, isUnknown, mayBeSame } from "../decision";
import { isMissing } from "../live/piece";
import type { GrantSnapshot, SecretDescription } from "../live/snapshot";
import { keyOfSecret } from "../live/world";
import type { WantedPolicy } from "../plan/wanted";
import type { Model } from "../proof/model";
import type { MaybeKnown } from "../proof/values";
import { isObject, shown } from "../proof/values";
import type { Account } from "./account";
import { APPLIED } from "./account";
import type { Checks } from "./check";
import { policyChecks } from "./policy";
import { applyAgain } from "./ways";

const AWS_KEY = "aws/secretsmanager";

interface Whose {
  readonly model: Model;
  /** The secret as the inputs have it, and as it is. */
  readonly wanted: string;
  readonly arn: string;
}

/** The key of a secret: which it is, whether it works, and whether what lets readers decrypt is there. */
export function keyChecks(
  checks: Checks,
  account: Account,
  { model, wanted, arn }: Whose,
  { keyId }: SecretDescription,
  policies: ReadonlyMap<string, readonly WantedPolicy[]>,
): void {
  const live = keyId === undefined ? null : keyOfSecret(account.index, arn, keyId);
  const { keyArn, claimed } = model.secrets.get(wanted) ?? {};
  same(checks, arn, claimed ? claimed.keyArn : keyArn, live);
  if (live === null || isUnknown(live)) return;
  const seen = account.index.key(live)?.seen;
  if (!seen) return checks.unknown("key-state", "key works", "nobody has described it", "Read the key's account, too.");
  if (isMissing(seen.description) && splitArn(live)?.account === account.index.key(live)?.account.id)
    return checks.fails(
      "key-state",
      "key works",
      `${live} is gone, and with it what it has encrypted`,
      `Give the secret a key and a new value: aws secretsmanager update-secret --secret-id ${arn} --kms-key-id KEY --secret-string file://FILE.`,
    );
  const description = checks.value("key-state", "key works", seen.description);
  if (description) state(checks, description.arn, description.state);
  const text = seen.policy;
  if (typeof keyArn !== "string") return;
  policyChecks(checks, "key policy", policies.get(keyArn) ?? [], text);
  const planned = (model.keys.get(keyArn)?.grants ?? []).filter((grant) => isAbout(grant, wanted));
  const grants = planned.length === 0 ? undefined : checks.value("grant", "grants", seen.grants);
  for (const grant of grants ? planned : []) grantCheck(checks, grant, grants ?? [], arn);
}

function same(checks: Checks, arn: string, wanted: MaybeKnown | null | undefined, live: MaybeKnown | null): void {
  const what = "key";
  if (isUnknown(live)) return checks.unknown("key", what, live.reason, "Allow kms:DescribeKey to whoever verifies.");
  const [is, says] = [live ?? AWS_KEY, wanted === null ? AWS_KEY : wanted];
  if (says === undefined || is === says) return checks.ok("key", what, is);
  if (isUnknown(says)) return checks.unknown("key", what, `it is ${is}; of the inputs ${says.reason}`, APPLIED);
  if (isOpen(says) && mayBeSame(says, is))
    return checks.unknown("key", what, `it is ${is}, which fits the inputs' ${says}`, APPLIED);
  const put = live !== null && wanted === null ? `alias/${AWS_KEY}` : says;
  checks.fails(
    "key",
    what,
    `it is ${is}, and the inputs say ${says}`,
    `Put the key back: aws secretsmanager update-secret --secret-id ${arn} --kms-key-id ${put}; or name ${is} in the inputs, and apply: grants and policies are for the other one.`,
  );
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
function state(checks: Checks, arn: string, found: string): void {
  const what = "key works";
  if (found === "Enabled") return checks.ok("key-state", what, "Enabled");
  const ways: Readonly<Record<string, string>> = {
    Disabled: `Enable it: aws kms enable-key --key-id ${arn}.`,
    PendingDeletion: `Take it back before it is gone for good: aws kms cancel-key-deletion --key-id ${arn}, then aws kms enable-key --key-id ${arn}.`,
  };
  checks.fails(
    "key-state",
    what,
    `it is ${found}, so nobody can decrypt the secret`,
    ways[found] ?? `See why: aws kms describe-key --key-id ${arn}.`,
  );
}

/** Whether a grant is for one secret, or for whatever is encrypted with the key. */
function isAbout({ constraints }: KmsGrant, secret: string): boolean {
  const pairs = constraints?.encryptionContextSubset ?? constraints?.encryptionContextEquals;
  if (!isObject(pairs)) return true;
  const named = pairs.SecretARN;
  return typeof named !== "string" || named === secret;
}

function grantCheck(checks: Checks, planned: KmsGrant, live: readonly GrantSnapshot[], secret: string): void {
  const { granteePrincipal: grantee, operations, constraints } = planned;
  const at = String(planned.name);
  if (isUnknown(grantee) || isOpen(grantee))
    return checks.unknown("grant", "grant", `for whom ${at} is the inputs do not tell`, APPLIED);
  const what = `grant for ${grantee}`;
  const mine = live.filter((one) => one.grantee === grantee);
  const fits = (one: GrantSnapshot): boolean =>
    operations.every((operation) => isUnknown(operation) || one.operations.includes(operation)) &&
    (
      [
        [constraints?.encryptionContextEquals, one.contextEquals],
        [constraints?.encryptionContextSubset, one.contextSubset],
      ] as const
    ).every(([wanted, found]) => mayFit(wanted, found));
  if (mine.some(fits)) return checks.ok("grant", what, `as ${at} makes it`);
  const found =
    mine.length === 0
      ? "there is none: it was revoked or retired, or the role was made anew"
      : `none of ${mine.length} is what ${at} makes: ${operations.map(shown).join(", ")} of ${secret}`;
  checks.fails("grant", what, found, applyAgain(at));
}

/** What the inputs leave open of an encryption context may be anything. */
function mayFit(wanted: unknown, found: Readonly<Record<string, string>> | undefined): boolean {
  if (isUnknown(wanted)) return true;
  if (!isObject(wanted) || Object.values(wanted).some((one) => typeof one !== "string" || isOpen(one)))
    return wanted === undefined ? found === undefined : true;
  return samePolicy(wanted, found ?? {});
}
