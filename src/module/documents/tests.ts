import type { ModuleDefinition, Validation } from "../definition";
import type { Body } from "../hcl/json";

/** Runs without an account, with whatever provider there is: Terraform makes up what AWS would answer. */
const MOCKS: Body = {
  mock_provider: {
    aws: {
      mock_data: {
        aws_secretsmanager_secret: { defaults: { policy: "" } },
        aws_region: { defaults: { region: "us-east-1" } },
      },
    },
  },
};

/** The module's own tests, by file. */
export function testFiles(definition: ModuleDefinition): Readonly<Record<string, readonly Body[]>> {
  const { minimal, asserts } = definition;
  const start = [MOCKS, { variables: minimal }];
  const assert = Object.entries(asserts).map(([error_message, condition]) => ({
    condition: `\${${condition}}`,
    error_message: `${error_message}.`,
  }));
  const refused = refusalsOf(definition).map(({ name, expected, validation }) => ({
    run: {
      [name]: { command: "plan", expect_failures: [expected], variables: brokenInputs(definition, validation) },
    },
  }));
  return {
    "tests/plan.tftest.hcl": [...start, { run: { plans: { command: "plan", assert } } }],
    ...(refused.length > 0 && { "tests/refusals.tftest.hcl": [...start, ...refused] }),
  };
}

export interface Refused {
  readonly name: string;
  /** What fails: `var.name` or `output.name`. */
  readonly expected: string;
  readonly validation: Validation;
}

/** Every condition of a module, with what breaks it. */
export function refusalsOf({ folder, variables, outputs }: ModuleDefinition): Refused[] {
  const all = [
    ...variables.map(({ name, validations = [] }) => ({ name, expected: `var.${name}`, validations })),
    ...outputs.map(({ name, preconditions = [] }) => ({
      name,
      expected: `output.${name}`,
      validations: preconditions,
    })),
  ];
  return all.flatMap(({ name, expected, validations }) =>
    validations.map((validation, index) => {
      if (!validation.broken) throw new Error(`${folder}: nothing breaks ${expected}: ${validation.condition}`);
      return { name: `refuses_${name}_${index + 1}`, expected, validation };
    }),
  );
}

/** The inputs that break a condition and nothing else. */
export const brokenInputs = (_: ModuleDefinition, { broken = {} }: Validation): Body => broken;
