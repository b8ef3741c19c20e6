import type { ChildProcess } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";

const BINARY = process.env.TERRAFORM_BIN ?? "terraform";
const LEAST = [1, 11] as const;

/** What keeps Terraform from running here, with the way out; undefined if nothing does. */
export function terraformProblem(binary = BINARY): string | undefined {
  const { status, stdout } = spawnSync(binary, ["version", "-json"], {
    encoding: "utf8",
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  const wayOut =
    "Install Terraform 1.11 or newer (https://developer.hashicorp.com/terraform/install) or OpenTofu 1.11 or newer and put it on PATH, or name the binary in TERRAFORM_BIN.";
  if (status !== 0) return `There is no "${binary}". ${wayOut}`;
  const { terraform_version: version } = JSON.parse(stdout) as { terraform_version: string };
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])
    ? undefined
    : `"${binary}" is version ${version}. ${wayOut}`;
}

interface PlannedChange {
  readonly address: string;
  readonly change: { readonly actions: readonly string[] };
}

/** Terraform in a folder of its own: nothing of the user's settings reaches it, and it asks nobody. */
export class Terraform {
  /** All that it has printed. */
  public readonly transcript: string[] = [];
  private child: ChildProcess | undefined;

  public constructor(
    private readonly temporary: string,
    /** Where the configuration is. */
    private readonly folder: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  public init(): Promise<string> {
    return this.run("init", "-input=false");
  }

  /** What would change, by the kind of change. */
  public async plan(): Promise<Readonly<Record<string, string[]>>> {
    const file = join(this.temporary, "plan.tfplan");
    await this.run("plan", "-input=false", `-out=${file}`);
    const { resource_changes = [] } = JSON.parse(await this.run("show", "-json", file)) as {
      resource_changes?: PlannedChange[];
    };
    const changes: Record<string, string[]> = {};
    for (const { address, change } of resource_changes) {
      const kind = change.actions.length > 1 ? "replace" : (change.actions[0] ?? "no-op");
      if (kind !== "no-op") (changes[kind] ??= []).push(address);
    }
    return changes;
  }

  public apply(): Promise<string> {
    return this.run("apply", "-input=false", join(this.temporary, "plan.tfplan"));
  }

  public destroy(): Promise<string> {
    return this.run("destroy", "-input=false", "-auto-approve");
  }

  /** The addresses of all that it keeps. */
  public async state(): Promise<string[]> {
    return (await this.run("state", "list")).split("\n").filter(Boolean);
  }

  /** Ends what still runs, with all that it has started. */
  public end(): void {
    if (this.child?.pid === undefined) return;
    try {
      process.kill(-this.child.pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  private async run(...args: string[]): Promise<string> {
    const child = spawn(BINARY, args, {
      cwd: this.folder,
      // A process group of its own, to be ended as one.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        // The bridge starts "node": let it be this one.
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        HOME: this.temporary,
        TMPDIR: this.temporary,
        CHECKPOINT_DISABLE: "1",
        TF_IN_AUTOMATION: "1",
        ...Object.fromEntries(["init", "plan", "apply", "destroy"].map((name) => [`TF_CLI_ARGS_${name}`, "-no-color"])),
        ...this.environment,
      },
    });
    this.child = child;
    const texts = ["", ""];
    for (const [index, stream] of [child.stdout, child.stderr].entries())
      stream.setEncoding("utf8").on("data", (text: string) => (texts[index] += text));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    this.child = undefined;
    const [stdout = "", stderr = ""] = texts;
    this.transcript.push(stdout, stderr);
    // Terraform draws a box around its errors.
    if (code !== 0)
      throw new Error(`terraform ${args[0] ?? ""} failed: ${`${stderr}${stdout}`.replace(/[╷│╵]/g, "").trim()}`);
    return stdout;
  }
}
