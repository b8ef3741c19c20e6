import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terraformProblem } from "../../tools/demo/terraform";

const ROOT = join(__dirname, "../..");

test("without Terraform the demo says what to do, and exits with 2", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/tsx/dist/cli.mjs", "tools/demo/main.ts"],
    { cwd: ROOT, encoding: "utf8", env: { PATH: process.env.PATH, TERRAFORM_BIN: "no-such-terraform" } },
  );
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(
    'The demo needs Terraform. There is no "no-such-terraform". Install Terraform 1.11 or newer',
  );
}, 30_000);

describe("a version of Terraform", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "agentcore-identity-terraform-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([
    ["1.10.5", false],
    ["1.11.0", true],
    ["2.0.0", true],
    ["0.15.0", false],
  ])("%s is enough: %s", (version, isEnough) => {
    const binary = join(folder, "terraform");
    writeFileSync(binary, `#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`, { mode: 0o755 });
    expect(terraformProblem(binary) === undefined).toBe(isEnough);
  });
});
