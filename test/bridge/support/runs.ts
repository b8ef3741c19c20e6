import type { Clock } from "../../../src/bridge/runner/clock";
import { runProgram } from "../../../src/bridge/runner/program";
import type { Sandbox } from "../../../src/sandbox/sandbox";

/** What a run gave. */
export interface Run {
  readonly exitCode: number | null;
  readonly result: Readonly<Record<string, unknown>> | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export type Verb = "apply" | "remove" | "read";
export type Input = Readonly<Record<string, unknown>>;

/** Time that only passes while somebody sleeps, and then at once. */
export class TestClock implements Clock {
  public readonly sleeps: number[] = [];
  private time = 0;

  public now(): number {
    return this.time;
  }

  public sleep(milliseconds: number): Promise<void> {
    this.sleeps.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  }

  /** Time passes only by waiting, and no wait goes beyond the limit. */
  public alarm(): () => void {
    return () => undefined;
  }

  public random(): number {
    return 0.5;
  }
}

/** Points the AWS SDK of this process at the sandbox, and at nothing else. */
export function useSandbox(sandbox: Sandbox): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, isolated(sandbox));
}

/** The environment of a run that sees the sandbox, and no configuration of this machine. */
export const isolated = (sandbox: Sandbox): Record<string, string> => ({
  ...sandbox.environment,
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
});

export interface RunOptions {
  readonly clock?: Clock;
  readonly attemptMilliseconds?: number;
}

/** Runs the program in this process. */
export async function run(
  verb: Verb,
  input: Input,
  { clock = new TestClock(), attemptMilliseconds }: RunOptions = {},
): Promise<Run> {
  let stdout = "";
  let stderr = "";
  const exitCode = await runProgram({
    argv: [verb],
    readInput: () => Promise.resolve(JSON.stringify(input)),
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    clock,
    ...(attemptMilliseconds !== undefined && { attemptMilliseconds }),
  });
  return {
    exitCode,
    stdout,
    stderr,
    result: stdout === "" ? undefined : (JSON.parse(stdout) as Record<string, unknown>),
  };
}
