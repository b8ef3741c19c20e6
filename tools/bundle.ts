import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Metafile, Plugin } from "esbuild";
import { build } from "esbuild";
import { version } from "../package.json";
import { PAGE_ASSETS, pageAssets } from "./page-assets";

const ROOT = resolve(__dirname, "..");
const NOTICE = "assets/NOTICE";
const SANDBOX = "assets/agentcore-identity-sandbox.cjs";

interface Program {
  readonly source: string;
  readonly target: string;
  readonly plugins?: Plugin[];
  readonly isLibrary?: boolean;
}

/** The sandbox is large and has a file of its own, which the command line loads when it is asked for. */
const loadSandboxLater: Plugin = {
  name: "load-sandbox-later",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/sandbox\/serve\.js$/ }, () => ({ path: `./${basename(SANDBOX)}`, external: true })),
};

const PROGRAMS: readonly Program[] = [
  { source: "src/bridge/runner/main.ts", target: "assets/agentcore-identity-bridge.cjs" },
  { source: "src/cli/main.ts", target: "assets/agentcore-identity.cjs", plugins: [loadSandboxLater] },
  { source: "src/sandbox/serve.ts", target: SANDBOX, isLibrary: true },
];

/** Each program and all that it needs as one file, the same bytes on every machine. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const results = await Promise.all(PROGRAMS.map(bundleOne));
  return new Map([
    ...results.map(({ target, text }) => [target, text] as const),
    [NOTICE, notice(results.map(({ metafile }) => metafile))],
  ]);
}

async function bundleOne({ source, target, plugins = [], isLibrary = false }: Program): Promise<{
  readonly target: string;
  readonly text: string;
  readonly metafile: Metafile;
}> {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: [source],
    outfile: target,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    // Older than the Node.js that it needs, so that an older one can still read it and say so.
    target: "es2020",
    // The modules can be taken apart, the CommonJS files cannot: a third of the size.
    mainFields: ["module", "main"],
    charset: "utf8",
    legalComments: "none",
    define: { BRIDGE_VERSION: JSON.stringify(version), PROGRAM_VERSION: JSON.stringify(version) },
    banner: { js: `${isLibrary ? "" : "#!/usr/bin/env node\n"}// Third-party licences: see NOTICE.` },
    plugins,
    metafile: true,
    write: false,
    logLevel: "error",
  });
  return { target, text: result.outputFiles[0]?.text ?? "", metafile: result.metafile };
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** Every package of which a bundle holds something, with its licence and copyright, and each licence text once. */
function notice(metafiles: readonly Metafile[]): string {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const used = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 && path.includes("node_modules/") ? [packageOf(path)] : [],
    ),
  );
  const licences = new Map<string, { readonly text: string; readonly packages: string[] }>();
  for (const folder of [...new Set(used)].sort()) {
    const manifest = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as Manifest;
    const file = ["LICENSE", "LICENSE.txt", "LICENSE.md"].map((name) => join(ROOT, folder, name)).find(existsSync);
    const text = file ? readFileSync(file, "utf8").replace(/\r\n/g, "\n").trim() : `Licence: ${manifest.license}`;
    const copyright = COPYRIGHT.exec(text)?.[0].trim();
    // The same licence differs between packages in its white space and in whom it names.
    const key = text.replace(COPYRIGHT, "").replace(/\s+/g, " ");
    const licence = licences.get(key) ?? { text, packages: [] };
    licence.packages.push(
      [manifest.name, manifest.version, `(${manifest.license})`, copyright].filter(Boolean).join(" "),
    );
    licences.set(key, licence);
  }
  const sections = [...licences.values()].map(({ text, packages }) => `${packages.join("\n")}\n\n${text}`);
  return `The programs in this folder hold parts of the following packages.\n\n${sections.join(`\n\n${"=".repeat(80)}\n\n`)}\n`;
}

/** The line that names the owner: of all that start with "Copyright" the one with a year. */
const COPYRIGHT = /^\s*Copyright (?:\(c\) )?\d{4}.*$/m;

function packageOf(path: string): string {
  let folder = dirname(path);
  // Packages may hold further package.json files that only say how to read a folder.
  while (!(existsSync(join(ROOT, folder, "package.json")) && /node_modules\/(@[^/]+\/)?[^/]+$/.test(folder)))
    folder = dirname(folder);
  return folder;
}

async function main(): Promise<void> {
  const isCheck = process.argv.includes("--check");
  // The command line holds it, so it comes first.
  keep(PAGE_ASSETS, await pageAssets(), isCheck);
  for (const [path, text] of await bundle()) keep(path, text, isCheck);
}

function keep(path: string, text: string, isCheck: boolean): void {
  const file = join(ROOT, path);
  const isSame = existsSync(file) && readFileSync(file, "utf8") === text;
  if (!isCheck && !isSame) writeFileSync(file, text);
  if (isCheck && !isSame) {
    process.stderr.write(`${path} is stale: run "npm run bundle" and commit it.\n`);
    process.exitCode = 1;
  }
  process.stdout.write(`${path}: ${Buffer.byteLength(text)} bytes\n`);
}

void main();
