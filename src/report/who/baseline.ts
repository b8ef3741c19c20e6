import { shownText } from "../../decision";
import { isObject, listOf, own } from "../../proof/values";
import type { WhoRow } from "./result";
import { leads } from "./result";

interface Then {
  readonly verdict: unknown;
  /** What each alternative asked for. */
  readonly alternatives: ReadonlySet<string>;
}

/** An earlier answer, as `--json` printed it: what it has is not new. */
export class Baseline {
  private readonly answers = new Map<string, Then>();

  /** @throws BaselineError */
  public constructor(document: unknown) {
    const answers = own(document, "answers");
    if (own(document, "version") !== 1 || !Array.isArray(answers) || !answers.every(isAnswer))
      throw new BaselineError();
    for (const one of answers) {
      const key = keyOf(String(own(one, "principal")), String(own(one, "action")), String(own(one, "resource")));
      this.answers.set(key, {
        verdict: own(one, "verdict"),
        alternatives: new Set(listOf(own(one, "if")).map(signature)),
      });
    }
  }

  /** What is new about somebody who can, or undefined if nothing is. */
  public changeOf(row: WhoRow): string | undefined {
    const { principal, question, answer } = row.found;
    const then = this.answers.get(keyOf(shownText(principal), question.action, shownText(question.thing.arn)));
    if (!leads(row) || then?.verdict === "allowed") return undefined;
    if (then?.verdict !== "conditional") return "new since the baseline";
    if (answer.verdict === "allowed") return "without a condition, which is new since the baseline";
    const isNew = alternativesJson(answer.alternatives).some((one) => !then.alternatives.has(signature(one)));
    return isNew ? "under a condition that is new since the baseline" : undefined;
  }
}

/** What is given is no answer of these commands. */
export class BaselineError extends Error {}

const isAnswer = (one: unknown): boolean =>
  ["principal", "action", "resource", "verdict"].every((name) => typeof own(one, name) === "string");

const keyOf = (principal: string, action: string, resource: string): string => `${principal} ${action} ${resource}`;

/** What an alternative asks for, wherever the statement stands that does. */
function signature(alternative: unknown): string {
  const conditions = listOf(own(alternative, "conditions")).filter(isObject);
  const asked = conditions.map(({ effect, operator, key, values }) => JSON.stringify([effect, operator, key, values]));
  return JSON.stringify([own(alternative, "way"), asked.sort()]);
}

/** Alternatives as JSON has them: open parts of texts have their names. */
export const alternativesJson = (alternatives: readonly unknown[]): unknown[] =>
  JSON.parse(
    JSON.stringify(alternatives, (_, one: unknown) => (typeof one === "string" ? shownText(one) : one)),
  ) as unknown[];
