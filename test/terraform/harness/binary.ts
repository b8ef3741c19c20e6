import { spawnSync } from "node:child_process";

/** Which binary runs the tests: `terraform`, or what TERRAFORM_BIN names. */
export const binary = process.env.TERRAFORM_BIN ?? "terraform";
/** TERRAFORM_PROVIDERS=registry: the real providers from the registry instead of the stand-ins. */
export const usesRegistry = process.env.TERRAFORM_PROVIDERS === "registry";

/**
 * Looks for the binary, once a run. Without it the tests that need it are skipped, with one line that says so; in CI
 * that is an error. The finding travels to the workers in the environment.
 */
export function findBinary(): void {
  delete process.env.TERRAFORM_TESTS_SKIPPED;
  const environment = { ...process.env, CHECKPOINT_DISABLE: "1" };
  if (spawnSync(binary, ["version"], { env: environment }).status !== 0) {
    const reason = `no "${binary}" on PATH: the tests that run Terraform are skipped`;
    if (process.env.CI === "true") throw new Error(`${reason}, which CI=true does not allow`);
    process.env.TERRAFORM_TESTS_SKIPPED = reason;
  } else if (usesRegistry) {
    process.env.TERRAFORM_TESTS_SKIPPED = "TERRAFORM_PROVIDERS=registry: only tests that neither plan nor apply run";
  }
  if (process.env.TERRAFORM_TESTS_SKIPPED) console.warn(process.env.TERRAFORM_TESTS_SKIPPED);
}

/** Whether the tests with these providers can run here. */
export function canRun(providers: "stand-in" | "any"): boolean {
  return process.env.TERRAFORM_TESTS_SKIPPED === undefined || (usesRegistry && providers === "any");
}
