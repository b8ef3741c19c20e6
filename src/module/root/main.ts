import type { Body } from "../hcl/json";
import { GIVEN, MAPS } from "./inputs/shapes";
import { FOUND } from "./looked-up";

const SCALARS = ["owner", "deployers", "tags", "timeout_seconds", "assume_role_arn"];

const PARTITION = "aws_partition";
const IDENTITY = "aws_caller_identity";
/** Whether an input has entries: nobody is asked for what nobody needs. */
const ifAny = (...maps: readonly string[]): Body => ({
  count: `\${length(concat(${maps.map((name) => `try(keys(var.${name}), [])`).join(", ")})) > 0 ? 1 : 0}`,
});

export const mainFile = (): readonly Body[] => [
  {
    module: {
      inputs: {
        "//": "Gives the inputs their defaults, and refuses all that is wrong with them at once.",
        source: "./inputs",
        ...Object.fromEntries([...SCALARS, ...Object.keys(MAPS)].map((name) => [name, `\${var.${name}}`])),
        looked_up: FOUND,
        aws_region: "${local.region}",
        aws_partition: `\${one(data.${PARTITION}.this[*].partition)}`,
        aws_account: `\${one(data.${IDENTITY}.this[*].account_id)}`,
      },
    },
  },
  {
    locals: {
      "//": {
        planned_secrets: "All secrets as they are known before the apply.",
        provider_secrets: "The secrets that each provider reads.",
        agentcore_identity_replicas: "The secret of each provider that is made in another Region, too.",
      },
      region: "${data.aws_region.this.region}",
      ...Object.fromEntries(GIVEN.map((name) => [name, `\${module.inputs.given.${name}}`])),
      planned_secrets: "${module.inputs.given.secrets}",
      secrets:
        "${merge(local.planned_secrets, { for name, made in local.agentcore_identity_made : name => merge(local.planned_secrets[name], made) })}",
      provider_secrets:
        "${{ for key, provider in local.providers : key => [for name in distinct(provider.references[*].secret) : local.secrets[name]] }}",
      agentcore_identity_replicas:
        "${{ for key, secrets in local.provider_secrets : key => secrets[0].secret_arn if anytrue(secrets[*].is_replica) }}",
    },
  },
  {
    data: {
      aws_region: { this: {} },
      [PARTITION]: { this: { "//": "Where secrets are made.", ...ifAny("agent_secrets") } },
      [IDENTITY]: {
        this: {
          "//": "Nothing else says in which account a payment credential provider is, or a new secret.",
          ...ifAny("agent_secrets", "payment_providers"),
        },
      },
    },
  },
];

/** The variables of the module that looks at them. */
export const inputsVariables = (): readonly Body[] => [
  ...[...SCALARS, "aws_region", "aws_partition", "aws_account"].map((name): Body => ({
    variable: { [name]: { type: TYPES[name] ?? "string" } },
  })),
  ...[...Object.keys(MAPS), "looked_up"].map((name): Body => ({ variable: { [name]: { type: "any" } } })),
];

const TYPES: Readonly<Record<string, string>> = {
  deployers: "map(string)",
  tags: "map(string)",
  timeout_seconds: "number",
};
