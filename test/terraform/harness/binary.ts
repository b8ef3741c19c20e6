import { spawnSync } from "node:child_process";

/** Which binary runs the tests: `terraform`, or what TERRAFORM_BIN names. */
export const binary = process.env.TERRAFORM_BIN ?? "terraform";
/** TERRAFORM_PROVIDERS=registry: the real providers from the registry instead of the stand-ins. */
export const usesRegistry = process.env.TERRAFORM_PROVIDERS === "registry";

/** Why the tests that need Terraform are skipped, once `findBinary` has looked. */
export function skipReason(): string | undefined {
  return process.env.TERRAFORM_TESTS_SKIPPED;
}

/**
 * Looks for the binary once a run. Without it the tests are skipped, with one line that says so; in CI that is an
 * error. The finding travels to the workers in the environment.
 */
export function findBinary(): void {
  const found = spawnSync(binary, ["version"], {
    encoding: "utf8",
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  if (found.status === 0) {
    delete process.env.TERRAFORM_TESTS_SKIPPED;
    return;
  }
  const reason = `no "${binary}" on PATH: the tests that run Terraform are skipped`;
  if (process.env.CI === "true") throw new Error(`${reason}, which CI=true does not allow`);
  process.env.TERRAFORM_TESTS_SKIPPED = reason;
  console.warn(reason);
}
