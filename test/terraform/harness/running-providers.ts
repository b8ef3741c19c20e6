import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";

interface Running {
  child: ChildProcess;
  address: Promise<string>;
}

/**
 * Stand-in providers that serve one command after another. Terraform starts its providers three times in a plan, which
 * is most of what the plan takes. `init` still chooses the version; what it chose is what runs here.
 */
export class RunningProviders {
  private readonly running = new Map<string, Running>();

  /** The setting with which Terraform uses these providers instead of starting its own. */
  async reattach(folder: string, environment: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
    const entries = chosenProviders(folder).map(async ({ source, executable }) => {
      const { child, address } = this.start(executable, environment);
      const description = {
        Protocol: "grpc",
        ProtocolVersion: 5,
        Pid: child.pid,
        Test: true,
        Addr: { Network: "tcp", String: await address },
      };
      return [source, description] as const;
    });
    const providers = await Promise.all(entries);
    return providers.length ? { TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(providers)) } : {};
  }

  async stop(): Promise<void> {
    const children = [...this.running.values()].map(({ child }) => child);
    this.running.clear();
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const end = once(child, "exit");
        child.kill("SIGKILL");
        await end;
      }),
    );
  }

  private start(executable: string, environment: NodeJS.ProcessEnv): Running {
    const name = basename(executable);
    const known = this.running.get(name);
    if (known) return known;
    // The provider ends with its standard input, so it does not outlive a killed test run.
    const child = spawn(executable, [], {
      env: { ...environment, STAND_IN_SHARED: "1" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const running = { child, address: readAddress(child, name) };
    this.running.set(name, running);
    return running;
  }
}

/** The first line that a plugin prints: core version, protocol version, network, address, protocol. */
async function readAddress(child: ChildProcess, name: string): Promise<string> {
  if (!child.stdout) throw new Error(`${name} has no standard output`);
  for await (const line of createInterface({ input: child.stdout })) return line.split("|")[3];
  throw new Error(`${name} ended before it served`);
}

/** What `terraform init` has chosen and linked into the folder. */
function chosenProviders(folder: string): { source: string; executable: string }[] {
  const lock = join(folder, ".terraform.lock.hcl");
  if (!existsSync(lock)) return [];
  return [...readFileSync(lock, "utf8").matchAll(/provider "([^"]+)" \{\s+version\s+= "([^"]+)"/g)].flatMap(
    ([, source, version]) => {
      const versionFolder = join(folder, ".terraform/providers", source, version);
      const targets = existsSync(versionFolder) ? readdirSync(versionFolder) : [];
      const name = `terraform-provider-${basename(source)}_v${version}`;
      return targets.map((target) => ({ source, executable: join(versionFolder, target, name) }));
    },
  );
}
