import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { proves } from "./mutation";
import { apiKey } from "./proofs/api-key";
import { crossAccountVault } from "./proofs/cross-account-vault";
import { customIdp } from "./proofs/custom-idp";
import { gateway } from "./proofs/gateway";
import { googleMaps } from "./proofs/google-maps";
import { paymentsBridge } from "./proofs/payments-bridge";

/** Each example with its six ways to go wrong. The modules have theirs in test/terraform/modules/proof.test.ts. */
describe.each(
  Object.entries({
    "google-maps": googleMaps,
    "api-key": apiKey,
    "custom-idp": customIdp,
    "cross-account-vault": crossAccountVault,
    gateway,
    "payments-bridge": paymentsBridge,
  }),
)("%s", (_name, subject) => proves(subject));

test("there is a proof for each example", () => {
  const EXAMPLES = join(__dirname, "../../examples");
  // Python's is the quick start, and proven with it.
  const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, "stack.ts")));
  expect(readdirSync(join(__dirname, "proofs")).map((file) => file.replace(/\.ts$/, ""))).toEqual(names.sort());
});
