import type { ModuleDefinition, Output, Validation, Variable } from "./definition";
import { typeText } from "./definition";
import type { Body } from "./hcl/json";
import { LOWEST_PROVIDER, LOWEST_TERRAFORM } from "./versions";

/** The Terraform JSON of each file of a module. */
export function configurationOf(definition: ModuleDefinition): Readonly<Record<string, readonly Body[]>> {
  return {
    "main.tf": definition.main,
    "variables.tf": definition.variables.map((variable) => ({
      variable: { [variable.name]: variableBlock(variable) },
    })),
    "outputs.tf": definition.outputs.map((output) => ({ output: { [output.name]: outputBlock(output) } })),
    "versions.tf": [versions()],
  };
}

function versions(): Body {
  return {
    terraform: {
      required_version: LOWEST_TERRAFORM,
      required_providers: { aws: { source: "hashicorp/aws", version: LOWEST_PROVIDER } },
    },
  };
}

function variableBlock({ description, type, default: value, nullable, validations = [] }: Variable): Body {
  return {
    description,
    type: typeText(type),
    ...(value !== undefined && { default: value }),
    ...(nullable !== undefined && { nullable }),
    ...(validations.length > 0 && { validation: validations.map(conditionBlock) }),
  };
}

function outputBlock({ description, value, preconditions = [] }: Output): Body {
  return {
    description,
    value: `\${${value}}`,
    ...(preconditions.length > 0 && { precondition: preconditions.map(conditionBlock) }),
  };
}

const conditionBlock = ({ condition, message }: Validation): Body => ({
  condition: `\${${condition}}`,
  error_message: message,
});
