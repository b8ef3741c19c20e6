import { readFile } from "node:fs/promises";
import { UsageError } from "../../plan/input-error";
import type { Furnished } from "../../sandbox/serve";
import { furnishingOf } from "../from-plan/furnishing";
import { Progress } from "../progress";
import { sourcesFor } from "./check-inputs";
import { givenAccounts } from "./input-options";
import type { Command } from "../command";
import { parsedArguments } from "../arguments";
import { EXIT } from "../command";

const USAGE = `Usage: agentcore-identity sandbox [--port N] [--seed FILE | --from-plan PLAN …] [--like-aws] [--json]

Serves stand-ins of Amazon Bedrock AgentCore Identity, Secrets Manager, KMS and STS on the loopback interface until it is
interrupted, and prints what happens as CloudTrail would tell it.

  --port N     the port; any that is free unless you say
  --seed FILE  JSON with the roles, keys and secrets of the account; policies and grants then decide every request.
               Without it the account is empty, and everybody may do everything
  --from-plan PLAN
               what accounts will have after the apply of a plan, so that verify, inventory and snapshot can be tried
               before it: what "terraform show -json" prints, a plan or a state, the folder of a synthesized stack, or
               several. Values are made up; what the plan does not tell is made up, too, and said
  --account ID, --account aws.NAME=ID
               for --from-plan: the account of a provider configuration, as for check
  --like-aws   changes of IAM, grants, lists and events are seen as late, and calls are throttled as early, as at AWS
  --json       one line of JSON with the address and the environment to use, then one for each event
  --help       this text

Exit codes: 0 interrupted, 1 could not serve or read a plan, 2 wrong use or seed.
`;

interface Options {
  readonly port: number;
  readonly seed?: string;
  readonly plans: readonly string[];
  readonly accounts: ReadonlyMap<string, string>;
  readonly likeAws: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

function parse(args: readonly string[]): Options {
  const text = { type: "string" } as const;
  const texts = { type: "string", multiple: true } as const;
  const options = { port: text, seed: text, "from-plan": texts, account: texts } as const;
  const flag = { type: "boolean" } as const;
  const flags = { json: flag, "like-aws": flag, help: { type: "boolean", short: "h" } } as const;
  const { values } = parsedArguments(args, { ...options, ...flags }, false);
  const { port = "0", seed, json = false, help = false } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UsageError(`--port ${JSON.stringify(port)} is no port: give a number from 0 to 65535.`);
  const { "from-plan": plans = [], account = [], "like-aws": likeAws = false } = values;
  if (seed !== undefined && plans.length > 0) throw new UsageError("give --seed or --from-plan, not both.");
  if (account.length > 0 && plans.length === 0) throw new UsageError("--account is for --from-plan.");
  return { port: Number(port), seed, plans, accounts: givenAccounts(account), likeAws, json, help };
}

export const sandbox: Command = {
  summary: "serves AgentCore Identity, Secrets Manager, KMS and STS on loopback",
  run: async (args) => {
    try {
      const options = parse(args);
      if (options.help) {
        process.stdout.write(USAGE);
        return EXIT.OK;
      }
      await serveUntilInterrupted(options);
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

async function serveUntilInterrupted({ port, seed, plans, accounts, likeAws, json }: Options): Promise<void> {
  const planted = seed === undefined ? undefined : await textOf(seed);
  const furnished = plans.length === 0 ? undefined : furnishedBy({ plans, accounts });
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
    ...(planted !== undefined && { seed: planted }),
    ...(furnished && { furnished }),
    isLikeAws: likeAws,
    format: json ? "json" : isColoured ? "colour" : "text",
    write: (text) => void process.stdout.write(text),
  });
  await interrupted;
  await serving.close();
}

/** What the plans' accounts will have. */
function furnishedBy(named: Pick<Options, "accounts" | "plans">): Furnished {
  const progress = new Progress();
  const sources = sourcesFor(named, progress);
  progress.end();
  const { furnishing, regions, verifiers, told } = furnishingOf(sources, named.accounts);
  return { furnishing, regions, callers: verifiers, told: told.map(({ subject, text }) => `${subject}: ${text}`) };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
