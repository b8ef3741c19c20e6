import { makeClients } from "./clients";
import type { Clock } from "./clock";
import { SYSTEM_CLOCK } from "./clock";
import type { Wait } from "./deadline";
import { Deadline } from "./deadline";
import type { Input, Verb } from "./input";
import { parseInput, VERBS } from "./input";
import { applyPolicy, readPolicy, removePolicy } from "./policy";
import { applyProvider, readProvider, removeProvider, secretArnsOf } from "./provider";
import { Session } from "./session";
import { ExitCode, Stop } from "./stop";
import { INPUT_VARIABLE, USAGE, version } from "./usage";
import { asSaid, visible } from "./visible";

/** What surrounds a run. */
export interface World {
  /** Without the interpreter and the program. */
  readonly argv: readonly string[];
  /** The input, or undefined if there is none. */
  readonly readInput: () => Promise<string | undefined>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly clock?: Clock;
  readonly attemptMilliseconds?: number;
}

/** Runs one verb and gives the exit code. */
export async function runProgram(world: World): Promise<ExitCode> {
  const log = (text: string): void =>
    text.split("\n").forEach((line) => world.stderr(`agentcore-identity-bridge: ${visible(line)}\n`));
  const deadline = new Deadline(world.clock ?? SYSTEM_CLOCK);
  try {
    const [verb, ...rest] = world.argv;
    if (verb === "--help" || verb === "--version") {
      world.stdout(verb === "--help" ? USAGE : `${version()}\n`);
      return ExitCode.OK;
    }
    if (!isVerb(verb) || rest.length > 0)
      throw new Stop(ExitCode.INPUT, `Give exactly one of ${VERBS.join(", ")}; the input is no argument.\n${USAGE}`);
    await Promise.race([deadline.over, runVerb(verb, world, deadline, log)]);
    return ExitCode.OK;
  } catch (error) {
    if (error instanceof Stop) {
      log(error.message);
      return error.exitCode;
    }
    log(
      `This is a fault of the program; please report it. ${asSaid(error instanceof Error ? `${error.name}: ${error.message}` : String(error))}`,
    );
    return ExitCode.FAULT;
  } finally {
    deadline.end();
  }
}

const INPUT_WAIT: Wait = {
  what: "standard input",
  fix: `Give the input in the environment variable ${INPUT_VARIABLE}, or close standard input behind it.`,
};

const isVerb = (text: string | undefined): text is Verb => (VERBS as readonly (string | undefined)[]).includes(text);

async function runVerb(verb: Verb, world: World, deadline: Deadline, log: (text: string) => void): Promise<void> {
  const text = await deadline.during(() => INPUT_WAIT, world.readInput);
  if (text === undefined || text.trim() === "") throw new Stop(ExitCode.INPUT, `There is no input.\n${USAGE}`);
  const input = parseInput(verb, text);
  deadline.limit(input.timeoutSeconds);
  const clients = await makeClients(input, deadline, log);
  try {
    const session = new Session({
      clients,
      clock: world.clock ?? SYSTEM_CLOCK,
      deadline,
      secretArns: "target" in input ? [] : secretArnsOf(input),
      log: (line) => log(`${verb} ${subject(input)}: ${line}`),
      ...(world.attemptMilliseconds !== undefined && { attemptMilliseconds: world.attemptMilliseconds }),
    });
    const result = await outcome(verb, input, session);
    const name = "target" in input ? { target: input.target, owner: input.owner } : { name: input.name };
    const line = JSON.stringify({ verb, kind: input.kind, region: clients.region, ...name, ...result });
    world.stdout(`${visible(line)}\n`);
    log(`${verb} ${subject(input)}: ${result.outcome}`);
  } finally {
    clients.destroy();
  }
}

function outcome(
  verb: Verb,
  input: Input,
  session: Session,
): ReturnType<typeof applyProvider> | ReturnType<typeof applyPolicy> {
  if ("target" in input) return { apply: applyPolicy, remove: removePolicy, read: readPolicy }[verb](session, input);
  return { apply: applyProvider, remove: removeProvider, read: readProvider }[verb](session, input);
}

const subject = (input: Input): string =>
  "target" in input
    ? `${input.kind} of ${input.target} for ${JSON.stringify(input.owner)}`
    : `${input.kind} ${JSON.stringify(input.name)}`;
