import { spawn, type ChildProcess } from "node:child_process";
import { binary } from "./binary";

export interface Output {
  /** Terraform's words on one line: its line breaks depend on the width of the terminal. */
  text: string;
  stdout: string;
  stderr: string;
}

/** A command that Terraform refused. The message is Terraform's own errors, on one line. */
export class TerraformError extends Error {
  constructor(
    readonly command: string,
    readonly output: Output,
  ) {
    super(`${binary} ${command} failed: ${oneLine(output.stderr) || output.text}`);
    this.name = "TerraformError";
  }
}

const running = new Set<ChildProcess>();
process.once("exit", () => running.forEach(endWithChildren));

/** Runs one Terraform command to its end. */
export async function run(args: string[], folder: string, environment: NodeJS.ProcessEnv): Promise<Output> {
  // A process group of its own: what Terraform starts can then be ended with it.
  const child = spawn(binary, args, {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  try {
    const [stdout, stderr, code] = await Promise.all([
      read(child.stdout),
      read(child.stderr),
      new Promise<number | null>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
      }),
    ]);
    const output = { stdout, stderr, text: oneLine(`${stdout}\n${stderr}`) };
    if (code !== 0) throw new TerraformError(args.join(" "), output);
    return output;
  } finally {
    running.delete(child);
  }
}

/** Ends the commands that still run: those of a test that timed out. */
export function endAll(): void {
  running.forEach(endWithChildren);
}

/** Kills Terraform alone, as the machine's memory killer would: what it has started goes on. */
export function killTerraform(): void {
  running.forEach((child) => child.kill("SIGKILL"));
}

function endWithChildren(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

async function read(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString();
}
