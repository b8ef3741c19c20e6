import type { App, TerraformStack } from "cdktf";
import { App as CdktfApp } from "cdktf";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { Area } from "./harness/area";
import { usesRegistry } from "./harness/binary";
import { terraformConfigFile } from "./harness/mirror";
import { Plan, type RawPlan } from "./harness/plan";
import { run, TerraformError, type Output } from "./harness/run";
import { statedToModules } from "./harness/stated-keys";
import { State, type RawState } from "./harness/state";
import { synthesize } from "./harness/synthesis";
import type { Drift, Steering } from "./provider/steering";
import type { LogEntry } from "./provider/world";

export interface WorkspaceOptions {
  /** What the account looks like; see docs/terraform-tests.md. */
  world?: Steering;
  /** Values of the configuration's input variables. */
  variables?: Record<string, unknown>;
  /** Added to the environment of every command; local-exec programs see it. */
  environment?: Record<string, string>;
  /** Writes Terraform's and the providers' TRACE log to a file in the area. */
  trace?: boolean;
}

/** What `terraform validate -json` says about one fault. */
export interface ValidateDiagnostic {
  severity: "error" | "warning";
  summary: string;
  detail: string;
  address?: string;
}

/** Files of a configuration by name: HCL as text, JSON as an object. */
export type Files = Record<string, string | object>;

/** One Terraform working folder with the account it works on. Commands that Terraform refuses throw `TerraformError`. */
export class Workspace {
  /** All that the commands have printed so far. */
  readonly transcript: string[] = [];

  private constructor(
    readonly name: string,
    readonly folder: string,
    readonly area: Area,
    private readonly options: WorkspaceOptions,
  ) {}

  /** All stacks of an app, a stack after those it needs. They share one account. */
  static ofApp(app: App, options: WorkspaceOptions = {}): Workspace[] {
    const area = new Area();
    const stacks = synthesize(app, area);
    writeSteering(area, { ...options.world, statedKeys: { ...statedIn(stacks), ...options.world?.statedKeys } });
    return stacks.map(({ name, folder }) => new Workspace(name, folder, area, options));
  }

  /** The only stack of its app. */
  static ofStack(stack: TerraformStack, options: WorkspaceOptions = {}): Workspace {
    const workspaces = Workspace.ofApp(CdktfApp.of(stack), options);
    if (workspaces.length !== 1) throw new Error("the app has several stacks: use Workspace.ofApp");
    return workspaces[0];
  }

  /** A copy of a folder. `root` is what to copy when the configuration refers to folders beside or above it. */
  static async ofFolder(
    folder: string,
    { root = folder, ...options }: WorkspaceOptions & { root?: string } = {},
  ): Promise<Workspace> {
    const area = new Area();
    writeSteering(area, options.world ?? {});
    const copy = area.make("work");
    await cp(root, copy, { recursive: true, filter: (path) => !/^\.terraform|\.tfstate/.test(basename(path)) });
    const workspace = new Workspace(basename(folder), join(copy, relative(root, folder)), area, options);
    for (const name of await readdir(workspace.folder))
      if (name.endsWith(".tf")) workspace.hasKeysStatedIn(await readFile(join(workspace.folder, name), "utf8"));
    return workspace;
  }

  static async ofFiles(files: Files, options: WorkspaceOptions = {}): Promise<Workspace> {
    const area = new Area();
    writeSteering(area, options.world ?? {});
    const workspace = new Workspace("files", area.make("work"), area, options);
    await workspace.write(files);
    return workspace;
  }

