import { ChildProcess } from "node:child_process";
import { constants } from "node:os";

const children: ChildProcess[] = [];
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** A group of its own ends with all that it has started; Windows has none. */
const hasGroups = process.platform !== "win32";

/**
 * Remembers the programs that the SDK starts, such as a credential_process: it gives nobody a way to end them. They get a
 * process group of their own, so that what a shell has started ends with it, and end with this program. With it goes the
 * terminal: who asks for a password on `/dev/tty` is refused at once instead of waiting for an answer.
 */
export function watchChildren(): void {
  const prototype = ChildProcess.prototype as unknown as { spawn: (this: ChildProcess, options: object) => unknown };
  const { spawn } = prototype;
  prototype.spawn = function (options): unknown {
    children.push(this);
    return spawn.call(this, hasGroups ? { ...options, detached: true } : options);
  };
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      endChildren();
      process.exit(128 + constants.signals[signal]);
    });
  }
}

/** Ends those that still run. */
export function endChildren(): void {
  for (const child of children) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) continue;
    try {
      if (hasGroups) process.kill(-child.pid, "SIGKILL");
      else child.kill();
    } catch {
      // It has ended in between.
    }
  }
}
