import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describeWithTerraform } from "./harness/describe-with-terraform";
import { repository } from "./harness/paths";
import { Workspace } from "./workspace";

const EXAMPLE = join(repository, "examples/api-key/main.ts");
const TSX = ["--import", join(repository, "node_modules/tsx/dist/loader.mjs")];
const TO_CDKTN = ["--require", join(repository, "tools/edition/register.cjs")];
const program = (...options: readonly string[]): string => [process.execPath, ...options, EXAMPLE].join(" ");

/** cdktn-cli is large and needs Node.js 22.19, so it is no dependency: `npm run test:commands:cdktn` brings it. */
const CLIS = [
  { name: "cdktf", cli: join(repository, "node_modules/cdktf-cli/bundle/bin/cdktf"), app: program(...TSX) },
  { name: "cdktn", cli: process.env.CDKTN_CLI, app: program(...TO_CDKTN, ...TSX) },
];

/** The lock file of each platform comes from the registry, which the tests do without. */
const OFFLINE = "--skip-provider-lock";

describeWithTerraform("the command line of", () => {
  const here = CLIS.flatMap(({ cli, ...rest }) => (cli === undefined ? [] : [{ ...rest, cli }]));
  test.each(here)(
    "$name synthesizes, shows, deploys and destroys an example",
    async ({ cli, app }) => {
      const project = { language: "typescript", app, projectId: "test", sendCrashReports: "false" };
      const workspace = await Workspace.ofFiles({ "cdktf.json": project });
      const environment = await workspace.environment();
      const cdktf = (...args: readonly string[]): string => {
        const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
          cwd: workspace.folder,
          env: { ...environment, CI: "1", FORCE_COLOR: "0", TSX_TSCONFIG_PATH: join(repository, "tsconfig.json") },
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
    },
    300_000,
  );

  const missing = CLIS.filter(({ cli }) => cli === undefined);
  if (missing.length > 0) test.skip.each(missing)("$name is not here: see CONTRIBUTING.md", () => undefined);
});
