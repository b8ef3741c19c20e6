import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeEdition } from "./edition";

const ROOT = resolve(__dirname, "..");
const MODULES = join(ROOT, "node_modules");
/** How users compile: module and resolution. */
const COMPILERS = [
  ["commonjs", "node10"],
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
] as const;

/** Packs a package as for the registry, and runs its README in an empty folder: the command that installs, the quick start. */
function tryPackage(home: string): void {
  const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-package-"));
  try {
    const readme = readFileSync(join(home, "README.md"), "utf8");
    install(folder, home, readme);
    writeFileSync(join(folder, "main.ts"), only(/```ts\n(.*?)```/s, readme));
    for (const type of ["commonjs", "module"]) {
      writeFileSync(join(folder, "package.json"), JSON.stringify({ type }));
      for (const [module, resolution] of COMPILERS) compile(folder, module, resolution);
      run(folder);
      console.log(`${home}, type ${type}: compiles in ${COMPILERS.length} ways, synthesizes`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `prepack` builds, so a fresh clone packs what it should. */
function install(folder: string, home: string, readme: string): void {
  const [{ name, filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: home,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    }).replace(/^[^[]*/, ""),
  ) as [{ name: string; filename: string }];
  const { peerDependencies: peers } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
    peerDependencies: Record<string, string>;
  };
  const command = only(/^npm install (.*)$/m, readme).split(" ");
  // npm on a Node.js that is too old for the newest @cdktn/provider-aws would take an older one by itself.
  const isOld = Number(process.versions.node.split(".")[0]) < 22;
  const wanted = command.map((one) => (one === name ? `./${filename}` : isOld ? `${one}@${peers[one]}` : one));
  writeFileSync(join(folder, "package.json"), "{}");
  const options = ["--prefer-offline", "--no-audit", "--no-fund"];
  execFileSync("npm", ["install", ...options, ...wanted], { cwd: folder, stdio: "inherit" });
  mkdirSync(join(folder, "node_modules/@types"), { recursive: true });
  for (const types of ["@types/node", "undici-types"].filter((one) => !existsSync(join(folder, "node_modules", one))))
    symlinkSync(join(MODULES, types), join(folder, "node_modules", types));
}

function only(pattern: RegExp, readme: string): string {
  const found = pattern.exec(readme)?.[1];
  if (found === undefined) throw new Error(`README.md has no ${pattern}`);
  return found;
}

function compile(folder: string, module: string, resolution: string): void {
  // Many programs are still compiled as node10 finds modules.
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--ignoreDeprecations", "6.0"];
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

tryPackage(ROOT);
tryPackage(writeEdition());
