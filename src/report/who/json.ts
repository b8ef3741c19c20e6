import type { Becoming } from "../../proof/who/become";
import { jsonText } from "../json";
import { openReason, withoutDeadEnds } from "../ways";
import type { WhoResult, WhoRow } from "./result";

/** The answers as data: the same for both commands, and what `--baseline` reads. */
export const whoJson = ({ about, rows, couldBecome, assumptions, expectation }: WhoResult): string =>
  jsonText({
    version: 1,
    about,
    answers: rows.map(answerJson),
    couldBecome: couldBecome?.map(({ roleArn, becoming }) => ({ ...becomingJson(becoming), principal: roleArn })),
    failures: expectation?.failures,
    assumptions,
  });

function answerJson({ found, evidence, become }: WhoRow): object {
  const { principal, question, answer, standsForOthers, foreign } = found;
  const { verdict, alternatives, why } = answer;
  return {
    principal,
    action: question.action,
    resource: question.thing.arn,
    at: question.thing.at,
    verdict,
    if: alternatives.length > 0 ? alternatives : undefined,
    by: evidence,
    why: verdict === "unknown" ? openReason(why) : withoutDeadEnds(why),
    standsForOthers,
    account: standsForOthers ? undefined : foreign,
    become: become?.by.map(becomingJson),
    becomeUnknown: become?.unknown,
  };
}

const becomingJson = ({ how, verdict, found: { principal, answer } }: Becoming): object => ({
  principal,
  how,
  verdict,
  if: answer.alternatives.length > 0 ? answer.alternatives : undefined,
  by: answer.by,
  why: verdict === "unknown" ? openReason(answer.why) : withoutDeadEnds(answer.why),
});
