import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

const ROOT = join(__dirname, "..");

/**
 * Runs a program of bench/programs in a process of its own and gives what it prints. It is bundled as the command line
 * is: what is measured is what ships, not what a loader of TypeScript makes of it. Packages stay as they are.
 */
export async function runBundled<Printed>(program: string): Promise<Printed> {
  const folder = await mkdtemp(join(tmpdir(), "agentcore-identity-bench-"));
  try {
    const outfile = join(folder, program.replace(/ts$/, "cjs"));
    await build({
      absWorkingDir: ROOT,
      entryPoints: [join("bench/programs", program)],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "es2020",
      packages: "external",
      logLevel: "error",
    });
    const env = { ...process.env, NODE_PATH: join(ROOT, "node_modules") };
    const { stdout } = await promisify(execFile)(process.execPath, [outfile], { env, cwd: ROOT });
    return JSON.parse(stdout) as Printed;
  } finally {
    await rm(folder, { recursive: true });
  }
}
