import { createHash } from "node:crypto";
import type { Lock } from "./lock";
import { found, nameOf, withDependencies } from "./lock";
import type { BundledPackage } from "./packages";

/** What the bill needs of a package.json of ours. */
export interface Subject {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/**
 * The bill of materials of one package, for one version always the same bytes: what its programs hold, from what esbuild
 * wrote, and the peers that users install beside it, in the versions that it was tested with.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function billOfMaterials(subject: Subject, bundled: readonly BundledPackage[], packages: Lock): object {
  const programs = new Map(bundled.map(({ folder, programs: files }) => [folder, files]));
  const peers = withDependencies(packages, Object.keys(subject.peerDependencies));
  const folders = [...new Set([...programs.keys(), ...peers])].sort();
  const known = new Set(folders);
  const direct = Object.keys(subject.peerDependencies).flatMap((name) => found(packages, "", name) ?? []);
  const self = `pkg:npm/${subject.name}@${subject.version}`;
  const body = {
    metadata: {
      component: {
        type: "library",
        "bom-ref": self,
        name: subject.name,
        version: subject.version,
        description: subject.description,
        licenses: licences(subject.license),
        purl: self,
      },
    },
    components: folders.map((folder) => component(folder, packages, programs.get(folder))),
    dependencies: [
      { ref: self, dependsOn: refs([...programs.keys(), ...direct], packages) },
      ...folders.map((folder) => ({ ref: refOf(folder, packages), dependsOn: needs(folder, packages, known) })),
    ].filter(({ ref }, index, all) => all.findIndex((one) => one.ref === ref) === index),
  };
  return { $schema: SCHEMA, bomFormat: "CycloneDX", specVersion: "1.6", serialNumber: uuid(body), version: 1, ...body };
}

const SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json";

function component(folder: string, packages: Lock, programs: readonly string[] | undefined): object {
  const { version = "", license, integrity } = packages[folder] ?? {};
  const [, group, name] = /^(?:(@[^/]+)\/)?(.+)$/.exec(nameOf(packages, folder)) ?? [];
  const origin = programs ? programs.map((file) => ["bundled-in", file]) : [["installed-as", "peer"]];
  return {
    type: "library",
    "bom-ref": refOf(folder, packages),
    ...(group === undefined ? {} : { group }),
    name,
    version,
    ...(integrity === undefined ? {} : { hashes: hashes(integrity) }),
    ...(license === undefined ? {} : { licenses: licences(license) }),
    purl: purl(nameOf(packages, folder), version),
    properties: origin.map(([key, value]) => ({ name: `agentcore-identity:${key}`, value })),
  };
}

const purl = (name: string, version: string): string => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** One package may lie in several folders; each is a component of its own. */
const refOf = (folder: string, packages: Lock): string =>
  `${purl(nameOf(packages, folder), packages[folder]?.version ?? "")}#${folder}`;

const refs = (folders: readonly string[], packages: Lock): string[] =>
  [...new Set(folders.map((folder) => refOf(folder, packages)))].sort();

function needs(folder: string, packages: Lock, known: ReadonlySet<string>): string[] {
  const names = Object.keys(packages[folder]?.dependencies ?? {});
  const folders = names.flatMap((name) => found(packages, folder, name) ?? []);
  // What a program needed of a package and does not hold is not there: esbuild left it out.
  return refs(
    folders.filter((one) => known.has(one)),
    packages,
  );
}

const licences = (expression: string): object[] =>
  /^[\w.+-]+$/.test(expression)
    ? [{ license: { id: expression } }]
    : / (OR|AND|WITH) /.test(expression)
      ? [{ expression }]
      : [{ license: { name: expression } }];

const hashes = (integrity: string): object[] =>
  integrity.split(" ").map((one) => ({
    alg: one.slice(0, one.indexOf("-")).toUpperCase().replace(/^SHA/, "SHA-"),
    content: Buffer.from(one.slice(one.indexOf("-") + 1), "base64").toString("hex"),
  }));

/** From the content, so that the same release has the same number. */
function uuid(body: object): string {
  const hex = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
