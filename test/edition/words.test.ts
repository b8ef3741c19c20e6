import { readFileSync } from "node:fs";
import { join } from "node:path";
import { editionManifest } from "../../tools/edition/manifest";
import { forCdktn } from "../../tools/edition/words";
import manifest from "../../package.json";

test.each([
  ['import { App } from "cdktf";', 'import { App } from "cdktn";'],
  ['from "@cdktf/provider-aws/lib/iam-role";', 'from "@cdktn/provider-aws/lib/iam-role";'],
  ["npm install cdktf-agentcore-identity cdktf", "npm install cdktn-agentcore-identity cdktn"],
  ["from cdktf_cdktf_provider_aws.provider import AwsProvider", "from cdktn_provider_aws.provider import AwsProvider"],
  ["from cdktf_agentcore_identity import Reader", "from cdktn_agentcore_identity import Reader"],
  ["cdktf-cdktf-provider-aws ~= 21", "cdktn-provider-aws ~= 21"],
  ["- *Type:* cdktf.TerraformResource", "- *Type:* cdktn.TerraformResource"],
  ["CDKTF's HCL output drops checks", "CDK Terrain's HCL output drops checks"],
])("%s", (ours, theirs) => expect(forCdktn(ours)).toBe(theirs));

test.each([
  "github.com/cdktf-agentcore-identity/cdktf-agentcore-identity",
  "--stack cdktf.out/stacks/agents",
  "in cdktf.json",
  "one.cdktfStack",
  "the package @cdktf/hcl2json",
  "HashiCorp archived CDKTF, and its users go on with CDK Terrain",
  'const ENGINES = ["cdktf", "cdktn"];',
])("%s stays", (text) => expect(forCdktn(text)).toBe(text));

test("README, API.md and CHANGELOG of the edition tell nobody to install or import CDKTF", () => {
  for (const file of ["README.md", "API.md", "CHANGELOG.md"]) {
    const text = forCdktn(readFileSync(join(__dirname, "../..", file), "utf8"));
    expect(text).not.toMatch(/npm install.*cdktf|from "@?cdktf|require\("cdktf/);
    expect(text).toContain("cdktn-agentcore-identity");
  }
});

test("its package.json has its own names and peers in every language, and one repository with ours", () => {
  const edition = editionManifest();
  expect(edition).toMatchObject({
    name: "cdktn-agentcore-identity",
    version: manifest.version,
    repository: manifest.repository,
    bin: manifest.bin,
    peerDependencies: { cdktn: "^0.24.0", "@cdktn/provider-aws": "^25.7.0", constructs: ">=10.6.0 <10.8.0" },
  });
  const { targets } = (edition as typeof manifest).jsii;
  const names = [
    [targets.python.distName, manifest.jsii.targets.python.distName],
    [targets.python.module, manifest.jsii.targets.python.module],
    [targets.java.package, manifest.jsii.targets.java.package],
    [targets.java.maven.artifactId, manifest.jsii.targets.java.maven.artifactId],
    [targets.dotnet.namespace, manifest.jsii.targets.dotnet.namespace],
    [targets.dotnet.packageId, manifest.jsii.targets.dotnet.packageId],
    [targets.go.moduleName, manifest.jsii.targets.go.moduleName],
  ];
  for (const [theirs, ours] of names) expect(theirs).not.toBe(ours);
  expect(Object.keys(targets).sort()).toEqual(["dotnet", "go", "java", "python"]);
});
