import { existsSync, readdirSync, readFileSync } from "node:fs";
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

/** What is said in a text of secrets and credential providers, by name. */
const named = (text: string): string[] => [
  ...[...text.matchAll(/:secret:[\w/-]+/g)].map(([secret]) => secret),
  ...[...text.matchAll(/CredentialProvider\([^{]*\{\s*name: "([^"]+)"/g)].map(([, name]) => `provider ${name}`),
];

test("the quick start and the examples name nothing in common: checked together they are no contradiction", () => {
  const ROOT = join(__dirname, "../..");
  const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
  const [, quickStart = ""] = /```ts\n(.*?)```/s.exec(read("README.md")) ?? [];
  const stacks = readdirSync(join(ROOT, "examples"))
    .map((name) => join("examples", name, "stack.ts"))
    .filter((file) => existsSync(join(ROOT, file)));
  const all = [quickStart, ...stacks.map(read)].flatMap((text) => [...new Set(named(text))]);
  expect(all.length).toBeGreaterThan(stacks.length + 3);
  expect(all.filter((one, index) => all.indexOf(one) < index)).toEqual([]);
});
