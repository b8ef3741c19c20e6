import { basename, resolve } from "node:path";
import type { Metafile, Plugin } from "esbuild";
import { build } from "esbuild";
import { version } from "../../package.json";

export const ROOT = resolve(__dirname, "../..");
const SANDBOX = "assets/agentcore-identity-sandbox.cjs";
const LIVE = "assets/agentcore-identity-live.cjs";

interface Program {
  readonly source: string;
  readonly target: string;
  readonly plugins?: Plugin[];
  readonly isLibrary?: boolean;
}

/** One program with all that it needs: its file, its text, and what esbuild put into it. */
export interface BundledProgram {
  readonly target: string;
  readonly text: string;
  readonly metafile: Metafile;
}

/** What is large has a file of its own, which the command line loads when it is asked for. */
const loadLater: Plugin = {
  name: "load-later",
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/sandbox\/serve\.js$/ }, () => ({ path: `./${basename(SANDBOX)}`, external: true }));
    onResolve({ filter: /\/live\/aws\/connect\.js$/ }, () => ({ path: `./${basename(LIVE)}`, external: true }));
  },
};

const PROGRAMS: readonly Program[] = [
  { source: "src/bridge/runner/main.ts", target: "assets/agentcore-identity-bridge.cjs" },
  { source: "src/cli/main.ts", target: "assets/agentcore-identity.cjs", plugins: [loadLater] },
  { source: "src/sandbox/serve.ts", target: SANDBOX, isLibrary: true },
  { source: "src/live/aws/connect.ts", target: LIVE, isLibrary: true },
];

/** Each program as one file, the same bytes on every machine. */
export const bundledPrograms = (): Promise<readonly BundledProgram[]> => Promise.all(PROGRAMS.map(bundleOne));

async function bundleOne({ source, target, plugins = [], isLibrary = false }: Program): Promise<BundledProgram> {
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
