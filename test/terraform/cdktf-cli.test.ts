import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describeWithTerraform } from "./harness/describe-with-terraform";
import { repository } from "./harness/paths";
import { Workspace } from "./workspace";

const CLI = join(repository, "node_modules/cdktf-cli/bundle/bin/cdktf");
const PROGRAM = [process.execPath, join(repository, "node_modules/tsx/dist/cli.mjs")]
  .concat("--tsconfig", join(repository, "tsconfig.json"), join(repository, "examples/api-key/main.ts"))
  .join(" ");

/** The lock file of each platform comes from the registry, which the tests do without. */
const OFFLINE = "--skip-provider-lock";

describeWithTerraform("cdktf-cli", () => {
  test("synthesizes, shows, deploys and destroys an example", async () => {
    const project = { language: "typescript", app: PROGRAM, projectId: "test", sendCrashReports: "false" };
    const workspace = await Workspace.ofFiles({ "cdktf.json": project });
    const environment = await workspace.environment();
    const cdktf = (...args: readonly string[]): string => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
        cwd: workspace.folder,
        env: { ...environment, CI: "1", FORCE_COLOR: "0" },
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`cdktf ${args.join(" ")} failed: ${stdout}${stderr}`);
      return stdout;
    };

    expect(cdktf("synth")).toContain("Generated Terraform code for the stacks: api-key");
    expect(cdktf("diff", OFFLINE)).toMatch(/Plan: [1-9]\d* to add, 0 to change, 0 to destroy/);
    expect(workspace.log()).toEqual([]);
    cdktf("deploy", OFFLINE, "--auto-approve");
    const created = workspace.log();
    expect(created.map(({ type }) => type)).toContain("aws_bedrockagentcore_api_key_credential_provider");
    expect(cdktf("diff", OFFLINE)).toContain("No changes");
    cdktf("destroy", OFFLINE, "--auto-approve");
    const destroyed = workspace.log().slice(created.length);
    expect(destroyed.map(({ type }) => type).sort()).toEqual(created.map(({ type }) => type).sort());
  }, 300_000);
});
