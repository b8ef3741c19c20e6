import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import type { Input, Run, Verb } from "./runs";
import { isolated } from "./runs";

/** The bundle as it is delivered. */
export const BUNDLE = join(__dirname, "../../../assets/agentcore-identity-bridge.cjs");

/** The bundle in a process of its own. */
export class Spawned {
  public readonly process: ChildProcess;
  private readonly exited: Promise<unknown[]>;
  private stdout = "";
  private stderr = "";

  public constructor(args: readonly string[], environment: Readonly<Record<string, string>>, stdin?: string) {
    this.process = spawn(process.execPath, [BUNDLE, ...args], {
      env: { ...environment },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.process.stdout?.on("data", (text: Buffer) => (this.stdout += text.toString()));
    this.process.stderr?.on("data", (text: Buffer) => (this.stderr += text.toString()));
    this.process.stdin?.on("error", () => undefined);
    this.process.stdin?.end(stdin ?? "");
    this.exited = once(this.process, "close");
  }

  /** Ends it as `kill -9` does, and waits until it is gone. */
  public async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.exited;
  }

  public async finished(): Promise<Run> {
    const [exitCode] = (await this.exited) as [number | null];
    const { stdout, stderr } = this;
    const result = stdout.startsWith("{") ? (JSON.parse(stdout) as Record<string, unknown>) : undefined;
    return { exitCode, stdout, stderr, result };
  }

  /** What other users of the machine could see of it, and its environment. */
  public seen(): string {
    return ["cmdline", "environ"].map((file) => readFileSync(`/proc/${this.process.pid}/${file}`, "utf8")).join("\n");
  }
}

/** Starts the bundle with its input in the environment, as Terraform does. */
export const spawned = (sandbox: Sandbox, verb: Verb, input: Input): Spawned =>
  new Spawned([verb], { ...isolated(sandbox), AGENTCORE_IDENTITY_BRIDGE_INPUT: JSON.stringify(input) });
