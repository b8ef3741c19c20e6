import { Reader } from "../../access/reader";
import { SECRET_POLICY_BYTES } from "../../access/limits";
import { SecretPolicyMode } from "../../access/modes";
import { deployersOfSecret, readersOfSecret, serviceReadsSecret } from "../../access/statements";
import type { ExternalSecretOptions } from "../../secret/external-secret";
import { ExternalSecret } from "../../secret/external-secret";
import { SecretPolicy } from "../../secret/secret-policy";
import { BRIDGE_LOCALS, bridgeInput, bridgeLocals, bridgeResources } from "../bridge";
import type { ModuleDefinition, Variable } from "../definition";
import type { Body, Json } from "../hcl/json";
import { policyExpression, spread } from "../policy";
import { show, use } from "../documents/examples";
import { BRIDGE_NOTES, BRIDGE_SAMPLE, bridgeVariables, ownerVariable } from "../rules/bridge";
import { oneOf } from "../rules/expressions";
import { asModule } from "../rules/resource";
import { rolesVariable, secretArnVariable } from "../rules/roles";
import { ROLE_ARN, SECRET_ARN, secretIn } from "../rules/samples";
import { only, replaced, synthesize } from "../synthesis";
import { inTerraformsWords, words } from "../words";

const TYPE = "aws_secretsmanager_secret_policy";
const DATA = "aws_secretsmanager_secret";

export const ALL_MODES: readonly string[] = Object.values(SecretPolicyMode);

const MODES: Readonly<Record<string, string>> = {
  [SecretPolicyMode.EXCLUSIVE]:
    "EXCLUSIVE, the default: this module owns the whole policy and refuses to overwrite foreign statements.",
  [SecretPolicyMode.ADDITIVE]:
    "ADDITIVE: a program adds our statements and takes them away again; those of others stay as they are, byte for byte.",
  [SecretPolicyMode.NONE]: "NONE: it is written elsewhere, or not needed; the module then only offers the document.",
};

export const policyModeVariable = (): Variable => ({
  name: "policy_mode",
  description: `Who writes the secret's resource policy. ${ALL_MODES.map((mode) => MODES[mode]).join(" ")}`,
  type: "string",
  default: SecretPolicyMode.EXCLUSIVE,
  nullable: false,
  validations: [
    {
      condition: oneOf(ALL_MODES, "var.policy_mode"),
      message: `policy_mode "\${var.policy_mode}" is none of ${ALL_MODES.join(", ")}. Name one of them.`,
      broken: { policy_mode: "ALL" },
    },
  ],
});

/** The policy's statements come with what they are for; a policy without roles is none. */
const policy = policyExpression([
  { statement: spread(readersOfSecret(["${local.readers}"]), "local.readers"), when: "length(local.readers) > 0" },
  {
    statement: spread(deployersOfSecret(["${local.deployers}"]), "local.deployers"),
    when: "length(local.deployers) > 0",
  },
  { statement: spread(serviceReadsSecret(["${local.accounts}"]), "local.accounts"), when: "var.service_principal" },
]);

function withoutRoles(): Variable["validations"] {
  return [
    {
      condition: "length(var.readers) + length(var.deployers) > 0",
      message: words((stack) => void new SecretPolicy(stack, "Policy", { secret: secretIn(stack) })),
      broken: { readers: {}, deployers: {} },
    },
  ];
}

const made = (options: ExternalSecretOptions = {}): Body =>
  synthesize((stack) => {
    const secret = ExternalSecret.fromAttributes(stack, "Secret", {
      secretArn: "${var.secret_arn}",
      region: "${local.region}",
      account: "${local.account}",
      ...options,
    });
    new SecretPolicy(stack, "Policy", { secret, readers: [Reader.role("${each.value}")] });
  });

/** The bridge adds the statements of the policy that the module offers in every mode. */
const bridgeLocalsOf = (additive: Body): Body => ({
  region: '${split(":", var.secret_arn)[3]}',
  ...bridgeLocals(bridgeInput(additive), { statements: "${jsondecode(local.policy).Statement}" }),
});

