import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const PROGRAM = join(__dirname, "../../assets/agentcore-identity.cjs");

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The bundled program in a process of its own. */
export class Program {
  private readonly child: ChildProcess;
  private readonly output = { stdout: "", stderr: "" };
  private readonly lines: AsyncIterator<string>;
  private readonly closed: Promise<unknown[]>;

  public constructor(...args: readonly string[]) {
    this.child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { PATH: process.env.PATH },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.closed = once(this.child, "close");
    const { stdout, stderr } = this.child;
    if (!stdout || !stderr) throw new Error("no pipes");
    stdout.setEncoding("utf8").on("data", (text: string) => (this.output.stdout += text));
    stderr.setEncoding("utf8").on("data", (text: string) => (this.output.stderr += text));
    this.lines = createInterface(stdout)[Symbol.asyncIterator]();
  }

  /** The next line of its output. */
  public async line(): Promise<string> {
    const { value, done } = await this.lines.next();
    if (done === true) throw new Error(`it has ended: ${this.output.stderr}`);
    return value;
  }

  public async interrupted(): Promise<Finished> {
    this.child.kill("SIGINT");
    return this.finished();
  }

  public async finished(): Promise<Finished> {
    const [exitCode] = (await this.closed) as [number | null];
    return { exitCode, ...this.output };
  }

  /** For a test that has failed. */
  public end(): void {
    this.child.kill("SIGKILL");
  }
}
