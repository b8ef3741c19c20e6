import { shown } from "../../proof/values";
import type { Answer } from "../answer";
import { answerOf } from "../answer";
import { count } from "../count";
import type { ProviderState, ProviderView } from "../provider-view";
import { providerViews, tallyOf } from "../provider-view";
import type { Result } from "../result";
import { safe } from "../safe";
import { failing, isOpenFinding } from "../weight";
import { failingLines } from "./failing";
import { openLines } from "./open";
import type { Paint } from "./paint";
import { ANSWER_COLORS, BOLD, painted, plain } from "./paint";
import { assumptionLines, noteLines } from "./rest";
import { ALL, folded, roomFor } from "./room";
import { tableLines } from "./table";

/**
 * Text for a person: the verdict, then what fails, what is not known and what would tell, and then the rest.
 *
 * @param isVerbose whether each principal is listed with its reasons, and nothing is folded
 */
export function textReport(result: Result, isColored: boolean, isVerbose = false): string {
  const paint = isColored ? painted : plain;
  const room = isVerbose ? ALL : roomFor(result.model.providers.length);
  const answer = answerOf(result);
  const views = providerViews(result);
  const parts: [string, readonly string[]][] = [
    ["Fails:", failingLines(result, paint, room.failing)],
    ["Not known:", openLines(result, paint, room.open)],
    ["Credential providers:", providerLines(views, paint, isVerbose, room.providers)],
    ["Taken for granted:", assumptionLines(result, room.assumptions)],
    ["Notes:", noteLines(result, paint, room.notes)],
  ];
  const lines = [
    paint(`${safe(answer.text)}.`, ANSWER_COLORS[answer.state]),
    ...parts.flatMap(([title, of]) => (of.length === 0 ? [] : ["", paint(title, BOLD), ...of])),
    "",
    summary(result),
  ];
  return `${lines.join("\n")}\n`;
}

function summary({ model, findings, assumptions }: Result): string {
  const numbers = [
    count(model.providers.length, "credential provider"),
    count(failing(findings).length, "finding that fails", "findings that fail"),
    `${findings.filter(isOpenFinding).length} unknown`,
    `${assumptions.length} taken for granted`,
  ];
  return `${numbers.join(", ")}.`;
}

const STATES: Readonly<Record<ProviderState, readonly [word: string, color: Answer["state"]]>> = {
  violated: ["violation", "violated"],
  unknown: ["not known", "unknown"],
  proven: ["proven", "proven"],
};
const WIDEST_NAME = 40;

/** A credential provider a line; with all details its principals below it. */
function providerLines(
  views: readonly ProviderView[],
  paint: Paint,
  isVerbose: boolean,
  room: number,
): readonly string[] {
  const names = views.map(({ provider }) => safe(shown(provider.name)));
  const width = Math.min(WIDEST_NAME, Math.max(0, ...names.map(({ length }) => length)));
  const lines = views.map((view, index) => {
    const [word, color] = STATES[view.state];
    const ids = [...new Set(failing(view.findings).map(({ rule }) => rule.id))];
    const found = ids.length === 0 ? "" : ` ${ids.join(" ")}`;
    const head = `  ${paint(word.padEnd(9), ANSWER_COLORS[color])}  ${(names[index] as string).padEnd(width)}  ${tallyOf(view)}${found} (${safe(view.provider.at)})`;
    return isVerbose ? [head, ...tableLines(view.rows, paint), ""].join("\n") : head;
  });
  return folded(lines, room);
}
