import { parseArgs } from "node:util";
import { PREFIX } from "./names";
import type { Question } from "./question";
import { QUESTIONS } from "./questions";

/** As far as an event may take: one that was refused was seen after more than an hour. */
const TRAIL_MINUTES = 15;

export const HELP = `Usage: npm run acceptance -- --profile P --region R [OPTIONS]
       npm run acceptance -- --sandbox
       npm run acceptance -- --clean --profile P --region R [--prefix P]

Asks AWS what nobody can tell without an account: how AgentCore Identity reads secrets that a team owns. Everything that
it makes has one name prefix and one tag, and is removed after its question, also when it fails or is interrupted.

  --profile P         whose credentials are used; otherwise those of the environment
  --region R          the Region that is asked about
  --other-profile P   another account, for what happens across accounts
  --other-region R    another Region; otherwise us-west-2, or us-east-1 there
  --runtime ARN       an agent in AgentCore Runtime that asks for API keys: docs/acceptance.md
  --only 1,4,7        these questions alone
  --trail-minutes N   how long CloudTrail is waited for; otherwise ${TRAIL_MINUTES}
  --prefix P          what all names begin with; otherwise agentcore-acceptance-, and something random
  --yes               does not ask before it makes anything
  --report FILE       writes a report in Markdown
  --json              prints the report as JSON
  --clean             asks nothing: finds what earlier runs left, says and removes it
  --list              tells the questions
  --sandbox           asks the sandbox of this package instead of AWS, without an account and without waiting
  --help              this text

Exit codes: 0 all that was asked is as assumed, 1 something failed, was interrupted or could not be removed, 2 wrong use,
3 something is otherwise than assumed.
`;

export class WrongUse extends Error {
  public override readonly name = "WrongUse";
}

export interface Options {
  readonly profile?: string;
  readonly region?: string;
  readonly otherProfile?: string;
  readonly otherRegion?: string;
  readonly runtimeArn?: string;
  readonly questions: readonly Question[];
  readonly trailMinutes: number;
  readonly prefix?: string;
  readonly report?: string;
  readonly yes: boolean;
  readonly json: boolean;
  readonly clean: boolean;
  readonly list: boolean;
  readonly sandbox: boolean;
  readonly help: boolean;
}

const TEXTS = [
  "profile",
  "region",
  "other-profile",
  "other-region",
  "runtime",
  "only",
  "trail-minutes",
  "prefix",
  "report",
] as const;
const FLAGS = ["yes", "json", "clean", "list", "sandbox", "help"] as const;

export function parsed(args: readonly string[]): Options {
  const values = valuesOf(args);
  const text = (name: (typeof TEXTS)[number]): string | undefined => values[name] as string | undefined;
  const is = (name: (typeof FLAGS)[number]): boolean => values[name] === true;
  const prefix = text("prefix");
  if (prefix !== undefined && !PREFIX.test(prefix))
    throw new WrongUse(`--prefix ${JSON.stringify(prefix)} is not 3 to 31 small letters, digits and hyphens.`);
  const minutes = text("trail-minutes") ?? String(TRAIL_MINUTES);
  if (!/^\d{1,3}$/.test(minutes))
    throw new WrongUse(`--trail-minutes ${JSON.stringify(minutes)} is no number of minutes.`);
  return {
    profile: text("profile"),
    region: text("region"),
    otherProfile: text("other-profile"),
    otherRegion: text("other-region"),
    runtimeArn: text("runtime"),
    questions: chosen(text("only")),
    trailMinutes: Number(minutes),
    prefix,
    report: text("report"),
    yes: is("yes"),
    json: is("json"),
    clean: is("clean"),
    list: is("list"),
    sandbox: is("sandbox"),
    help: is("help"),
  };
}

function valuesOf(args: readonly string[]): Readonly<Record<string, unknown>> {
  const options = Object.fromEntries([
    ...TEXTS.map((name) => [name, { type: "string" as const }]),
    ...FLAGS.map((name) => [name, { type: "boolean" as const }]),
  ]) as Record<string, { type: "boolean" | "string" }>;
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

function chosen(only: string | undefined): readonly Question[] {
  if (only === undefined) return QUESTIONS;
  const numbers = only.split(",").map((number) => number.trim());
  return numbers.map((number) => {
    const found = QUESTIONS.find((question) => String(question.number) === number);
    if (!found)
      throw new WrongUse(
        `--only names a question ${JSON.stringify(number)}: they are 1 to ${QUESTIONS.length}, with commas between.`,
      );
    return found;
  });
}
