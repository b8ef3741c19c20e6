import { isOpen, openParts } from "../decision";
import { isKind, SUBJECTS } from "../proof/given-kinds";

/** An open part counts as one sign, whatever its name holds. */
const OPEN = /\ue000[^\ue000\ue001]*\ue001/g;
const POLICY = /--policy ([a-z]+)=((?:[^\s=()\ue000]|\ue000[^\ue001]*\ue001|\([^)]*\))+)=FILE/g;
const OTHER = /--account (?:[A-Za-z][\w.:-]*=ID|ID)|--expect\b|--stack\b|--organization\b/g;

/** What is wrong with a document, in the words of `src/decision`: no apply mends it. */
const BROKEN =
  /is not JSON\b|is neither |is not an object\b|is no condition operator\b|is an empty list\b|is no element of the policy language\b|[A-Z]\w+ is missing\b|stands beside |does not belong into |is only supported with |names no service\b/;

/** What an engine that knows no options says is not known, with the option that tells it. */
const TOLD_BY: readonly (readonly [reason: RegExp, way: string])[] = [
  [/Condition \S+ aws:(?:Principal|Resource|Source)OrgID\b/i, "--organization ID=ACCOUNT"],
  [/manages its organization/, "--management-account ID"],
  [/data "aws_kms_alias"/, 'data "aws_kms_alias" in the code'],
  [/no full ARN: name it by its ARN/, "the ARN of the secret in the code"],
  [/a moved block keeps it/, "a moved block in the code"],
  [/create_before_destroy, which then deletes/, "the code without create_before_destroy"],
  [BROKEN, "a policy document that AWS takes: see AGC018"],
];
/** What neither an option nor an apply tells: tags, where an account stands, unique IDs. */
const NEVER =
  /Condition \S+ (?:aws:PrincipalTag\/|[\w-]+:ResourceTag\/|aws:\w+OrgPaths\b|aws:userid\b|aws:SourceIdentity\b|aws:FederatedProvider\b)/i;
const HANGS = "It hangs on what no input tells.";

/** Whether neither an option nor an apply tells it. */
export const isNeverTold = (text: string): boolean => NEVER.test(text) && waysIn(text).length === 0;

/** What would tell something that is not known: options that `check` takes as they stand there. None: only an apply tells. */
export function waysIn(text: string): string[] {
  const named = openParts(text).flatMap(waysIn);
  const policies = [...text.matchAll(POLICY)].flatMap(([way, kind = "", subject = ""]) =>
    isWorking(kind, subject) ? [way] : openParts(subject).flatMap(waysIn),
  );
  const others = text.replace(POLICY, "").replace(OPEN, "").match(OTHER) ?? [];
  const told = TOLD_BY.filter(([reason]) => reason.test(text)).map(([, way]) => way);
  return [...new Set([...policies, ...named, ...others, ...told])];
}

/** Whether the option would be taken: nobody can give a policy of something whose ARN is not known. */
const isWorking = (kind: string, subject: string): boolean =>
  subject === "ARN" || (isKind(kind) && !isOpen(subject) && SUBJECTS[kind].shape.test(subject));

const ADVICE = new RegExp(String.raw`(?:[:;,]? (?:then )?give )?${POLICY.source}`, "g");

/** A reason without advice that nobody can follow. */
export const withoutDeadEnds = (text: string): string =>
  text.includes("--policy")
    ? text.replace(ADVICE, (advice: string, kind: string, subject: string) => (isWorking(kind, subject) ? advice : ""))
    : text;

/** What is not known, and that no option helps where none does. */
export function openReason(text: string): string {
  const reason = withoutDeadEnds(text).trim();
  const option = TOLD_BY.find(([told, way]) => told.test(text) && way.startsWith("--"))?.[1];
  if (option !== undefined) return `${reason.replace(/\.$/, "")}; give ${option}`;
  if (waysIn(text).length > 0 || /only (?:an|the) apply tells/i.test(reason)) return reason;
  const end = reason === "" || /[.!?]$/.test(reason) ? "" : ".";
  return `${reason}${end} ${NEVER.test(text) ? HANGS : "Only an apply tells."}`.trim();
}
