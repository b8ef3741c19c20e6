import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppConfig } from "cdktf";
import { App } from "cdktf";
import { refusalsOf } from "./synth";

/** Runs something in a folder of its own, which is removed afterwards. */
export function inFolder<T>(run: (outdir: string) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), "agentcore-identity-"));
  try {
    return run(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The engines that we support: CDK Terrain asks for them where a value is write-only, CDKTF does not know the context. */
export const TARGETS = { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } };

/** Synthesizes a program into a folder, as `cdktf synth` would. */
export function synthesizeInto(outdir: string, build: (app: App) => void, config: AppConfig = {}): void {
  const app = new App({ outdir, stackTraces: false, context: TARGETS, ...config });
  build(app);
  app.synth();
}

/** The refusals of a program with several stacks. */
export const programRefusals = (build: (app: App) => void): string[] =>
  inFolder((outdir) => refusalsOf(() => synthesizeInto(outdir, build)));

/** Each file of a folder with its content. */
export const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(folder, { recursive: true }) as string[])
      .sort()
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

/** What a stack of a program becomes, to the byte. */
export const stackText = (build: (app: App) => void, stackId = "stack"): string =>
  inFolder((outdir) => {
    synthesizeInto(outdir, build);
    return filesIn(outdir)[join("stacks", stackId, "cdk.tf.json")] as string;
  });
