import type { Command } from "./command";
import { EXIT } from "./command";
import * as check from "./commands/check";
import * as inventory from "./commands/inventory";
import { migrate } from "./commands/migrate";
import { sandbox } from "./commands/sandbox";
import { snapshot } from "./commands/snapshot";
import { verify } from "./commands/verify";
import * as watch from "./commands/watch";
import * as whatCan from "./commands/what-can";
import * as whoCan from "./commands/who-can";

declare const PROGRAM_VERSION: string | undefined;

const COMMANDS: Readonly<Record<string, Command>> = {
  check,
  inventory,
  "who-can": whoCan,
  "what-can": whatCan,
  migrate,
  snapshot,
  verify,
  sandbox,
  watch,
};

const usage = (): string => `Usage: agentcore-identity COMMAND [OPTIONS]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join("\n")}

  version    tell the version of this program
  help       this text, or with a COMMAND its options

agentcore-identity COMMAND --help tells the options of a command, too.
Exit codes: 0 done, 1 failed, 2 wrong use; a command may have more.
`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "-h" || name === "help") return help(args[0]);
  if (name === "--version" || name === "version") {
    // The bundler writes it in.
    process.stdout.write(`${typeof PROGRAM_VERSION === "string" ? PROGRAM_VERSION : "0.0.0-source"}\n`);
    return EXIT.OK;
  }
  return commandOf(name)?.run(args) ?? noCommand(name);
}

const commandOf = (name: string | undefined): Command | undefined =>
  name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

/** `help`, or `help COMMAND`. */
async function help(name: string | undefined): Promise<number> {
  const command = commandOf(name);
  if (command) return command.run(["--help"]);
  if (name !== undefined) return noCommand(name);
  process.stdout.write(usage());
  return EXIT.OK;
}

function noCommand(name: string | undefined): number {
  process.stderr.write(
    `${name === undefined ? "There is no command." : `There is no command ${JSON.stringify(name)}.`}\n\n${usage()}`,
  );
  return EXIT.USAGE;
}

// A reader that goes away, such as "head", has seen enough: that is no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
