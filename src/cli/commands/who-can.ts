import { UsageError } from "../../plan/input-error";
import type { Model } from "../../proof/model";
import { whoBecomes } from "../../proof/who/become";
import { evidenceOf } from "../../proof/who/evidence";
import { actionNamed, principalOf, thingNamed } from "../../proof/who/named";
import type { Question } from "../../proof/who/things";
import { thingText } from "../../proof/who/things";
import type { Found } from "../../proof/who/who-can";
import { WhoCan } from "../../proof/who/who-can";
import { expectationOf } from "../../report/who/expectation";
import { whoJson } from "../../report/who/json";
import type { WhoResult, WhoRow } from "../../report/who/result";
import { exitCodeOfWho } from "../../report/who/result";
import { whoText } from "../../report/who/text";
import { EXIT } from "../command";
import { Progress } from "../progress";
import { modelFor } from "./model";
import { answered, baselineIn, grantedFor, held } from "./who-model";
import type { WhoOptions } from "./who-options";
import { WHO_HELP, whoOptions } from "./who-options";

export const summary = "who can do something with a secret, key or provider";

/** @returns the exit code */
export const run = (args: readonly string[]): Promise<number> =>
  answered("who-can", () => {
    const options = whoOptions(args);
    if (!options) {
      process.stdout.write(WHO_HELP);
      return EXIT.OK;
    }
    const result = resultFor(options);
    const isTerminal = process.stdout.isTTY && process.env.NO_COLOR === undefined;
    process.stdout.write(options.json ? whoJson(result) : whoText(result, isTerminal, options.verbose));
    return exitCodeOfWho(result, options.strict);
  });

function resultFor({ asked: [wanted = "", resource = ""], inputs, expect, baseline }: WhoOptions): WhoResult {
  const named = actionNamed(wanted);
  if ("problem" in named) throw new UsageError(named.problem);
  const action = named.found;
  const before = baselineIn(baseline);
  const progress = new Progress();
  try {
    const model = modelFor(inputs, progress);
    const thing = held(thingNamed(model, resource, action));
    const question: Question = { action, thing };
    const expected = expect?.flatMap((one) => (one === "nobody" ? [] : [expectedOne(model, one)]));
    progress.say(() => `Asking who can ${action}`);
    const rows = rowsOf(new WhoCan(model), question, expected);
    const expectation = expectationOf(rows, expected, before);
    return {
      about: `${action} on ${thingText(thing)}`,
      rows,
      assumptions: grantedFor(
        model,
        rows.map(({ found }) => found),
      ),
      ...(expectation && { expectation }),
    };
  } finally {
    progress.end();
  }
}

/** The ARN of a role of which no input tells is taken as it is: then it is told that it cannot. */
function expectedOne(model: Model, text: string): string {
  const named = principalOf(model, text);
  if ("problem" in named && /^arn:[^:]+:(?:iam|sts)::/.test(text)) return text;
  return held(named).name;
}

function rowsOf(whoCan: WhoCan, question: Question, expected: readonly string[] = []): WhoRow[] {
  const all = whoCan.all(question, expected);
  const certain = new Set(all.filter(({ answer }) => answer.verdict === "allowed").map(({ principal }) => principal));
  return all.map((found) => {
    const evidence = evidenceOf(whoCan.model, found);
    const { asks, answer, standsForOthers } = found;
    if (asks.type !== "AssumedRole" || answer.verdict === "denied" || standsForOthers || found.foreign !== undefined)
      return { found, evidence };
    const { by, ...become } = whoBecomes(whoCan, asks.roleArn);
    // Who can do it anyhow gains nothing.
    return { found, evidence, become: { ...become, by: by.filter((one) => !isCertain(one.found, certain)) } };
  });
}

const isCertain = ({ principal }: Found, certain: ReadonlySet<string>): boolean => certain.has(principal);