  /** Adds or replaces files of the configuration. */
  async write(files: Files): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.folder, name);
      await mkdir(dirname(path), { recursive: true });
      const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
      await writeFile(path, text);
      if (/\.tf(\.json)?$/.test(name)) this.hasKeysStatedIn(text);
    }
  }

  /** Gives the account's secrets the keys that a configuration states to our modules. */
  private hasKeysStatedIn(text: string): void {
    const world = readSteering(this.area);
    writeSteering(this.area, {
      ...world,
      statedKeys: { ...world.statedKeys, ...statedToModules(text), ...this.options.world?.statedKeys },
    });
  }

  /** Goes on with another version of the same stack. */
  replaceStack(stack: TerraformStack): void {
    const stacks = synthesize(CdktfApp.of(stack), this.area);
    writeSteering(this.area, {
      ...readSteering(this.area),
      statedKeys: { ...statedIn(stacks), ...this.options.world?.statedKeys },
    });
    if (!stacks.some(({ folder }) => folder === this.folder))
      throw new Error(`the new app has no stack "${this.name}"`);
  }

  /** Replaces what the account looks like; what earlier applies have made stays. */
  steer(world: Steering): void {
    const { statedKeys } = readSteering(this.area);
    writeSteering(this.area, { statedKeys, ...world });
  }

  /** Changes an object behind Terraform's back: what the next refresh finds. */
  async drift(address: string, change: Pick<Drift, "set" | "gone">): Promise<void> {
    const resource = (await this.state()).resources.find((one) => one.address === address);
    if (!resource) throw new Error(`the state has no ${address}`);
    const key = ["arn", "credential_provider_arn", "id", "name"].find(
      (name) => typeof resource.values[name] === "string",
    );
    const where = key ? { [key]: resource.values[key] as string } : {};
    const world = readSteering(this.area);
    this.steer({ ...world, drift: [...(world.drift ?? []), { type: resource.type, where, ...change }] });
  }

  async init(...args: string[]): Promise<Output> {
    return this.terraform("init", "-input=false", ...args);
  }

  async validate(): Promise<Output> {
    return this.terraform("validate");
  }

  /** Everything that `validate` complains of, without throwing. */
  async diagnostics(): Promise<ValidateDiagnostic[]> {
    const { stdout } = await this.terraform("validate", "-json").catch((error: unknown) => {
      if (error instanceof TerraformError) return error.output;
      throw error;
    });
    return (JSON.parse(stdout) as { diagnostics: ValidateDiagnostic[] }).diagnostics;
  }

  async plan(...args: string[]): Promise<Plan> {
    const file = join(this.area.temporary, `${this.name}.tfplan`);
    const { text } = await this.terraform("plan", "-input=false", `-out=${file}`, ...(await this.variables()), ...args);
    const { stdout } = await this.terraform("show", "-json", file);
    return new Plan(JSON.parse(stdout) as RawPlan, file, text);
  }

  /** Applies a plan, or the configuration as it is. Gives what that created, updated and destroyed, in order. */
  async apply(plan?: Plan): Promise<LogEntry[]> {
    const what = plan ? [plan.file] : ["-auto-approve", ...(await this.variables())];
    return this.logOf(() => this.terraform("apply", "-input=false", ...what));
  }

  async destroy(): Promise<LogEntry[]> {
    return this.logOf(async () =>
      this.terraform("destroy", "-input=false", "-auto-approve", ...(await this.variables())),
    );
  }

  async state(): Promise<State> {
    const { stdout } = await this.terraform("show", "-json");
    return new State(JSON.parse(stdout) as RawState);
  }

  /** Runs the configuration's own `*.tftest.hcl`. */
  async test(...args: string[]): Promise<Output> {
    return this.terraform("test", ...(await this.variables()), ...args);
  }

  /**
   * Terraform empties its local state file before it writes it anew: killed in between it finds no state at all, and its
   * users take the backup that it keeps beside it. So does this.
   */
  async mendState(): Promise<void> {
    // Stacks of CDKTF have theirs in one folder, each by its name.
    const states = existsSync(this.area.states) ? await readdir(this.area.states) : [];
    const files = [join(this.folder, "terraform.tfstate"), ...states.map((name) => join(this.area.states, name))];
    for (const file of files.filter((one) => one.endsWith(".tfstate") && existsSync(one)))
      if ((await readFile(file)).length === 0) await cp(`${file}.backup`, file);
  }

  /** Everything that was created, updated and destroyed in the account, in order. */
  log(): LogEntry[] {
    const file = join(this.area.world, "log.jsonl");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line) as LogEntry);
  }

  /** Runs any other command. */
  async terraform(command: string, ...args: string[]): Promise<Output> {
    if (usesRegistry && !["init", "validate", "version", "providers"].includes(command)) {
      throw new Error(`TERRAFORM_PROVIDERS=registry: "${command}" would reach for a real AWS account`);
    }
    const color = ["state", "workspace"].includes(command) ? [] : ["-no-color"];
    try {
      const environment = await this.environment();
      const output = await run([command, ...color, ...args], this.folder, {
        ...environment,
        ...(this.sharesProviders(command) && (await this.area.providers.reattach(this.folder, environment))),
      });
      this.transcript.push(output.stdout, output.stderr);
      return output;
    } catch (error) {
      if (error instanceof TerraformError) this.transcript.push(error.output.stdout, error.output.stderr);
      throw error;
    }
  }

  /** Ends the workspace early; `describeWithTerraform` does it at the end of a test file. */
  async dispose(): Promise<void> {
    await this.area.remove();
  }

  /** Commands that choose a provider's version, or whose log is looked at, start their providers as ever. */
  private sharesProviders(command: string): boolean {
    return !usesRegistry && !this.options.trace && !["init", "validate", "providers", "version"].includes(command);
  }

  private async logOf(command: () => Promise<Output>): Promise<LogEntry[]> {
    const before = this.log().length;
    await command();
    return this.log().slice(before);
  }

  private async variables(): Promise<string[]> {
    if (!this.options.variables) return [];
    const file = join(this.area.temporary, `${this.name}.tfvars.json`);
    await writeFile(file, JSON.stringify(this.options.variables));
    return [`-var-file=${file}`];
  }

  /** What Terraform is started with; other programs that start it need the same. */
  async environment(): Promise<NodeJS.ProcessEnv> {
    const common = {
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TMPDIR: this.area.temporary,
      ...(this.options.trace && { TF_LOG: "TRACE", TF_LOG_PATH: join(this.area.folder, "trace.log") }),
    };
    if (usesRegistry) return { ...process.env, ...common, ...this.options.environment };
    // Nothing of the developer's own AWS or Terraform settings may decide a test.
    return {
      PATH: process.env.PATH,
      HOME: this.area.temporary,
      ...common,
      TF_CLI_CONFIG_FILE: await terraformConfigFile(),
      TF_DISABLE_PLUGIN_TLS: "1",
      STAND_IN_WORLD: steeringFile(this.area),
      ...this.options.environment,
    };
  }
}

function steeringFile(area: Area): string {
  return join(area.world, "world.json");
}

function writeSteering(area: Area, world: Steering): void {
  writeFileSync(steeringFile(area), JSON.stringify(world, null, 2));
}

function readSteering(area: Area): Steering {
  return JSON.parse(readFileSync(steeringFile(area), "utf8")) as Steering;
}

/** What a program states of the keys of its secrets, as far as that is known before Terraform runs. */
function statedIn(stacks: readonly { folder: string }[]): Record<string, string> {
  const stated = stacks.flatMap(({ folder }) => {
    const { "//": about } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as {
      "//"?: { metadata?: { "agentcore-identity"?: { keys: Record<string, string | null> } } };
    };
    return Object.entries(about?.metadata?.["agentcore-identity"]?.keys ?? {});
  });
  const known = stated.filter((one): one is [string, string] => !one.some((text) => text?.includes("${") ?? true));
  return Object.fromEntries(known);
}
