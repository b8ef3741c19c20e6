import { readFile } from "node:fs/promises";
import { UsageError } from "../../plan/input-error";
import type { Command } from "../command";
import { parsedArguments } from "../arguments";
import { EXIT } from "../command";

const USAGE = `Usage: agentcore-identity sandbox [--port N] [--seed FILE] [--json]

Serves stand-ins of Amazon Bedrock AgentCore Identity, Secrets Manager, KMS and STS on the loopback interface until it is
interrupted, and prints what happens as CloudTrail would tell it.

  --port N     the port; any that is free unless you say
  --seed FILE  JSON with the roles, keys and secrets of the account; policies and grants then decide every request.
               Without it the account is empty, and everybody may do everything
  --json       one line of JSON with the address and the environment to use, then one for each event
  --help       this text

Exit codes: 0 interrupted, 1 could not serve, 2 wrong use or seed.
`;

interface Options {
  readonly port: number;
  readonly seed?: string;
  readonly json: boolean;
  readonly help: boolean;
}

function parse(args: readonly string[]): Options {
  const options = { port: { type: "string" }, seed: { type: "string" } } as const;
  const flags = { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
  const { values } = parsedArguments(args, { ...options, ...flags }, false);
  const { port = "0", seed, json = false, help = false } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UsageError(`--port ${JSON.stringify(port)} is no port: give a number from 0 to 65535.`);
  return { port: Number(port), seed, json, help };
}

export const sandbox: Command = {
  summary: "serves AgentCore Identity, Secrets Manager, KMS and STS on loopback",
  run: async (args) => {
    try {
      const { help, port, seed, json } = parse(args);
      if (help) {
        process.stdout.write(USAGE);
        return EXIT.OK;
      }
      await serveUntilInterrupted(port, seed === undefined ? undefined : await textOf(seed), json);
      return EXIT.OK;
    } catch (error) {
      process.stderr.write(`agentcore-identity sandbox: ${messageOf(error)}\n`);
      const isUsage = error instanceof UsageError || (error instanceof Error && error.name === "SeedProblem");
      return isUsage ? EXIT.USAGE : EXIT.FAILED;
    }
  },
};

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`the seed cannot be read: ${messageOf(error)}`);
  }
}

async function serveUntilInterrupted(port: number, seed: string | undefined, json: boolean): Promise<void> {
  // The SDK's note on Node versions is for programs that call AWS.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  // Before anybody can know that it runs.
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    // Whoever listened has gone away.
    process.stdout.once("error", () => resolve());
  });
  // It is large, and no other command needs it.
  const { serve } = await import("../../sandbox/serve.js");
  const isColoured = process.stdout.isTTY === true && !process.env.NO_COLOR;
  const serving = await serve({
    port,
    seed,
    format: json ? "json" : isColoured ? "colour" : "text",
    write: (text) => void process.stdout.write(text),
  });
  await interrupted;
  await serving.close();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
