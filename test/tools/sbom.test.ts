import type { Lock } from "../../tools/bundle/lock";
import { billOfMaterials } from "../../tools/bundle/sbom";

const integrity = `sha512-${Buffer.alloc(64, 7).toString("base64")}`;
const PACKAGES: Lock = {
  "node_modules/@smithy/core": { version: "3.0.0", license: "Apache-2.0", integrity, dependencies: { tslib: "^2" } },
  "node_modules/tslib": { version: "2.0.0", license: "0BSD" },
  "node_modules/engine": { version: "1.2.3", license: "MPL-2.0", dependencies: { semver: "^7" } },
  "node_modules/engine/node_modules/semver": { version: "7.0.0", license: "ISC" },
  "node_modules/semver": { version: "6.0.0", license: "ISC" },
  "node_modules/jest": { version: "30.0.0", license: "MIT" },
};
const SUBJECT = {
  name: "ours",
  version: "1.0.0",
  description: "Ours.",
  license: "Apache-2.0",
  peerDependencies: { engine: "^1.0.0" },
};
const program = "assets/ours.cjs";
const core = {
  folder: "node_modules/@smithy/core",
  name: "@smithy/core",
  version: "3.0.0",
  license: "Apache-2.0",
  programs: [program],
};

interface Bill {
  readonly serialNumber: string;
  readonly components: readonly {
    readonly "bom-ref": string;
    readonly purl: string;
    readonly hashes?: unknown;
    readonly properties: unknown;
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}
const bill = (subject = SUBJECT): Bill => billOfMaterials(subject, [core], PACKAGES) as Bill;

test("holds what a program holds and the peers with theirs, and nothing else", () => {
  expect(bill().components.map(({ purl, properties }) => [purl, properties])).toEqual([
    ["pkg:npm/%40smithy/core@3.0.0", [{ name: "agentcore-identity:bundled-in", value: program }]],
    ["pkg:npm/engine@1.2.3", [{ name: "agentcore-identity:installed-as", value: "peer" }]],
    ["pkg:npm/semver@7.0.0", [{ name: "agentcore-identity:installed-as", value: "peer" }]],
  ]);
  expect(bill().components[0]?.hashes).toEqual([{ alg: "SHA-512", content: "07".repeat(64) }]);
});

test("every reference of its dependencies is a component's or its own", () => {
  const { components, dependencies } = bill();
  const refs = ["pkg:npm/ours@1.0.0", ...components.map((one) => one["bom-ref"])];
  expect(dependencies.map(({ ref }) => ref)).toEqual(refs);
  expect(dependencies.map(({ dependsOn }) => dependsOn)).toEqual([[refs[1], refs[2]], [], [refs[3]], []]);
});

test("its number is the release's: the same for the same content, another for another version", () => {
  expect(bill().serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(bill().serialNumber).toBe(bill().serialNumber);
  expect(bill({ ...SUBJECT, version: "1.0.1" }).serialNumber).not.toBe(bill().serialNumber);
});
