import * as check from "./commands/check";

interface Command {
  readonly summary: string;
  readonly run: (args: string[]) => Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = { check };

async function main([name = "", ...args]: string[]): Promise<number> {
  const command = Object.prototype.hasOwnProperty.call(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command.run(args);
  const list = Object.entries(COMMANDS).map(([key, { summary }]) => `  ${key.padEnd(10)}${summary}`);
  const isHelp = ["--help", "-h", "help"].includes(name);
  (isHelp ? process.stdout : process.stderr).write(
    `usage: agentcore-identity COMMAND [options]\n\n${list.join("\n")}\n`,
  );
  return isHelp ? 0 : 2;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
