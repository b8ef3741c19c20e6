/**
 * Rebuilds aws-6.66.0.json, aws-6.66.0-types.txt and aws-6.25.0.json from prebuilt bindings: `npm run schemas`.
 * The bindings of 6.66.0 (46 MB) are fetched from the npm registry into a temporary folder that is removed again;
 * those of 6.25.0 are a development dependency already.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { ProviderSchema, SchemaFile } from "../provider/schema";
import { BindingsFile } from "./bindings-file";
import { schemaOf } from "./bindings-schema";
import { correct } from "./corrections";
import { selection } from "./selection";
import { typeList } from "./type-list";

const newest = { name: "@cdktn/provider-aws", version: "25.7.0", provider: "6.66.0" };
const pinned = { name: "@cdktf/provider-aws", version: "21.22.1", provider: "6.25.0" };
const command = "npm run schemas";

async function main(): Promise<void> {
  const older = dirname(require.resolve(`${pinned.name}/package.json`));
  const installed = (JSON.parse(readFileSync(join(older, "package.json"), "utf8")) as { version: string }).version;
  if (installed !== pinned.version) throw new Error(`${pinned.name} is ${installed}, not ${pinned.version}`);

  const folder = mkdtempSync(join(tmpdir(), "provider-bindings-"));
  try {
    const bindings = fetchPackage(`${newest.name}@${newest.version}`, folder);
    writeTypes(newest.provider, bindings, `${newest.name} ${newest.version}`);
    await write(newest.provider, readSchema(bindings), `${newest.name} ${newest.version}`, "Cut to selection.ts.");
    await write(
      pinned.provider,
      readSchema(bindings, older),
      `${newest.name} ${newest.version} and ${pinned.name} ${pinned.version}`,
      `The ${newest.provider} schema, cut to selection.ts and to what the bindings of ${pinned.provider} name.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fetchPackage(spec: string, folder: string): string {
  const registry = execFileSync("npm", ["view", spec, "dist.tarball"], { encoding: "utf8" }).trim();
  console.log(`fetching ${spec} from ${registry}`);
  const [archive] = execFileSync("npm", ["pack", spec, "--silent", "--pack-destination", folder], { encoding: "utf8" })
    .trim()
    .split("\n")
    .slice(-1);
  execFileSync("tar", ["-xzf", join(folder, archive), "-C", folder]);
  return join(folder, "package");
}

function readSchema(bindings: string, older?: string): ProviderSchema {
  const schema: ProviderSchema = {
    provider: { version: 0, block: {} },
    resource_schemas: {},
    data_source_schemas: {},
    ephemeral_resource_schemas: {},
  };
  for (const folder of selection) {
    const file = new BindingsFile(join(bindings, "lib", folder, "index.js"));
    const olderPath = older && join(older, "lib", folder, "index.js");
    const isEphemeral = file.kind === "EphemeralResource";
    // cdktf's bindings have no classes for ephemeral resources, although the provider had them by then.
    if (olderPath && !isEphemeral && !existsSync(olderPath)) continue;
    const entry = schemaOf(file, olderPath && !isEphemeral ? new BindingsFile(olderPath) : undefined);
    if (file.kind === "Provider") schema.provider = entry;
    else if (file.kind === "Resource") schema.resource_schemas[file.terraformType] = entry;
    else if (file.kind === "DataSource") schema.data_source_schemas[file.terraformType] = entry;
    else schema.ephemeral_resource_schemas[file.terraformType] = entry;
  }
  return schema;
}

async function write(version: string, schema: ProviderSchema, source: string, note: string): Promise<void> {
  correct(schema, version);
  const file: SchemaFile = {
    provenance: { provider: "hashicorp/aws", version, package: source, command, note },
    format_version: "1.0",
    provider_schemas: { "hashicorp/aws": schema },
  };
  const path = join(__dirname, `aws-${version}.json`);
  const style = await resolveConfig(path);
  writeFileSync(path, await format(JSON.stringify(file), { ...style, filepath: path }));
  const count = (set: object): number => Object.keys(set).length;
  console.log(
    `aws ${version}: ${count(schema.resource_schemas)} resources, ${count(schema.data_source_schemas)} data sources, ` +
      `${count(schema.ephemeral_resource_schemas)} ephemeral resources`,
  );
}

function writeTypes(version: string, bindings: string, source: string): void {
  const types = typeList(bindings);
  const head = [
    `# All resource types of hashicorp/aws ${version}, by ${command} from ${source}.`,
    "# One a line: its attributes with r required, o optional, c computed; blocks and objects in braces.",
  ];
  writeFileSync(join(__dirname, `aws-${version}-types.txt`), [...head, ...types, ""].join("\n"));
  console.log(`aws ${version}: ${types.length} resource types listed`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
