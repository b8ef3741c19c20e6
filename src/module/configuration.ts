import type { ModuleDefinition, Output, Validation, Variable } from "./definition";
import { typeText } from "./definition";
import type { Body } from "./hcl/json";
import { BUILT_IN } from "./hcl/schema";
import { topLevel } from "./hcl/write";
import { LOWEST_PROVIDER, LOWEST_TERRAFORM } from "./versions";

/** The Terraform JSON of each file of a module. */
export function configurationOf(definition: ModuleDefinition): Readonly<Record<string, readonly Body[]>> {
  return {
    "main.tf": definition.main,
    "variables.tf": definition.variables.map((variable) => ({
      variable: { [variable.name]: variableBlock(variable) },
    })),
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
        required_providers: { aws: { source: "hashicorp/aws", version: LOWEST_PROVIDER } },
      }),
    },
  };
}

/** Whether a module or one of those that it calls has a resource of the AWS provider. */
export const usesAws = ({ main }: ModuleDefinition): boolean =>
  main
    .flatMap((part) => topLevel(part))
    .some(({ keyword, labels: [type = ""] }) => keyword === "module" || /^aws_/.test(type));

/** Whether a module starts the bridge's program. */
export const usesBridge = ({ main }: ModuleDefinition): boolean =>
  main.flatMap((part) => topLevel(part)).some(({ labels: [type] }) => type === BUILT_IN);

function variableBlock({ description, type, default: value, nullable, validations = [] }: Variable): Body {
  return {
    description,
    type: typeText(type),
    ...(value !== undefined && { default: value }),
    ...(nullable !== undefined && { nullable }),
    ...(validations.length > 0 && { validation: validations.map(conditionBlock) }),
  };
}

function outputBlock({ description, value, dependsOn = [], preconditions = [] }: Output): Body {
  return {
    description,
    value: `\${${value}}`,
    ...(dependsOn.length > 0 && { depends_on: dependsOn }),
    ...(preconditions.length > 0 && { precondition: preconditions.map(conditionBlock) }),
  };
}

const conditionBlock = ({ condition, message }: Validation): Body => ({
  condition: `\${${condition}}`,
  error_message: message,
});
