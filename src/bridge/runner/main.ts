import "./preconditions";
import { endChildren, watchChildren } from "./children";
import { runProgram } from "./program";
import { INPUT_VARIABLE } from "./usage";

async function readInput(): Promise<string | undefined> {
  const fromEnvironment = process.env[INPUT_VARIABLE];
  // Programs that the SDK starts, such as a credential_process, have no business with it.
  Reflect.deleteProperty(process.env, INPUT_VARIABLE);
  if (fromEnvironment !== undefined) return fromEnvironment;
  if (process.stdin.isTTY) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

watchChildren();
void runProgram({
  argv: process.argv.slice(2),
  readInput,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
}).then((exitCode) => {
  endChildren();
  // What still hangs must not keep the process, and what was written must arrive.
  process.stdout.write("", () => process.stderr.write("", () => process.exit(exitCode)));
});
