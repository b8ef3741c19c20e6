import type { Command } from "./command";
import { EXIT } from "./command";
import * as check from "./commands/check";
import { sandbox } from "./commands/sandbox";

declare const PROGRAM_VERSION: string | undefined;

const COMMANDS: Readonly<Record<string, Command>> = { check, sandbox };

const usage = (): string => `Usage: agentcore-identity COMMAND [OPTIONS]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join("\n")}

agentcore-identity COMMAND --help tells the options of a command.
Exit codes: 0 done, 1 failed, 2 wrong use; a command may have more.
`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "-h") {
    process.stdout.write(usage());
    return EXIT.OK;
  }
  if (name === "--version") {
    // The bundler writes it in.
    process.stdout.write(`${typeof PROGRAM_VERSION === "string" ? PROGRAM_VERSION : "0.0.0-source"}\n`);
    return EXIT.OK;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command.run(args);
  process.stderr.write(
    `${name === undefined ? "There is no command." : `There is no command "${name}".`}\n\n${usage()}`,
  );
  return EXIT.USAGE;
}

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
