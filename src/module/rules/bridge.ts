import { LONGEST_BRIDGE_SECONDS } from "../../access/limits";
import { SID_PREFIX } from "../../access/policy";
import { ROLE_ARN } from "../../access/role-arn";
import { OWNER_NAME, OWNER_NAME_LENGTH } from "../../access/rules/names";
import { MARK_LENGTH } from "../../access/statement-owner";
import type { Variable } from "../definition";
import { ifGiven } from "./expressions";
import { textRule } from "./from-rule";
import { settled } from "../../terraform/settled";

/** How a module's inputs are said to the constructs. */
export const BRIDGE_SAMPLE = {
  timeoutSeconds: 1234,
  assumeRoleArn: settled("${var.assume_role_arn}"),
  assumeRoleExternalId: settled("${var.assume_role_external_id}"),
} as const;

const NO_ROLE = "arn:aws:sts::111122223333:federated-user/terraform";

/** Whose the statements and objects are. No default would differ from one configuration to the next. */
export const ownerVariable: Variable = {
  name: "owner",
  description: `Whose the statements and objects of this module are: 1 to ${OWNER_NAME_LENGTH} letters, digits, spaces and any of "._:/=+@-". Together with the name of Terraform's workspace it marks at AWS what is this module's, and nothing else is changed or removed. Give each configuration, and each instance of the module, a name that no other has.`,
  type: "string",
  default: "",
  isRequired: true,
  nullable: false,
  validations: [textRule(OWNER_NAME, "owner", "var.owner", { owner: "team!" })],
};

/** Whether a provider of this name that is not ours is taken over. */
export const adoptVariable: Variable = {
  name: "adopt",
  description:
    "Whether the program takes over a credential provider of this name that bears another owner's mark, or none. It is marked and corrected in place.",
  type: "bool",
  default: false,
  nullable: false,
};

/** What the Sids of an owner's statements about a secret start with, as `ownerSidPrefix` has it. */
export const SID_PREFIX_OF_OWNER = `"${SID_PREFIX}\${substr(sha256("\${local.owner}|\${var.secret_arn}"), 0, ${MARK_LENGTH})}"`;

/** How the bridge's program runs: the same for all that it makes. */
export function bridgeVariables(): readonly Variable[] {
  return [
    {
      name: "timeout_seconds",
      description: `The time that all attempts of the bridge's program together may take, in seconds, 1 to ${LONGEST_BRIDGE_SECONDS}. By default 300.`,
      type: "number",
      default: null,
      nullable: true,
      validations: [
        {
          condition: ifGiven(
            "var.timeout_seconds",
            `var.timeout_seconds >= 1 && var.timeout_seconds <= ${LONGEST_BRIDGE_SECONDS}`,
          ),
          message: `timeout_seconds is not 1 to ${LONGEST_BRIDGE_SECONDS}. Leave it out for 300.`,
          broken: { timeout_seconds: 0 },
        },
      ],
    },
    {
      name: "assume_role_arn",
      description:
        "A role that the bridge's program assumes, for example the one that the AWS provider assumes. By default it works with the credentials that it finds.",
      type: "string",
      default: null,
      nullable: true,
      validations: [textRule(ROLE_ARN, "assume_role_arn", "var.assume_role_arn", { assume_role_arn: NO_ROLE }, true)],
    },
    {
      name: "assume_role_external_id",
      description: "The external ID that the role asks for. By default none is given.",
      type: "string",
      default: null,
      nullable: true,
    },
  ];
}

/** What every module that starts the program has to say of it. */
export const BRIDGE_NOTES: readonly string[] = [
  "Terraform starts a program of this package, `assets/agentcore-identity-bridge.cjs`: `node` 20 or newer must be on the PATH where Terraform applies and destroys. A plan does not need it.",
  "The program takes AWS credentials as every AWS program does, from environment, profile or role; the AWS provider's block does not reach it. If that block assumes a role, give the same one as `assume_role_arn`.",
  "Three `terraform_data`, which need no provider, stand for what the program makes: one with the duty to remove it, one for its content, one that confirms each change. After a refusal or a Terraform that was killed, apply once more.",
  "Terraform runs the program at a destroy only while the module is in the configuration. Before its `module` block goes, say `count = 0` and apply; an entry that leaves a map of the module, or the `for_each` of its block, needs nothing. `agentcore-identity check` refuses a plan that would leave something behind.",
  "What happens to it outside of Terraform shows in no plan.",
];
