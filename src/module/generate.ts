import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configurationOf } from "./configuration";
import type { ModuleDefinition } from "./definition";
import { ARGUMENT_ORDER } from "./hcl/order";
import type { FindSchema, ProviderSchema } from "./hcl/schema";
import { schemaFinder } from "./hcl/schema";
import { writeHcl } from "./hcl/write";

const SCHEMA = join(__dirname, "../../test/terraform/schemas/aws-6.66.0.json");

/** The recorded schema of the AWS provider tells blocks from arguments. */
export function recordedSchema(): FindSchema {
  const { provider_schemas } = JSON.parse(readFileSync(SCHEMA, "utf8")) as {
    readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
  };
  return schemaFinder(provider_schemas["hashicorp/aws"] as ProviderSchema, ARGUMENT_ORDER);
}

/** The HCL files of a module, by name. */
export function hclFiles(definition: ModuleDefinition, find: FindSchema): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(configurationOf(definition)).map(([name, parts]) => [
      name,
      parts.map((part) => writeHcl(part, find)).join("\n"),
    ]),
  );
}
