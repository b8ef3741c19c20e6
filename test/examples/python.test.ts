import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inFolder } from "../support/program";

const ROOT = join(__dirname, "../..");
const PROGRAM = join(ROOT, "examples/python/main.py");
const succeeds = (...command: readonly string[]): boolean => spawnSync("python3", command).status === 0;

/** What this machine has: nothing, Python alone, or Python with our package and what it needs. */
const HAS_PYTHON = succeeds("--version");
const HAS_PACKAGES =
  HAS_PYTHON && succeeds("-c", "import jsii, cdktf, cdktf_cdktf_provider_aws, cdktf_agentcore_identity");
const because = (is: boolean, why: string): string => (is ? "" : ` (not here: ${why})`);

(HAS_PYTHON ? test : test.skip)(
  `the quick start in Python compiles${because(HAS_PYTHON, "there is no python3")}`,
  () => {
    const { status, stderr } = spawnSync(
      "python3",
      ["-c", `compile(open(${JSON.stringify(PROGRAM)}).read(), "main.py", "exec")`],
      {
        encoding: "utf8",
      },
    );
    expect([status, stderr]).toEqual([0, ""]);
  },
);

(HAS_PACKAGES ? test : test.skip)(
  `it writes the same JSON as in TypeScript${because(HAS_PACKAGES, "Python has no jsii, cdktf and cdktf-agentcore-identity")}`,
  () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const typescript = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? "";
    const written = (command: string, args: readonly string[]): unknown =>
      inFolder((outdir) => {
        const env = { ...process.env, CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: "1" };
        spawnSync(command, args, { cwd: ROOT, env, stdio: "inherit" });
        return JSON.parse(readFileSync(join(outdir, "stacks/agents/cdk.tf.json"), "utf8"));
      });
    // Within the repository, where it finds the packages.
    const folder = mkdtempSync(join(ROOT, "quick-start-"));
    try {
      writeFileSync(join(folder, "main.ts"), typescript);
      expect(written("python3", [PROGRAM])).toEqual(
        written(process.execPath, ["--import", "tsx", join(folder, "main.ts")]),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
