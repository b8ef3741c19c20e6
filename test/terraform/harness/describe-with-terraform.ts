import { removeAreas } from "./area";
import { canRun } from "./binary";

/** No single Terraform command takes that long; a test that runs ten of them on a busy machine may. */
const timeout = 300_000;

interface Options {
  /** "stand-in": plans and applies, so never against a registry's providers. "any": only init and validate. */
  providers?: "stand-in" | "any";
}

/** A `describe` for tests that run Terraform: skipped where there is none, and nothing stays behind at its end. */
export function describeWithTerraform(name: string, suite: () => void, { providers = "stand-in" }: Options = {}): void {
  if (!canRun(providers)) {
    describe.skip(name, suite);
    return;
  }
  describe(name, () => {
    jest.setTimeout(timeout);
    afterAll(removeAreas);
    suite();
  });
}
