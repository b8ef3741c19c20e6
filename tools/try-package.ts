import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");
const MODULES = join(ROOT, "node_modules");
/** What the quick start installs beside the package. */
const PEERS = ["cdktf", "constructs", "@cdktf/provider-aws", "@types/node"];
/** How users compile: module and resolution. */
const COMPILERS = [
  ["commonjs", "node10"],
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
] as const;

/** Packs the package as for the registry, and runs the README's quick start in an empty folder that has it. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-package-"));
  try {
    install(folder);
    writeFileSync(join(folder, "main.ts"), quickStart());
    for (const type of ["commonjs", "module"]) {
      writeFileSync(join(folder, "package.json"), JSON.stringify({ type }));
      for (const [module, resolution] of COMPILERS) compile(folder, module, resolution);
      run(folder);
      console.log(`package of type ${type}: compiles in ${COMPILERS.length} ways, synthesizes`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `prepack` builds, so a fresh clone packs what it should. */
function install(folder: string): void {
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    }).replace(/^[^[]*/, ""),
  ) as [{ filename: string }];
  const home = join(folder, "node_modules/cdktf-agentcore-identity");
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed.filename), "-C", home, "--strip-components=1"]);
  for (const peer of PEERS) {
    const link = join(folder, "node_modules", peer);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(MODULES, peer), link);
  }
}

function quickStart(): string {
  const code = /```ts\n(.*?)```/s.exec(readFileSync(join(ROOT, "README.md"), "utf8"))?.[1];
  if (code === undefined) throw new Error("README.md has no quick start");
  return code;
}

function compile(folder: string, module: string, resolution: string): void {
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022"];
  execFileSync(
    join(MODULES, ".bin/tsc"),
    [...options, "--module", module, "--moduleResolution", resolution, "main.ts"],
    { cwd: folder, stdio: "inherit" },
  );
}

function run(folder: string): void {
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  execFileSync(join(MODULES, ".bin/tsx"), ["main.ts"], { cwd: folder, stdio: "inherit", env });
  const written = join(folder, "cdktf.out/stacks/agents/cdk.tf.json");
  if (!existsSync(written)) throw new Error(`the quick start wrote no ${written}`);
  rmSync(join(folder, "cdktf.out"), { recursive: true });
}

main();
