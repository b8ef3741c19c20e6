import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { Progress } from "../../src/cli/progress";
import { acceptance } from "./acceptance";
import { HELP, parsed, WrongUse } from "./options";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** `npm run acceptance`: see HELP. */
async function main(args: readonly string[]): Promise<number> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      // Whoever says it twice does not want to wait; --clean finds the rest.
      if (stop.signal.aborted) process.exit(1);
      process.stderr.write(
        "\nInterrupted: removes what it made. Once more ends it at once, and --clean finds the rest.\n",
      );
      stop.abort();
    });
  const progress = new Progress();
  try {
    const options = parsed(args);
    if (options.help) {
      process.stdout.write(HELP);
      return 0;
    }
    return await acceptance(options, {
      signal: stop.signal,
      out: (text) => {
        progress.end();
        process.stdout.write(text);
      },
      notes: (text) => {
        progress.end();
        process.stderr.write(text);
      },
      say: (what) => progress.say(() => what),
      confirm: process.stdin.isTTY && process.stderr.isTTY ? confirm : undefined,
      write: (file, text) => writeFileSync(file, text),
    });
  } catch (error) {
    progress.end();
    process.stderr.write(`acceptance: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof WrongUse ? 2 : 1;
  }
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
