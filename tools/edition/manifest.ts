import manifest from "../../package.json";
import { forCdktn } from "./words";

/** What the edition's users install beside it, and the lowest of each with which jsii compiles. */
const PEERS = {
  "@cdktn/provider-aws": "^25.7.0",
  cdktn: "^0.24.0",
  constructs: ">=10.6.0 <10.8.0",
};
const LOWEST = { "@cdktn/provider-aws": "25.7.0", cdktn: "0.24.0", constructs: "10.6.0" };

/** Packages of other languages have names of their own, under the same organization. */
const TARGETS = {
  python: { distName: "cdktn-agentcore-identity", module: "cdktn_agentcore_identity" },
  java: {
    package: "io.github.cdktnagentcoreidentity",
    maven: { groupId: manifest.jsii.targets.java.maven.groupId, artifactId: "cdktn-agentcore-identity" },
  },
  dotnet: { namespace: "CdktnAgentCoreIdentity", packageId: "CdktnAgentCoreIdentity" },
  go: { moduleName: "github.com/cdktf-agentcore-identity/cdktn-agentcore-identity-go" },
};

/** The edition's package.json: ours, with its names and peers, and without what only this repository needs. */
export function editionManifest(): object {
  return {
    ...manifest,
    name: forCdktn(manifest.name),
    description: forCdktn(manifest.description),
    keywords: manifest.keywords.map((word) => (word === "cdktf" ? "cdktn" : word)),
    scripts: { build: manifest.scripts.build, prepack: manifest.scripts.prepack },
    jsii: { ...manifest.jsii, targets: TARGETS },
    peerDependencies: PEERS,
    devDependencies: LOWEST,
  };
}
