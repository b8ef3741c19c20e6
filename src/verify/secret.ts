import { isOpen } from "../decision";
import { splitArn } from "../access/arn";
import { isMissing } from "../live/piece";
import type { SecretDescription, SecretSnapshot } from "../live/snapshot";
import type { Seen } from "../live/world/indexed";
import type { WantedSecret } from "../plan/wanted";
import { isUnknown } from "../decision";
import type { Model } from "../proof/model";
import type { MaybeKnown } from "../proof/values";
import { shown } from "../proof/values";
import type { Account } from "./account";
import { APPLIED } from "./account";
import type { Group } from "./check";
import { Checks } from "./check";
import { keyChecks } from "./key";
import { policyChecks } from "./policy";
import { rotationChecks } from "./rotation";
import type { Inputs } from "./inputs";

/** A secret that a credential provider of the inputs references. */
export interface SecretMeant {
  /** As the inputs have it. */
  readonly wanted: MaybeKnown;
  /** As it is at AWS, as far as anybody knows. */
  readonly arn: MaybeKnown;
}

/** One secret against the account. */
export function secretGroup(account: Account, { model, wanted: all }: Inputs, { wanted, arn }: SecretMeant): Group {
  const checks = new Checks("secret");
  const subject = shown(arn);
  const group = (): Group => ({ kind: "secret", subject, ...placeOf(model, wanted), checks: checks.all });
  if (isUnknown(arn) || isOpen(arn)) {
    checks.unknown("exists", "exists", `which it is the inputs do not tell: ${shown(arn)}`, APPLIED);
    return group();
  }
  const seen = account.index.secret("", "", arn);
  const more = isUnknown(wanted) ? undefined : all.secrets.get(wanted);
  if (!seen) unseen(account, arn, checks);
  else if (exists(account, arn, seen, checks)) {
    const description = (seen.seen.description as { readonly value: SecretDescription }).value;
    current(description, checks);
    rotationChecks(checks, description, more, account.now);
    replicas(description, more, checks);
    keyChecks(checks, account, { model, wanted: String(wanted), arn }, description, all.keys);
    policyChecks(checks, "secret policy", more?.policies ?? [], seen.seen.policy);
  }
  return group();
}

const placeOf = (model: Model, secret: MaybeKnown): { readonly at?: string } => {
  const at = isUnknown(secret) ? undefined : model.secrets.get(secret)?.at;
  return at === undefined || at === secret ? {} : { at };
};

/** Nobody has described it, since no credential provider at AWS references it; the list of all may have it. */
function unseen(account: Account, arn: string, checks: Checks): void {
  const listed = account.listed(arn);
  if (!listed)
    return checks.unknown(
      "exists",
      "exists",
      `account ${splitArn(arn)?.account ?? "?"} was not read in ${splitArn(arn)?.region ?? "?"}`,
      "Read it, too: --account NAME=PROFILE, --region REGION.",
    );
  const all = checks.value("exists", "exists", listed.all);
  if (!all) return;
  if (!listed.one) return gone(account, arn, checks);
  if (listed.one.deletedDate !== undefined) return deleted(listed.one.deletedDate, arn, checks);
  checks.ok("exists", "exists", "ListSecrets has it");
  checks.unknown(
    "described",
    "versions, rotation, key and policy",
    "the snapshot has them not: no credential provider at AWS references this secret",
    "Verify the account itself, without --from.",
  );
}

function exists(
  account: Account,
  arn: string,
  { account: reader, seen }: Seen<SecretSnapshot>,
  checks: Checks,
): boolean {
  const { description } = seen;
  if (!("value" in description)) {
    // Whoever is not of its account is told the same of what is not there and of what is not for them.
    if (isMissing(description) && splitArn(arn)?.account === reader.id) gone(account, arn, checks);
    else checks.unread("exists", "exists", description.unread);
    return false;
  }
  const { deletedDate } = description.value;
  if (deletedDate === undefined) checks.ok("exists", "exists", "and is not marked for deletion");
  else deleted(deletedDate, arn, checks);
  return deletedDate === undefined;
}

function gone(account: Account, arn: string, checks: Checks): void {
  const nameless = arn.slice(0, -"-AbCdEf".length);
  const listed = account.listed(arn)?.all;
  const other = listed && "value" in listed ? listed.value.find((one) => one.arn.slice(0, -7) === nameless) : undefined;
  if (other)
    return checks.fails(
      "exists",
      "exists",
      `it is gone, and ${other.arn} has its name: it was deleted and made again`,
      "Give the inputs the new ARN, and apply: policies and pointers name the old one.",
    );
  checks.fails("exists", "exists", "it is gone", "Make it again, give the inputs its new ARN, and apply.");
}

const deleted = (date: string, arn: string, checks: Checks): void =>
  checks.fails(
    "deletion",
    "not marked for deletion",
    `it is to be deleted at ${date}, and nobody can read it`,
    `Take it back: aws secretsmanager restore-secret --secret-id ${arn}.`,
  );

function current({ versions, arn }: SecretDescription, checks: Checks): void {
  const has = Object.values(versions).some((stages) => stages.includes("AWSCURRENT"));
  if (has) checks.ok("current", "has a value", "a version has AWSCURRENT");
  else
    checks.fails(
      "current",
      "has a value",
      "no version has AWSCURRENT",
      `Put one: aws secretsmanager put-secret-value --secret-id ${arn} --secret-string file://FILE.`,
    );
}

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicationStatusType.html */
function replicas({ replicas: all, arn }: SecretDescription, wanted: WantedSecret | undefined, checks: Checks): void {
  for (const { region, status = "InSync" } of all) {
    const what = `replica in ${region}`;
    if (status === "InSync") checks.ok("replica", what, "in sync");
    else if (status === "InProgress")
      checks.unknown("replica", what, "AWS is still copying it", "Verify again in a minute.");
    else
      checks.fails(
        "replica",
        what,
        `${status}: it has not what the primary has`,
        `See why: aws secretsmanager describe-secret --secret-id ${arn}; then aws secretsmanager remove-regions-from-replication and replicate it again. A secret of this name in that Region, or a key that is not there, are the usual reasons.`,
      );
  }
  for (const { at, region } of wanted?.replicas ?? [])
    if (!isUnknown(region) && !isOpen(region) && !all.some((one) => one.region === region))
      checks.fails("replica", `replica in ${region}`, "there is none", `Make it: terraform apply (${at}).`);
}
