import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "./paths";

const reason = /no "no-such-terraform" on PATH: the tests that run Terraform are skipped/g;

/** A test run of its own where there is no Terraform. */
function runWithout(environment: NodeJS.ProcessEnv): { status: number | null; said: string } {
  const inherited = { ...process.env };
  for (const name of ["TERRAFORM_TEST_RUN", "TERRAFORM_PROVIDERS", "CI"]) Reflect.deleteProperty(inherited, name);
  const jest = join(repository, "node_modules/jest/bin/jest.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [jest, "test/terraform/provider/versions"], {
    cwd: repository,
    encoding: "utf8",
    env: { ...inherited, TERRAFORM_BIN: "no-such-terraform", ...environment },
  });
  return { status, said: stdout + stderr };
}

test("without Terraform the tests are skipped, with one line that says why", () => {
  const { status, said } = runWithout({});
  expect(said.match(reason)).toHaveLength(1);
  expect(said).toMatch(/Tests: +\d+ skipped, \d+ total/);
  expect(status).toBe(0);
}, 60_000);

test("in CI that is a failure", () => {
  const { status, said } = runWithout({ CI: "true" });
  expect(said).toContain("which CI=true does not allow");
  expect(status).not.toBe(0);
}, 60_000);
