import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BenchRow } from "./row";
import { compare, median } from "./row";

const run = promisify(execFile);
const ROOT = join(__dirname, "..");
const SIZES = [10, 100, 1000, 3000];
const RUNS = 5;

/** What a program prints of itself. */
interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly resources: number;
}

/** Each program runs in a process of its own, the two of a pair in turn, so that a slow moment hits both. */
async function pair(program: readonly [string, string], args: readonly string[]): Promise<[Measured, Measured]> {
  const all: [Measured[], Measured[]] = [[], []];
  for (let count = 0; count < RUNS; count++) {
    for (const side of [0, 1] as const) all[side].push(await measure(program[side], args));
  }
  const middle = (runs: readonly Measured[]): Measured => ({
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
    resources: (runs[0] as Measured).resources,
  });
  return [middle(all[0]), middle(all[1])];
}

async function measure(program: string, args: readonly string[]): Promise<Measured> {
  const outdir = await mkdtemp(join(tmpdir(), "agentcore-identity-bench-"));
  try {
    const env = {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      OUTDIR: outdir,
      TSX_TSCONFIG_PATH: join(ROOT, "bench/tsconfig.json"),
    };
    const { stdout } = await run(
      process.execPath,
      ["--import", "tsx", join(ROOT, "bench/programs", program), ...args],
      { env, cwd: ROOT },
    );
    return JSON.parse(stdout) as Measured;
  } finally {
    await rm(outdir, { recursive: true });
  }
}

/** N providers, each with its secret, secret policy, two readers and their grants: ours against plain bindings. */
export async function synth(progress: (text: string) => void): Promise<BenchRow[]> {
  progress("building the package");
  await run("npm", ["run", "build"], { cwd: ROOT });
  const rows: BenchRow[] = [];
  const perProvider = new Map<number, number>();
  for (const size of SIZES) {
    progress(`${size} providers`);
    const [ours, plain] = await pair(["constructs.ts", "plain.ts"], [String(size)]);
    if (ours.resources !== plain.resources)
      throw new Error(`${ours.resources} resources against ${plain.resources}: the programs differ`);
    perProvider.set(size, ours.milliseconds / size);
    rows.push(
      compare(`synthesis of ${size} providers (${ours.resources} resources)`, {
        value: ours.milliseconds,
        unit: "ms",
        baseline: plain.milliseconds,
        target: size === 1000 ? 1.25 : undefined,
      }),
      compare(`memory for ${size} providers`, { value: ours.megabytes, unit: "MB", baseline: plain.megabytes }),
    );
  }
  rows.push(
    compare("time per provider, 3000 against 1000", {
      value: perProvider.get(3000) as number,
      unit: "ms",
      baseline: perProvider.get(1000) as number,
      target: 1.25,
    }),
  );
  progress("import");
  const [ours, plain] = await pair(["import-package.ts", "import-bindings.ts"], []);
  rows.push(
    compare("import of the package, against the same bindings", {
      value: ours.milliseconds,
      unit: "ms",
      baseline: plain.milliseconds,
      target: 1.15,
    }),
  );
  return rows;
}
