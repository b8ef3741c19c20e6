import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configurationOf, exampleMain } from "./configuration";
import type { ModuleDefinition } from "./definition";
import { readme } from "./documents/readme";
import { testFiles } from "./documents/tests";
import type { Body } from "./hcl/json";
import { ARGUMENT_ORDER } from "./hcl/order";
import type { FindSchema, ProviderSchema } from "./hcl/schema";
import { schemaFinder } from "./hcl/schema";
import { writeHcl } from "./hcl/write";
import { modules } from "./modules";

/** The first that will be published. */
const VERSION = "~> 0.1";
const SCHEMA = join(__dirname, "../../test/terraform/schemas/aws-6.66.0.json");

/** The recorded schema of the AWS provider tells blocks from arguments. */
export function recordedSchema(): FindSchema {
  const { provider_schemas } = JSON.parse(readFileSync(SCHEMA, "utf8")) as {
    readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
  };
  return schemaFinder(provider_schemas["hashicorp/aws"] as ProviderSchema, ARGUMENT_ORDER);
}

/** The Terraform JSON of all HCL files of a module, by name, in the parts in which they are written. */
export function partsOf(definition: ModuleDefinition): Readonly<Record<string, readonly Body[]>> {
  return {
    ...configurationOf(definition),
    ...Object.fromEntries(
      definition.examples.map((one) => [`examples/${one.name}/main.tf`, exampleMain(definition, one)]),
    ),
    ...testFiles(definition),
  };
}

export const writeParts = (parts: readonly Body[], find: FindSchema): string =>
  parts.map((part) => writeHcl(part, find)).join("\n");

/** All files of a module, by name. */
export function filesOf(definition: ModuleDefinition, find: FindSchema): Readonly<Record<string, string>> {
  const files = Object.entries(partsOf(definition)).map(([name, parts]) => [name, writeParts(parts, find)] as const);
  const [first] = definition.examples;
  const usage = (first?.main ?? []).filter((part) => "module" in part);
  return {
    ...Object.fromEntries(files),
    "README.md": readme(definition, writeParts(usage.map(fromRegistry(definition)), find)),
  };
}

/** Where a README says that a module is: in a registry, as it will be named there. */
const fromRegistry =
  ({ folder }: ModuleDefinition) =>
  (part: Body): Body => {
    const source = `<NAMESPACE>/agentcore-identity/aws${folder === "root" ? "" : `//modules/${folder}`}`;
    return JSON.parse(
      JSON.stringify(part).replaceAll('"source":"../../"', `"source":${JSON.stringify(source)},"version":"${VERSION}"`),
    ) as Body;
  };

/** All files below `modules/`, by path. */
export function generate(): ReadonlyMap<string, string> {
  const find = recordedSchema();
  return new Map(
    modules().flatMap((definition) =>
      Object.entries(filesOf(definition, find)).map(([name, text]) => [`${definition.folder}/${name}`, text] as const),
    ),
  );
}