export function secretPolicy(): ModuleDefinition {
  const synthesized = asModule(made());
  const additive = made({
    policyMode: SecretPolicyMode.ADDITIVE,
    policyOwner: "${var.policy_owner}",
    bridge: BRIDGE_SAMPLE,
  });
  const readers = rolesVariable(
    "readers",
    "Roles that read the secret at run time: IAM role ARNs by a name of your choice.",
  );
  return {
    folder: "secret-policy",
    summary:
      "The resource policy of a secret: exactly the given roles may read it, and AgentCore's service principal on behalf of their accounts.",
    notes: [
      "There is one policy for each secret, so name all its readers here.",
      "Use the AWS provider of the secret's account and Region.",
      'Destroying the module deletes the policy, statements added by others since the last apply included; with policy_mode = "ADDITIVE" it takes away our statements only.',
      "From EXCLUSIVE to ADDITIVE go in two applies, over NONE: in one, the whole policy could be deleted after our statements were added.",
      ...BRIDGE_NOTES.map((note, index) => (index === 0 ? `With policy_mode = "ADDITIVE": ${note}` : note)),
    ],
    variables: [
      secretArnVariable("The full ARN of the secret, with its 6-character suffix."),
      { ...readers, validations: [...(readers.validations ?? []), ...(withoutRoles() ?? [])] },
      rolesVariable(
        "deployers",
        "Roles that run Terraform, which AgentCore asks for the secret, too: IAM role ARNs by a name of your choice.",
      ),
      policyModeVariable(),
      ownerVariable({ isRequired: false }),
      {
        name: "service_principal",
        description:
          "Whether AgentCore's service principal may read on behalf of the roles' accounts. AWS's announcement asks for it, all evidence says that only the roles are checked; by default it may.",
        type: "bool",
        default: true,
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
    ],
    main: [
      {
        locals: {
          readers: "${sort(distinct(values(var.readers)))}",
          deployers: "${sort(distinct(values(var.deployers)))}",
          accounts:
            '${sort(distinct([for role_arn in concat(local.readers, local.deployers) : split(":", role_arn)[4]]))}',
          policy: `\${${policy}}`,
          ...bridgeLocalsOf(additive),
        },
      },
      {
        data: {
          [DATA]: {
            this: {
              "//": "The policy as it is now, to find out whether it holds statements of others.",
              count: '${var.policy_mode == "EXCLUSIVE" ? 1 : 0}',
              ...only(synthesized, "data", DATA),
            },
          },
        },
      },
      { resource: { [TYPE]: { this: resource(synthesized) } } },
      ...bridgeResources(additive, {
        ...BRIDGE_LOCALS,
        called: "our statements in a policy that others write, too",
        repeat: { argument: { count: '${var.policy_mode == "ADDITIVE" ? 1 : 0}' }, index: "[0]" },
      }),
    ],
    minimal: { secret_arn: SECRET_ARN, readers: { "route-planner": ROLE_ARN } },
    asserts: {
      "The readers must be named, and nobody else": `join(",", flatten([for statement in jsondecode(output.policy_document).Statement : statement.Principal.AWS if can(statement.Principal.AWS)])) == "${ROLE_ARN}"`,
      "The service principal must be bound to the readers' account": `join(",", flatten([for statement in jsondecode(output.policy_document).Statement : statement.Condition.StringEquals["aws:SourceAccount"] if can(statement.Principal.Service)])) == "111122223333"`,
      "Public policies must be blocked": `${TYPE}.this[0].block_public_policy`,
    },
    examples: [
      {
        name: "basic",
        about: "a secret that two agents read and a pipeline deploys.",
        main: [
          use("google_secret", {
            secret_arn: SECRET_ARN,
            readers: {
              "route-planner": "arn:aws:iam::111122223333:role/agents/route-planner",
              "fraud-check": "arn:aws:iam::111122223333:role/agents/fraud-check",
            },
            deployers: { terraform: "arn:aws:iam::111122223333:role/terraform" },
          }),
          show("policy_document", "The policy as JSON text.", "module.google_secret.policy_document"),
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
            policy_owner: "agents/google-oauth",
          }),
          show("policy_document", "Our statements, as a policy.", "module.google_secret.policy_document"),
        ],
      },
    ],
  };
}

function resource(synthesized: Body): Body {
  const { lifecycle, ...body } = only(synthesized, "resource", TYPE);
  const { precondition, postcondition } = lifecycle as {
    precondition: readonly Body[];
    postcondition: readonly Body[];
  };
  const foreign = precondition.filter(({ condition }) => String(condition).includes(`data.${DATA}.`));
  if (foreign.length !== 1 || !String(postcondition[0]?.condition).includes(String(SECRET_POLICY_BYTES)))
    throw new Error("the constructs guard the policy otherwise");
  const said = (guards: readonly Body[]): Json =>
    guards.map((guard) => ({ ...guard, error_message: inTerraformsWords(String(guard.error_message)) }));
  return {
    count: '${var.policy_mode == "EXCLUSIVE" ? 1 : 0}',
    ...body,
    policy: "${local.policy}",
    lifecycle: {
      "//": {
        precondition: "The resource replaces the whole policy: it must not, while the policy holds foreign statements.",
      },
      precondition: replaced(said(foreign), { [`data.${DATA}.this.`]: `data.${DATA}.this[0].` }),
      postcondition: said(postcondition),
    },
  };
}
