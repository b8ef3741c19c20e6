import { escape } from "../../report/escape";
import { controlsHtml } from "../../report/page/controls";
import { firstOf, headerHtml, pageHtml } from "../../report/page/frame";
import { shortName } from "../../report/page/names";
import { proofHtml } from "../../report/page/proof";
import { count } from "../../report/count";
import { answerOf, checksIn } from "../answer";
import type { Check, Group, State } from "../check";
import type { Verified } from "../verify";
import { byUrgency, GROUP_WORDS, worstOf } from "./urgency";

interface Look {
  /** How a state is told without colour, and the class that gives it one. */
  readonly sign: string;
  readonly look: string;
  /** What several are called. */
  readonly several: string;
}

const STATES: Readonly<Record<State, Look>> = {
  fails: { sign: "✗", look: "violated", several: "fail" },
  unknown: { sign: "?", look: "unknown", several: "unknown" },
  ok: { sign: "✓", look: "proven", several: "ok" },
  note: { sign: "○", look: "kept", several: "notes" },
};
const VERDICTS = { differs: "violated", unknown: "unknown", nothing: "nothing", verified: "proven" } as const;

const CONTROLS = controlsHtml({
  of: "group",
  words: "things",
  hint: "name, ARN, check, what was found",
  states: { fails: "what fails", unknown: "what is not known", ok: "what holds" },
});

/** One page without anything from elsewhere: the verdict, each thing with a line for each check, and the proof as `check` has it. */
export function htmlReport(verified: Verified): string {
  const { inputs, proof } = verified;
  const groups = byUrgency(verified.groups);
  const checks = `<section aria-labelledby="checks"><h2 id="checks">Checks</h2>
${CONTROLS}
${groups.map(groupHtml).join("\n") || "<p>None.</p>"}
</section>`;
  const main = proof ? `${checks}\n${proofHtml(proof)}` : checks;
  return pageHtml(`Verified: ${inputs}`, header(verified, groups), main);
}

function header(verified: Verified, groups: readonly Group[]): string {
  const { inputs, takenAt } = verified;
  const { state, text } = answerOf(verified);
  const all = checksIn(verified);
  const number = (one: State): string =>
    count(all.filter((check) => check.state === one).length, one, STATES[one].several);
  const failing = groups.flatMap((group, index) =>
    group.checks.filter((one) => one.state === "fails").map((check) => ({ group, check, index })),
  );
  return headerHtml({
    state: VERDICTS[state],
    what: `Is it so in the account: <code>${escape(inputs)}</code>, read at ${escape(takenAt)}`,
    text,
    facts: [number("fails"), number("unknown"), number("ok"), number("note")],
    worst: firstOf(
      failing,
      ({ group, check, index }) =>
        `<li><a href="#c${index}">${escape(`${nameOf(group)}${check.what}`)}</a> ${escape(check.text)}</li>`,
      (more) => `<a href="#checks">${more.toLocaleString("en-US")} more fail</a>`,
    ),
  });
}

/** The findings of the proof name their subject themselves. */
const nameOf = ({ kind, subject }: Group): string => (kind === "proof" ? "" : `${shortName(subject)}: `);

function groupHtml(group: Group, index: number): string {
  const { kind, subject, at, checks } = group;
  const worst = worstOf(group);
  const isOpen = worst === "fails" || worst === "unknown";
  const same = checks.filter(({ state }) => state === worst).length;
  const tally = isOpen ? `${same} of ${count(checks.length, "check")}` : count(checks.length, "check");
  const place = at === undefined ? "" : ` <code>${escape(at)}</code>`;
  return `<details class="group" id="c${index}" data-state="${worst}"${isOpen ? " open" : ""}><summary><h3>${escape(`${GROUP_WORDS[kind]}${subject}`)}</h3> ${badge(worst)} <span class="note">${tally}</span>${place}</summary>
<ul class="checks">${checks.map(checkHtml).join("\n")}</ul></details>`;
}

function checkHtml({ id, state, what, text, fix }: Check): string {
  const rule = /^AGC\d+$/.test(id) ? `<a href="#${id}">${id}</a> ` : "";
  const way = fix === undefined ? "" : `<p><strong>Way out:</strong> ${escape(fix)}</p>`;
  return `<li>${badge(state)}<p>${rule}${escape(what)}: ${escape(text)}</p>${way}</li>`;
}

function badge(state: State): string {
  const { sign, look } = STATES[state];
  return `<span class="badge ${look}"><span aria-hidden="true">${sign}</span> ${state}</span>`;
}
