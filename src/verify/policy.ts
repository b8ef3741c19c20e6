import { samePolicy } from "../access/policy-compare";
import { ownerMark, ownerMarkOf } from "../access/statement-owner";
import { isOpen, isUnknown } from "../decision";
import type { Piece } from "../live/piece";
import type { WantedPolicy } from "../plan/wanted";
import { parsedText } from "../proof/stated-policy";
import { isObject, listOf, own } from "../proof/values";
import { APPLIED } from "./account";
import type { Checks } from "./check";
import { applyAgain } from "./ways";

/** A policy at AWS against those that inputs write: by what they mean, not by their text. */
export function policyChecks(
  checks: Checks,
  what: string,
  wanted: readonly WantedPolicy[],
  live: Piece<string | null>,
): void {
  const [first, second] = wanted.filter(({ owner }) => owner === undefined);
  if (wanted.length === 0) return;
  const text = checks.value("policy", what, live);
  if (text === undefined) return;
  if (first && second)
    return checks.unknown("policy", what, `${first.at} and ${second.at} both write it`, "Take one of them out.");
  const statements = listOf(own(parsedText(text ?? "{}"), "Statement"));
  for (const { at, document, owner } of wanted) {
    const reason = openIn(document);
    if (reason !== undefined) checks.unknown("policy", what, `of ${at} ${reason}`, APPLIED);
    else if (owner) {
      const mark = ownerMark(owner);
      const ours = statements.filter((one) => ownerMarkOf(own(one, "Sid")) === mark);
      told(checks, `statements of ${owner.owner} in the ${what}`, at, listOf(document), ours);
    } else if (text === null) checks.fails("policy", what, "there is none", applyAgain(at));
    else told(checks, what, at, listOf(own(document, "Statement")), statements, samePolicy(document, parsedText(text)));
  }
}

function told(
  checks: Checks,
  what: string,
  at: string,
  wanted: readonly unknown[],
  live: readonly unknown[],
  isSame = false,
): void {
  const missing = wanted.filter((one) => !live.some((other) => samePolicy(one, other)));
  const foreign = live.filter((one) => !wanted.some((other) => samePolicy(one, other)));
  if (isSame || missing.length + foreign.length === 0) return checks.ok("policy", what, `as ${at} writes it`);
  const changed = missing.filter((one) => foreign.some((other) => nameOf(one) === nameOf(other)));
  const names = new Set(changed.map(nameOf));
  const parts = [
    listed(changed, "says something else"),
    listed(
      missing.filter((one) => !names.has(nameOf(one))),
      "is not there",
    ),
    listed(
      foreign.filter((one) => !names.has(nameOf(one))),
      "is none of the inputs'",
    ),
  ].filter((one) => one !== "");
  checks.fails("policy", what, parts.join("; "), applyAgain(at));
}

const listed = (statements: readonly unknown[], words: string): string =>
  statements.length === 0 ? "" : `${statements.map(nameOf).join(", ")} ${words}`;

const nameOf = (statement: unknown): string => {
  const sid = own(statement, "Sid");
  return typeof sid === "string" && sid !== "" ? `statement ${sid}` : "a statement without a Sid";
};

/** Why a document cannot be compared, if a part of it is not known. */
function openIn(value: unknown): string | undefined {
  if (isUnknown(value)) return value.reason;
  if (typeof value === "string") return isOpen(value) ? `${value} is known after the apply` : undefined;
  for (const one of Array.isArray(value) ? (value as unknown[]) : isObject(value) ? Object.values(value) : []) {
    const reason = openIn(one);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
