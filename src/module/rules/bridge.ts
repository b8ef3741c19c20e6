import { LONGEST_BRIDGE_SECONDS, OWNER_LENGTH } from "../../access/limits";
import { SecretPolicyMode } from "../../access/modes";
import { SID_PREFIX } from "../../access/policy";
import { OWNER_ID_LENGTH } from "../../access/statement-owner";
import { roleArnGuards } from "../../terraform/guards";
import type { Variable } from "../definition";
import { words } from "../words";
import { ifGiven, lengthWithin, orEmpty } from "./expressions";
import { fromGuard } from "./guard";
import { coinbase, paymentIn } from "./payment-samples";
import { settled } from "../../terraform/settled";

/** How a module's inputs are said to the constructs. */
export const BRIDGE_SAMPLE = {
  timeoutSeconds: 1234,
  assumeRoleArn: settled("${var.assume_role_arn}"),
  assumeRoleExternalId: settled("${var.assume_role_external_id}"),
} as const;

const NO_ROLE = "arn:aws:sts::111122223333:federated-user/terraform";

/** Whose statements they are in a policy that others write, too. */
export const ownerVariable = ({ isRequired }: { readonly isRequired: boolean }): Variable => ({
  name: "policy_owner",
  description: `The name under which statements are added, of 1 to ${OWNER_LENGTH} characters. Configurations that share a policy need names of their own: statements of the same name are replaced.${isRequired ? "" : ` Required with ${SecretPolicyMode.ADDITIVE}; by default there is none.`}`,
  type: "string",
  ...(isRequired ? { nullable: false } : { default: null, nullable: true }),
  validations: [
    {
      condition: isRequired
        ? lengthWithin("var.policy_owner", 1, OWNER_LENGTH)
        : `var.policy_mode != "${SecretPolicyMode.ADDITIVE}" ? true : try(${lengthWithin("var.policy_owner", 1, OWNER_LENGTH)}, false)`,
      message: `policy_owner is not 1 to ${OWNER_LENGTH} characters, and statements that are added carry the name of their owner. Give a name that no other configuration gives.`,
      broken: isRequired ? { policy_owner: "" } : { policy_mode: SecretPolicyMode.ADDITIVE },
    },
  ],
});

/** What the Sids of an owner's statements start with, as `ownerSidPrefix` has it. */
export const SID_PREFIX_OF_OWNER = `"${SID_PREFIX}\${substr(sha256(var.policy_owner), 0, ${OWNER_ID_LENGTH})}"`;

/** How the bridge's program runs: the same for all that it makes. */
export function bridgeVariables(): readonly Variable[] {
  const [isRole] = roleArnGuards([BRIDGE_SAMPLE.assumeRoleArn]);
  if (!isRole) throw new Error("the constructs guard no role");
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
          message: words(
            (stack) => paymentIn(stack, coinbase(stack), { bridge: { timeoutSeconds: 0 } }),
            [/(?<=")0(?=")/, orEmpty("var.timeout_seconds")],
          ),
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
      validations: [
        {
          condition: ifGiven("var.assume_role_arn", fromGuard(isRole).condition),
          message: words(
            (stack) => paymentIn(stack, coinbase(stack), { bridge: { assumeRoleArn: NO_ROLE } }),
            [NO_ROLE, orEmpty("var.assume_role_arn")],
          ),
          broken: { assume_role_arn: NO_ROLE },
        },
      ],
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
  "Three `terraform_data`, which need no provider, stand for what the program makes: one for its existence, one for its content, one that confirms each change. After a refusal or a Terraform that was killed, apply once more.",
  "Terraform runs the program at a destroy only while the module is in the configuration. Before its `module` block goes, run `terraform destroy -target=module.NAME`; an entry that leaves the block's `for_each` needs nothing.",
  "What happens to it outside of Terraform shows in no plan.",
];
