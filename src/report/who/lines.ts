import { conditionText } from "../../proof/cells";
import type { Alternative, Answer } from "../../proof/who/answers";
import type { Become, Becoming } from "../../proof/who/become";
import type { Evidence } from "../../proof/who/evidence";
import { safe } from "../safe";
import { more } from "../text/room";
import { openReason, withoutDeadEnds } from "../ways";

/** So many alternatives and so many who could become somebody are read without asking for more. */
const FEW = 4;

const alternativeText = ({ way, conditions }: Alternative): string =>
  [...(way === undefined ? [] : [way]), ...conditions.map(conditionText)].join(", and ");

/** One line for each way under a condition; without `isVerbose` the first few. */
export function ifLines({ alternatives }: Answer, isVerbose: boolean): string[] {
  const lines = alternatives.map((one, index) => safe(`${index > 0 ? "or if" : "if"} ${alternativeText(one)}`));
  return few(lines, isVerbose);
}

/** Why it is not known, or what is missing. */
export const whyLine = ({ verdict, why }: Answer): string =>
  safe(verdict === "unknown" ? openReason(why) : withoutDeadEnds(why));

/** A statement or grant, with where it stands. */
export const evidenceLine = ({ statement, sid, policy, at, place }: Evidence): string => {
  const where = at === undefined || policy.includes(at) ? "" : ` (${at})`;
  return safe(
    statement === undefined
      ? `${place === "grant" ? "grant " : ""}${policy}${where}`
      : `statement ${sid ?? statement} of ${/^(?:secret|key|trust) policy$/.test(policy) ? "the " : ""}${policy}${where}`,
  );
};

/** Who could become the role, one step away. */
export function becomeLines(become: Become | undefined, isVerbose: boolean): string[] {
  if (!become) return [];
  if (become.unknown !== undefined) return [`who could become it is unknown: ${safe(become.unknown)}`];
  return few(
    become.by.map((one) => becomingLine(one, isVerbose)),
    isVerbose,
  );
}

function becomingLine({ how, verdict, found }: Becoming, isVerbose: boolean): string {
  const { answer, principal } = found;
  return verdict === "unknown"
    ? safe(`whether ${principal} could become it by ${how} is unknown: ${whyLine(answer)}`)
    : safe(
        `${principal} could become it by ${how}${becomingIf(answer)}${isVerbose && answer.why !== "" ? `: ${whyLine(answer)}` : ""}`,
      );
}

/** Under which condition, where there is one. */
export const becomingIf = ({ verdict, alternatives }: Answer): string =>
  verdict === "conditional" ? `, if ${alternatives.map(alternativeText).join("; or if ")}` : "";

const few = (lines: readonly string[], isVerbose: boolean): string[] =>
  isVerbose || lines.length <= FEW ? [...lines] : [...lines.slice(0, FEW - 1), more(lines.length - FEW + 1, "")];
