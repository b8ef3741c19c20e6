import { makeClients } from "./clients";
import type { Clock } from "./clock";
import { SYSTEM_CLOCK } from "./clock";
import type { Input, Verb } from "./input";
import { parseInput, VERBS } from "./input";
import { applyPolicy, readPolicy, removePolicy } from "./policy";
import { applyProvider, readProvider, removeProvider, secretArnsOf } from "./provider";
import { Session } from "./session";
import { ExitCode, Stop } from "./stop";
import { USAGE, version } from "./usage";

const TIMEOUT_SECONDS = 300;

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
    text.split("\n").forEach((line) => world.stderr(`agentcore-identity-bridge: ${line}\n`));
  try {
    const [verb, ...rest] = world.argv;
    if (verb === "--help" || verb === "--version") {
      world.stdout(verb === "--help" ? USAGE : `${version()}\n`);
      return ExitCode.OK;
    }
    if (!isVerb(verb) || rest.length > 0)
      throw new Stop(ExitCode.INPUT, `Give exactly one of ${VERBS.join(", ")}; the input is no argument.\n${USAGE}`);
    const text = await world.readInput();
    if (text === undefined || text.trim() === "") throw new Stop(ExitCode.INPUT, `There is no input.\n${USAGE}`);
    await runVerb(verb, parseInput(verb, text), world, log);
    return ExitCode.OK;
  } catch (error) {
    if (error instanceof Stop) {
      log(error.message);
      return error.exitCode;
    }
    log(
      `This is a fault of the program; please report it. ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    );
    return ExitCode.FAULT;
  }
}

const isVerb = (text: string | undefined): text is Verb => (VERBS as readonly (string | undefined)[]).includes(text);

async function runVerb(verb: Verb, input: Input, world: World, log: (text: string) => void): Promise<void> {
  const clients = await makeClients(input);
  try {
    const session = new Session({
      clients,
      clock: world.clock ?? SYSTEM_CLOCK,
      timeoutSeconds: input.timeoutSeconds ?? TIMEOUT_SECONDS,
      secretArns: "target" in input ? [] : secretArnsOf(input),
      log: (line) => log(`${verb} ${subject(input)}: ${line}`),
      ...(world.attemptMilliseconds !== undefined && { attemptMilliseconds: world.attemptMilliseconds }),
    });
    const result = await outcome(verb, input, session);
    const name = "target" in input ? { target: input.target, owner: input.owner } : { name: input.name };
    world.stdout(`${JSON.stringify({ verb, kind: input.kind, region: clients.region, ...name, ...result })}\n`);
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
