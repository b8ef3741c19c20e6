import type { ModuleDefinition } from "../definition";
import { show, use } from "../documents/examples";
import { KEY_ARN } from "../rules/samples";
import { agentSecretVariables, ROTATE_FUNCTION } from "./agent-secret-inputs";
import {
  agentSecretData,
  agentSecretLocals,
  awaitedValue,
  keyResource,
  PLANNED_KEY,
  PLANNED_SECRET,
  rotationResources,
  secretResource,
  valueResource,
} from "./agent-secret-parts";

const KEY_POLICY = "jsondecode(aws_kms_key.this[0].policy)";

/** A new secret for an agent, as `AgentSecret` makes it. */
export function agentSecret(): ModuleDefinition {
  return {
    folder: "agent-secret",
    summary:
      "A new secret for an agent, with a customer managed key, replicas and rotation; Terraform never keeps its value.",
    notes: [
      "Who reads it is said where it is used: take agent_secrets of the root module, which makes this module's secrets, or give secret_arn and kms_key_arn to [secret-policy](../secret-policy) and [kms-grant](../kms-grant).",
      "With value_version the value is written once, by a write-only argument; with a rotation it is the first value only. Without it the secret has no value until somebody puts one: what reads it must be made after that, which awaits_value sees to.",
      "The key's policy lets the account administer it and the writers write with it, through Secrets Manager, for this secret. Readers and the rotator get grants.",
      "A secret keeps its name in its recovery window: to make another one of another type, give it another name, too.",
    ],
    variables: agentSecretVariables(),
    outputs: [
      {
        name: "secret_arn",
        description: "The full ARN of the secret. What uses it is made after its value, if the module writes that.",
        value: "aws_secretsmanager_secret.this.arn",
        dependsOn: ["aws_secretsmanager_secret_version.this", "data.aws_secretsmanager_secret_versions.this"],
      },
      { name: "kms_key_arn", description: "The key that encrypts the secret.", value: "local.kms_key_arn" },
      {
        name: "rotator_policy_document",
        description: "What the rotator needs, as JSON text: for a role that is managed elsewhere.",
        value: "local.rotator_policy",
      },
      {
        name: "planned_rotator_policy",
        description: `The same before the secret is made, for agentcore-identity check: ${PLANNED_SECRET} and ${PLANNED_KEY} stand for ARN and key.`,
        value: "local.planned_rotator_policy",
      },
    ],
    main: [
      { locals: agentSecretLocals },
      agentSecretData,
      keyResource(),
      secretResource(),
      valueResource(),
      awaitedValue(),
      ...rotationResources(),
    ],
    minimal: { name: "agents/google" },
    asserts: {
      "The secret must be recoverable": "aws_secretsmanager_secret.this.recovery_window_in_days == 30",
      "The account must administer the key, and neither encrypt nor decrypt by that": `length([for action in ${KEY_POLICY}.Statement[0].Action : action if strcontains(action, "crypt") || action == "kms:*"]) == 0`,
      "Values must be written through Secrets Manager alone": `length(${KEY_POLICY}.Statement[1].Condition.StringEquals["kms:ViaService"]) > 0`,
      "There must be no value": "length(aws_secretsmanager_secret_version.this) == 0",
    },
    examples: [
      {
        name: "out-of-band",
        about: "a secret whose value a person puts, with a replica.",
        main: [
          use("google_secret", {
            name: "agents/route-planner/google",
            writers: { terraform: "arn:aws:iam::111122223333:role/terraform" },
            replicas: { "eu-west-1": KEY_ARN.replace("us-east-1", "eu-west-1") },
            tags: { team: "travel" },
          }),
          show("secret_arn", "For the module that lets agents read it.", "module.google_secret.secret_arn"),
        ],
      },
      {
        name: "rotated",
        about: "an API key that Secrets Manager makes up and a function rotates.",
        main: [
          { ephemeral: { aws_secretsmanager_random_password: { api_key: { password_length: 48 } } } },
          use("weather_key", {
            name: "agents/route-planner/weather",
            value: { api_key: "${ephemeral.aws_secretsmanager_random_password.api_key.random_password}" },
            value_version: 1,
            rotator_arn: "arn:aws:iam::111122223333:role/rotate-client-secret",
            rotation_function_arn: ROTATE_FUNCTION,
            rotation_days: 30,
          }),
          show("secret_arn", "For the module that lets agents read it.", "module.weather_key.secret_arn"),
        ],
      },
    ],
  };
}
