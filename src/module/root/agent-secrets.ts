import type { Field, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { agentSecretVariables } from "../modules/agent-secret-inputs";
import { SECRET } from "./fields";
import { madeArns } from "./made-arns";

/** What the module `agent-secret` is told for each secret; a value that Terraform keeps nowhere cannot stand in a map of all. */
const PASSED = agentSecretVariables().filter(
  ({ isEphemeral, name }) => isEphemeral !== true && name !== "awaits_value",
);

const fieldOf = ({ name, type, description, default: value }: Variable): Field => ({
  name,
  type,
  description,
  ...(value !== undefined && { optional: true, ...(value !== null && { default: value }) }),
});

/** A secret that the root module makes. */
export const AGENT_SECRET: readonly Field[] = [
  ...PASSED.map(fieldOf),
  ...SECRET.filter(({ name }) => name === "policy_mode" || name === "service_principal"),
];

export const valuesVariable: Variable = {
  name: "agent_secret_values",
  description:
    "The values of agent_secrets that Terraform writes, by their names: texts by JSON key. Terraform keeps them in no plan and no state, so they must be given in each plan and each apply.",
  type: { map: { map: "string" } },
  default: {},
  nullable: false,
  isEphemeral: true,
  validations: [
    {
      condition:
        "alltrue([for name in keys(var.agent_secret_values) : contains(try(keys(var.agent_secrets), []), name)])",
      message: "agent_secret_values has a name that is not in agent_secrets. Name there what has a value here.",
      broken: { agent_secret_values: { nobody: {} } },
    },
  ],
};

/** The secrets that are made here, and what the rest of the module knows of them. */
export const agentSecretsFile = (): readonly Body[] => [
  {
    module: {
      agent_secrets: {
        "//": {
          "": "The secrets that are made here.",
          awaits_value: "Whatever reads a secret is made after its value, whoever puts that.",
        },
        source: "../agent-secret",
        for_each: "${local.agent_secrets}",
        ...Object.fromEntries(PASSED.map(({ name }) => [name, `\${each.value.${name}}`])),
        value: "${lookup(var.agent_secret_values, each.key, null)}",
        awaits_value: true,
      },
    },
  },
  {
    locals: {
      "//": {
        agentcore_identity_made:
          "What of them is known only once they are made. `check` knows it by its name: it holds nothing where none is made.",
        made_arns: "Of each what its policies are put together with, and in its place what is made.",
        rotator_arns: "Who rotates each.",
      },
      agentcore_identity_made:
        '${merge({ for name, made in module.agent_secrets : name => { secret_arn = made.secret_arn, kms_key_arn = made.kms_key_arn } }, [for name, made in module.agent_secrets : { for region, key in local.agent_secrets[name].replicas : "${name}/${region}" => { secret_arn = join(":", [for index, part in split(":", made.secret_arn) : index == 3 ? region : part]), kms_key_arn = key } }]...)}',
      is_made: "${{ for name in keys(local.agentcore_identity_made) : name => true }}",
      made_arns: madeArns,
      rotator_arns:
        "${{ for name, secret in local.agent_secrets : name => [secret.rotator_arn] if secret.rotator_arn != null }}",
    },
  },
];
