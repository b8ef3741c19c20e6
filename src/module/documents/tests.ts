import { usesAws } from "../configuration";
import type { ModuleDefinition, Validation } from "../definition";
import type { Body } from "../hcl/json";
import { topLevel } from "../hcl/write";
import { SECRET_ARN } from "../rules/samples";

/**
 * Plans without an account: nothing of a new resource is read from AWS. (Terraform's mock providers would do for that,
 * too, but know no ephemeral resources.)
 */
const PROVIDER: Body = {
  provider: {
    aws: {
      region: "us-east-1",
      access_key: "none",
      secret_key: "none",
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_requesting_account_id: true,
    },
  },
};

/** What AWS would answer while Terraform plans: else checks have nothing to look at, and a data source no account. */
const ANSWERS: readonly {
  readonly address: string;
  readonly module: string;
  readonly map: string;
  readonly values: Body;
}[] = [
  {
    address: "data.aws_caller_identity.this",
    module: "payment_credential_provider",
    map: "payment_providers",
    values: { account_id: "111122223333" },
  },
  { address: "data.aws_secretsmanager_secret.this", module: "secret_policy", map: "secrets", values: { policy: "" } },
  {
    address: "aws_bedrockagentcore_oauth2_credential_provider.this",
    module: "oauth2_credential_provider",
    map: "oauth2_providers",
    values: { region: "us-east-1", client_secret_arn: [{ secret_arn: SECRET_ARN }] },
  },
  {
    address: "aws_bedrockagentcore_api_key_credential_provider.this",
    module: "api_key_credential_provider",
    map: "api_key_providers",
    values: { region: "us-east-1", api_key_secret_arn: [{ secret_arn: SECRET_ARN }] },
  },
];

function overrides({ main, minimal }: ModuleDefinition): Body[] {
  const addresses = main
    .flatMap((part) => topLevel(part))
    .map(({ keyword, labels }) => [...(keyword === "resource" ? [] : [keyword]), ...labels].join("."));
  return ANSWERS.flatMap(({ address, module, map, values }) => {
    // An override names the instance of a module; of the root module's maps the minimal inputs know the keys.
    const keys = addresses.includes(`module.${module}`) ? Object.keys((minimal[map] ?? {}) as Body) : [];
    const targets = [
      ...addresses.filter((one) => one === address),
      ...keys.map((key) => `module.${module}["${key}"].${address}`),
    ];
    const keyword = address.startsWith("data.") ? "override_data" : "override_resource";
    const when: Body = keyword === "override_data" ? {} : { override_during: "plan" };
    return targets.map((target): Body => ({ [keyword]: { target, ...when, values } }));
  });
}

/** The module's own tests, by file. */
export function testFiles(definition: ModuleDefinition): Readonly<Record<string, readonly Body[]>> {
  const { minimal, asserts } = definition;
  const start = [...(usesAws(definition) ? [PROVIDER] : []), ...overrides(definition), { variables: minimal }];
  const assert = Object.entries(asserts).map(([error_message, condition]) => ({
    condition: `\${${condition}}`,
    error_message: `${error_message}.`,
  }));
  const refused = refusalsOf(definition).map(({ name, expected, validation }) => ({
    run: {
      [name]: { command: "plan", expect_failures: [expected], variables: validation.broken ?? {} },
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
