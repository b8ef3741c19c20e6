import manifest from "../../package.json";
import type { Lock } from "../../tools/bundle/lock";
import { lock } from "../../tools/bundle/lock";
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

/**
 * What the schema of CycloneDX 1.6 asks of the members that we write, in our words: it is not on npm by itself.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
describe("as CycloneDX 1.6 asks", () => {
  type Members = Readonly<Record<string, unknown>>;
  const only = (required: readonly string[], optional: readonly string[], given: Members): string[] => [
    ...required.filter((name) => given[name] === undefined).map((name) => `${name} is missing`),
    ...Object.keys(given)
      .filter((name) => ![...required, ...optional].includes(name))
      .map((name) => `${name} is not known`),
  ];
  const follows = (pattern: RegExp, value: unknown): string[] =>
    pattern.test(String(value)) ? [] : [`${String(value)} is not ${String(pattern)}`];

  function licenceFaults(licenses: readonly Members[]): string[] {
    const kinds = licenses.map((one) => Object.keys(one).join());
    if (kinds.includes("expression")) return kinds.length === 1 ? [] : ["an expression stands alone"];
    return licenses.flatMap(({ license }) => {
      const members = Object.keys(license as Members);
      return members.length === 1 && /^(id|name)$/.test(members[0] ?? "") ? [] : [`a licence has ${members.join()}`];
    });
  }

  const componentFaults = (one: Members): string[] => [
    ...only(
      ["type", "name", "version", "bom-ref", "purl"],
      ["group", "description", "hashes", "licenses", "properties"],
      one,
    ),
    ...follows(/^library$/, one.type),
    ...follows(/^pkg:npm\/[^@#]+@[^@#]+$/, one.purl),
    ...((one.hashes ?? []) as Members[]).flatMap((hash) => [
      ...only(["alg", "content"], [], hash),
      ...follows(/^(MD5|SHA-1|SHA-256|SHA-384|SHA-512)$/, hash.alg),
      ...follows(/^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/, hash.content),
    ]),
    ...licenceFaults((one.licenses ?? []) as Members[]),
    ...((one.properties ?? []) as Members[]).flatMap((property) => only(["name", "value"], [], property)),
  ];

  function faults(whole: Members): string[] {
    const components = whole.components as readonly Members[];
    const { component } = whole.metadata as { readonly component: Members };
    const refs = [component, ...components].map((one) => one["bom-ref"]);
    const dependencies = whole.dependencies as readonly { readonly ref: string; readonly dependsOn: string[] }[];
    const named = dependencies.map(({ ref }) => ref);
    return [
      ...only(
        ["bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "dependencies"],
        ["$schema"],
        whole,
      ),
      ...follows(/^CycloneDX$/, whole.bomFormat),
      ...follows(/^1\.6$/, whole.specVersion),
      ...follows(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, whole.serialNumber),
      ...[component, ...components].flatMap(componentFaults),
      ...(new Set(refs).size === refs.length ? [] : ["two components have one bom-ref"]),
      ...(new Set(named).size === named.length ? [] : ["two dependencies have one ref"]),
      ...dependencies.flatMap(({ ref, dependsOn }) =>
        [ref, ...dependsOn].filter((one) => !refs.includes(one)).map((one) => `${one} is no component`),
      ),
      ...dependencies
        .filter(({ dependsOn }) => new Set(dependsOn).size < dependsOn.length)
        .map(({ ref }) => `${ref} twice`),
    ];
  }

  const real = billOfMaterials(manifest, [core], { ...lock(), ...PACKAGES }) as Members;

  test("is what is written of the packages that this repository installs", () => {
    expect((real.components as object[]).length).toBeGreaterThan(10);
    expect(faults(real)).toEqual([]);
  });

  test.each([
    [{ specVersion: "1.5" }, "1.5 is not"],
    [{ serialNumber: "urn:uuid:1" }, "urn:uuid:1 is not"],
    [{ author: "us" }, "author is not known"],
    [{ components: [{ type: "library", name: "a" }] }, "version is missing"],
    [{ dependencies: [{ ref: "pkg:npm/none@1", dependsOn: [] }] }, "pkg:npm/none@1 is no component"],
  ])("is not with %j", (change, fault) => {
    expect(faults({ ...real, ...change }).join("; ")).toContain(fault);
  });
});
