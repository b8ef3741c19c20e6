import type { Example, ModuleDefinition, Output } from "./definition";
import { contentOf } from "./definition";
import type { Body } from "./hcl/json";
import { BUILT_IN } from "./hcl/schema";
import { topLevel } from "./hcl/write";
import { looseOf } from "./twins";
import { conditionBlock, variableBlock } from "./variable-block";
import { LOWEST_TERRAFORM, PROVIDER_VERSIONS } from "./versions";

/** The Terraform JSON of each file of a module. */
export function configurationOf(definition: ModuleDefinition): Readonly<Record<string, readonly Body[]>> {
  return {
    "main.tf": definition.main,
    ...definition.files,
    "variables.tf": definition.variables.map((variable) => variableBlock(looseOf(variable))),
    "outputs.tf": definition.outputs.map((output) => ({ output: { [output.name]: outputBlock(output) } })),
    "versions.tf": [versions(definition)],
  };
}

/** What a module, or what uses it, asks for. */
export function versions(definition: ModuleDefinition): Body {
  return {
    terraform: {
      required_version: LOWEST_TERRAFORM,
      ...(usesAws(definition) && {
        required_providers: { aws: { source: "hashicorp/aws", version: PROVIDER_VERSIONS } },
      }),
    },
  };
}

/** The configuration of an example: all that `terraform plan` needs. */
export function exampleMain(definition: ModuleDefinition, { main, region = "us-east-1" }: Example): readonly Body[] {
  const provider = { provider: { aws: { region } } };
  return [versions(definition), ...(usesAws(definition) ? [provider] : []), ...main];
}

const typesOf = (definition: ModuleDefinition): readonly string[] =>
  contentOf(definition)
    .flatMap((part) => topLevel(part))
    .map(({ labels: [type = ""] }) => type);

/** Whether a module has a resource of the AWS provider. */
export const usesAws = (definition: ModuleDefinition): boolean =>
  typesOf(definition).some((type) => type.startsWith("aws_"));

/** Whether a module starts the bridge's program. */
export const usesBridge = (definition: ModuleDefinition): boolean => typesOf(definition).includes(BUILT_IN);

function outputBlock({ description, value, dependsOn = [], preconditions = [] }: Output): Body {
  return {
    description,
    value: `\${${value}}`,
    ...(dependsOn.length > 0 && { depends_on: dependsOn }),
    ...(preconditions.length > 0 && { precondition: preconditions.map(conditionBlock) }),
  };
}
