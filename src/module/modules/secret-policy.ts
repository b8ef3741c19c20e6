import { SecretPolicyMode } from "../../access/modes";
import { oneOf } from "../../access/rule";
import { BRIDGE_LOCALS, bridgeLocals, bridgeResources } from "../bridge";
import type { ModuleDefinition, Output, Variable } from "../definition";
import { show, use } from "../documents/examples";
import type { Body } from "../hcl/json";
import { BRIDGE_NOTES, bridgeVariables, ownerVariable } from "../rules/bridge";
import { textRule } from "../rules/from-rule";
import { rolesVariable, secretArnVariable } from "../rules/roles";
import { ROLE_ARN, SECRET_ARN } from "../rules/samples";
import { keyRule } from "../rules/stated-key";
import { intendedReaders, showIntendedReaders, statedSecret } from "./intended-readers";
import { comparedKeyVariable, foreignRolesRule, keyLocals } from "./secret-policy-key";
import {
  additive,
  additiveInput,
  AFTER_POLICY,
  CALLED,
  CURRENT_COMMENT,
  currentPolicy,
  foreignRule,
  foreignStatements,
  policyResource,
  secretLocals,
  secretOwnerLocals,
  sizeRule,
} from "./secret-policy-parts";

const TYPE = "aws_secretsmanager_secret_policy";
const DATA = "aws_secretsmanager_secret";

const POLICY_MODES: readonly string[] = Object.values(SecretPolicyMode);

const MODES: Readonly<Record<string, string>> = {
  [SecretPolicyMode.EXCLUSIVE]:
    "EXCLUSIVE, the default: this module owns the whole policy and refuses to overwrite foreign statements.",
  [SecretPolicyMode.ADDITIVE]:
    "ADDITIVE: a program adds our statements and takes them away again; those of others stay as they are, byte for byte.",
  [SecretPolicyMode.NONE]: "NONE: it is written elsewhere, or not needed; the module then only offers the document.",
};

export const policyModeVariable = (): Variable => ({
  name: "policy_mode",
  description: `Who writes the secret's resource policy. ${POLICY_MODES.map((mode) => MODES[mode]).join(" ")}`,
  type: "string",
  default: SecretPolicyMode.EXCLUSIVE,
  nullable: false,
  validations: [
    textRule(
      oneOf(
        POLICY_MODES,
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
      ),
      "policy_mode",
      "var.policy_mode",
      { policy_mode: "ALL" },
    ),
  ],
});

function withoutRoles(): Variable["validations"] {
  return [
    {
      condition: "length(var.readers) + length(var.deployers) + length(var.rotators) > 0",
      message:
        "readers, deployers and rotators are all empty, and a policy without roles is none. Name at least one role.",
      broken: { readers: {}, deployers: {}, rotators: {} },
    },
  ];
}

/** Said wherever the statement can be asked for. */
export const SERVICE_PRINCIPAL_EVIDENCE =
  "AWS's announcement asks for it, but it is neither needed nor enough: AgentCore reads with the permissions of the calling role, and was denied where only the service principal was allowed.";

function locals(): Body {
  const { "//": comments, ...bridge } = bridgeLocals(additiveInput());
  const { "//": aboutOwner, ...owner } = secretOwnerLocals();
  const { "//": aboutKey, ...key } = keyLocals(`data.${DATA}.this`);
  const whenWhole = (mark: string): string => `\${var.policy_mode == "${SecretPolicyMode.EXCLUSIVE}" ? ${mark} : ""}`;
  return {
    "//": {
      ...(aboutOwner as Body),
      sid_mark: "A policy of which all is ours says so in each Sid.",
      ...(aboutKey as Body),
      ...(comments as Body),
    },
    ...owner,
    sid_mark: whenWhole("local.owner_mark"),
    sid_shown: whenWhole("local.owner_shown"),
    ...secretLocals,
    foreign_statements: `\${${foreignStatements(`one(data.${DATA}.this[*].policy)`)}}`,
    ...key,
    region: '${split(":", var.secret_arn)[3]}',
    ...bridge,
  };
}

