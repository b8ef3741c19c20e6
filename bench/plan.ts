import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { terraformConfigFile } from "../test/terraform/harness/mirror";
import type { Wish } from "./programs/flat";
import { flatConfiguration, moduleConfiguration } from "./programs/flat";
import { KEY_ARN, roleName, secretArn } from "./programs/report";
import type { BenchRow } from "./row";
import { compare, median } from "./row";

const ROOT = join(__dirname, "..");
const SIZES = [50, 500];
const RUNS = 3;
const TARGET = 1.15;
/** What the stand-in is told of the account. */
const WORLD = "world.json";

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly stdout: string;
}

/** Runs one Terraform command and watches its memory. The providers are other processes, the same for both sides. */
async function terraform(folder: string, ...args: readonly string[]): Promise<Measured> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_DISABLE_PLUGIN_TLS: "1",
    TF_CLI_CONFIG_FILE: await terraformConfigFile(),
    STAND_IN_WORLD: join(dirname(folder), WORLD),
  };
  const start = performance.now();
  const child = spawn("terraform", [...args, "-no-color"], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  let megabytes = 0;
  // The kernel keeps the highest value, so that it suffices to ask now and then.
  const watch = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, "utf8").then(
      (status) => (megabytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024 || megabytes),
      () => undefined,
    );
  }, 50);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  clearInterval(watch);
  if (code !== 0) throw new Error(`terraform ${args.join(" ")} failed`);
  return { seconds: (performance.now() - start) / 1000, megabytes, stdout: Buffer.concat(chunks).toString() };
}

async function prepared(folder: string, configuration: object): Promise<string> {
  await mkdir(folder);
  const required_providers = { aws: { source: "hashicorp/aws", version: "6.66.0" } };
  await writeFile(
    join(folder, "main.tf.json"),
    JSON.stringify({ terraform: { required_providers }, ...configuration }),
  );
  await terraform(folder, "init", "-input=false");
  return folder;
}

async function planOnce(folder: string): Promise<Measured & { readonly resources: number }> {
  const measured = await terraform(folder, "plan", "-input=false", "-out=plan");
  return { ...measured, resources: Number(/Plan: (\d+) to add/.exec(measured.stdout)?.[1]) };
}

/** The root module against a hand-written flat configuration of the same resources, in turn. */
export async function plan(progress: (text: string) => void): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), "agentcore-identity-bench-"));
    try {
      await cp(join(ROOT, "modules"), join(folder, "modules"), { recursive: true });
      const wishes: Wish[] = Array.from({ length: size }, (_, index) => ({
        name: `client-${index}`,
        secretArn: secretArn(index),
        roles: ["a", "b"].map((role) => roleName(index, role)),
      }));
      // The root module asks for the keys of the secrets.
      const statedKeys = Object.fromEntries(wishes.map((wish) => [wish.secretArn, KEY_ARN]));
      await writeFile(join(folder, WORLD), JSON.stringify({ statedKeys }));
      const ours = await prepared(join(folder, "ours"), moduleConfiguration(wishes, KEY_ARN, "../modules/root"));
      const flat = await prepared(join(folder, "flat"), flatConfiguration(wishes, KEY_ARN));
      const runs: [Measured[], Measured[]] = [[], []];
      let resources = 0;
      for (let run = 0; run < RUNS; run++) {
        progress(`${size} providers, run ${run + 1} of ${RUNS}`);
        const [one, other] = [await planOnce(ours), await planOnce(flat)];
        if (one.resources !== other.resources)
          throw new Error(`${one.resources} resources against ${other.resources}: the configurations differ`);
        resources = one.resources;
        runs[0].push(one);
        runs[1].push(other);
      }
      const middle = (side: 0 | 1, of: "seconds" | "megabytes"): number => median(runs[side].map((run) => run[of]));
      const pair = (of: "seconds" | "megabytes"): { value: number; baseline: number; target: number } => ({
        value: middle(0, of),
        baseline: middle(1, of),
        target: TARGET,
      });
      rows.push(
        compare(`plan of ${size} providers (${resources} resources)`, { ...pair("seconds"), unit: "s" }),
        compare(`memory of Terraform for ${size} providers`, { ...pair("megabytes"), unit: "MB" }),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return rows;
}
