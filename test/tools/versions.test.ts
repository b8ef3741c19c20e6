import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Construct } from "constructs";
import { editionManifest } from "../../tools/edition/manifest";
import { devDependencies, peerDependencies } from "../../package.json";

type Manifest = Readonly<Record<"dependencies" | "devDependencies" | "peerDependencies", Record<string, string>>>;

const ROOT = join(__dirname, "../..");
const manifest = (name: string): Manifest =>
  JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8")) as Manifest;

// The reasons of CONTRIBUTING.md for what is not the newest. Who sees one fail looks whether a newer one is possible now.
test("jsii and typescript-eslint take TypeScript 6, and no newer one", () => {
  expect(devDependencies.typescript).toMatch(/^6\.0\./);
  expect(manifest("jsii").dependencies.typescript).toBe("~6.0");
  expect(manifest("typescript-eslint").peerDependencies.typescript).toBe(">=4.8.4 <6.1.0");
});

test("both editions take constructs 10.7, and CDK Terrain none from 10.8 on", () => {
  const edition = (editionManifest() as Manifest).peerDependencies.constructs;
  expect([peerDependencies.constructs, edition]).toEqual(["^10.7.2", ">=10.6.0 <10.8.0"]);
  expect(devDependencies.constructs).toMatch(/^10\.7\./);
  for (const name of ["cdktn", "@cdktn/provider-aws"]) expect(manifest(name).peerDependencies.constructs).toBe(edition);
});

test("the tests run on constructs 10.8", () => {
  const { version } = (Construct as unknown as Record<symbol, { version: string }>)[Symbol.for("jsii.rtti")] ?? {};
  expect(devDependencies["constructs-newest"]).toBe(`npm:constructs@${version}`);
  expect(version).toMatch(/^10\.8\./);
});

test("the types of Node.js are those of the oldest that runs the programs", () => {
  expect(readFileSync(join(ROOT, "docs/bridge-runner.md"), "utf8")).toContain("Node.js 20 or later");
  expect(devDependencies["@types/node"]).toMatch(/^20\./);
});