export function secretPolicy(): ModuleDefinition {
  const readers = rolesVariable(
    "readers",
    "Roles that read the secret at run time: IAM role ARNs by a name of your choice.",
  );
  return {
    folder: "secret-policy",
    summary: "The resource policy of a secret: exactly the given roles may read it.",
    notes: [
      "There is one policy for each secret, so name all its readers here.",
      "Use the AWS provider of the secret's account: the policy is written in the secret's Region.",
      'Destroying the module deletes the policy, statements added by others since the last apply included; with policy_mode = "ADDITIVE" it takes away our statements only.',
      "From EXCLUSIVE to ADDITIVE Terraform deletes the whole policy before the program adds our statements: for that moment there is none.",
      ...BRIDGE_NOTES.map((note, index) => (index === 0 ? `With policy_mode = "ADDITIVE": ${note}` : note)),
    ],
    variables: [
      secretArnVariable("The full ARN of the secret, with its 6-character suffix."),
      { ...readers, validations: [...(readers.validations ?? []), ...(withoutRoles() ?? [])] },
      rolesVariable(
        "deployers",
        "Roles that run Terraform, which AgentCore asks for the secret, too: IAM role ARNs by a name of your choice.",
      ),
      rolesVariable(
        "rotators",
        "Roles that rotate the secret: they read it, write values and label them. IAM role ARNs by a name of your choice.",
      ),
      policyModeVariable(),
      comparedKeyVariable(),
      ownerVariable,
      {
        name: "service_principal",
        description: `Whether AgentCore's service principal may read on behalf of the roles' accounts. ${SERVICE_PRINCIPAL_EVIDENCE}`,
        type: "bool",
        default: false,
        nullable: false,
      },
      ...bridgeVariables(),
    ],
    outputs: [
      {
        name: "policy_document",
        description: "The policy as JSON text: for a policy that is written elsewhere.",
        value: "local.policy",
      },
      statement(),
    ],
    main: [
      { locals: locals() },
      {
        data: {
          [DATA]: {
            this: {
              "//": CURRENT_COMMENT,
              count: '${var.policy_mode == "EXCLUSIVE" ? 1 : 0}',
              ...currentPolicy(),
            },
          },
        },
      },
      {
        resource: {
          [TYPE]: {
            this: {
              count: '${var.policy_mode == "EXCLUSIVE" ? 1 : 0}',
              ...policyResource(),
              lifecycle: { precondition: [foreignRule(), sizeRule(), keyRule(), foreignRolesRule()] },
            },
          },
        },
      },
      ...bridgeResources(additive(), {
        ...BRIDGE_LOCALS,
        called: CALLED,
        after: AFTER_POLICY,
        repeat: { argument: { count: '${var.policy_mode == "ADDITIVE" ? 1 : 0}' }, index: "[0]" },
      }),
    ],
    minimal: { owner: "agents", secret_arn: SECRET_ARN, readers: { "route-planner": ROLE_ARN } },
    asserts: {
      "The readers must be named, and nobody else": `join(",", flatten([for statement in jsondecode(output.policy_document).Statement : statement.Principal.AWS if can(statement.Principal.AWS)])) == "${ROLE_ARN}"`,
      "No service must be named": `length([for statement in jsondecode(output.policy_document).Statement : statement if can(statement.Principal.Service)]) == 0`,
      "The readers must be stated": `join(",", output.intended_readers.secrets[0].readers) == "${ROLE_ARN}"`,
      "Public policies must be blocked": `${TYPE}.this[0].block_public_policy`,
    },
    examples: [
      {
        name: "basic",
        about: "a secret that two agents read and a pipeline deploys.",
        main: [
          use("google_secret", {
            owner: "agents",
            secret_arn: SECRET_ARN,
            readers: {
              "route-planner": "arn:aws:iam::111122223333:role/agents/route-planner",
              "fraud-check": "arn:aws:iam::111122223333:role/agents/fraud-check",
            },
            deployers: { terraform: "arn:aws:iam::111122223333:role/terraform" },
          }),
          show("policy_document", "The policy as JSON text.", "module.google_secret.policy_document"),
          showIntendedReaders("google_secret"),
        ],
      },
      {
        name: "shared",
        about: "a secret whose policy other teams write, too.",
        main: [
          use("google_secret", {
            secret_arn: SECRET_ARN,
            readers: { "route-planner": ROLE_ARN },
            policy_mode: SecretPolicyMode.ADDITIVE,
            owner: "agents/google-oauth",
          }),
          show("policy_document", "Our statements, as a policy.", "module.google_secret.policy_document"),
          showIntendedReaders("google_secret"),
        ],
      },
    ],
  };
}

/** The roles' own policies are not this module's. */
const statement = (): Output =>
  intendedReaders({
    secrets: `[${statedSecret(
      {
        readers: "values(var.readers)",
        deployers: "concat(values(var.deployers), values(var.rotators))",
        elsewhere: "concat(values(var.readers), values(var.deployers), values(var.rotators))",
      },
      "var.secret_arn",
    )}]`,
  });
