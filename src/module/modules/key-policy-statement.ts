import { Reader } from "../../access/reader";
import { readersOfKey } from "../../access/statements";
import { KeyPolicyStatement } from "../../key/key-policy-statement";
import { ExternalSecret } from "../../secret/external-secret";
import type { BridgeInput } from "../bridge";
import { BRIDGE_LOCALS, bridgeInput, bridgeLocals, bridgeResources } from "../bridge";
import type { ModuleDefinition, Variable } from "../definition";
import { show, use } from "../documents/examples";
import type { Body, Json } from "../hcl/json";
import { hclOf, spread, viaService, viaServiceText, withText } from "../policy";
import { BRIDGE_NOTES, BRIDGE_SAMPLE, bridgeVariables, ownerVariable, SID_PREFIX_OF_OWNER } from "../rules/bridge";
import { rolesVariable, secretArnVariable } from "../rules/roles";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../rules/samples";
import { ownerLocals, synthesize } from "../synthesis";
import { kmsKeyVariable } from "./kms-grant";
import { settled } from "../../terraform/settled";

const REGION = "${local.region}";
const SECRET = { secretArn: "${var.secret_arn}", keyArn: "${var.kms_key_arn}", region: REGION };

/** One statement for all roles, as the constructs have it. */
const statement = withText(
  spread(readersOfKey(["${local.roles}"], { ...SECRET, partition: "${partition}" }), "local.roles"),
  viaServiceText("secretsmanager", REGION),
  "local.via_secrets_manager",
);

function roles(): Variable {
  const variable = rolesVariable("roles", "Roles that may decrypt: IAM role ARNs by a name of your choice.", {
    isRequired: true,
  });
  return {
    ...variable,
    validations: [
      ...(variable.validations ?? []),
      {
        condition: "length(var.roles) > 0",
        message: "roles is empty, and a statement without roles lets nobody decrypt. Name at least one role.",
        broken: { roles: {} },
      },
    ],
  };
}

/** The statement as the constructs make it. */
const keyStatement = (): Body =>
  synthesize((stack) => {
    const secret = ExternalSecret.fromAttributes(stack, "Secret", {
      secretArn: settled(SECRET.secretArn),
      kmsKeyArn: settled(SECRET.keyArn),
      region: settled(REGION),
      account: settled("${local.account}"),
      partition: settled("${local.partition}"),
      owner: settled("${var.owner}"),
      bridge: BRIDGE_SAMPLE,
    });
    new KeyPolicyStatement(stack, "Statement", { secret, roles: [Reader.role(settled("${var.role_arn}"))] });
  });

/** What the bridge is told. */
export const keyStatementInput = (): BridgeInput => ({
  ...bridgeInput(keyStatement()),
  content: { statements: "${local.statements}" },
});

export const VIA_SECRETS_MANAGER = `\${${viaService("secretsmanager", REGION, "local.partition")}}`;
export const keyStatements = `\${[${hclOf(statement as unknown as Json)}]}`;

function locals(): Body {
  const { "//": comments, ...bridge } = bridgeLocals(keyStatementInput());
  const { "//": aboutOwner, ...owner } = ownerLocals(keyStatement(), ["owner"]);
  return {
    "//": {
      ...(aboutOwner as Body),
      via_secrets_manager:
        "The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.",
      statements: "Decrypt alone, only when Secrets Manager asks, and only for this secret.",
      ...(comments as Body),
    },
    ...owner,
    region: '${split(":", var.secret_arn)[3]}',
    partition: '${split(":", var.secret_arn)[1]}',
    roles: "${sort(distinct(values(var.roles)))}",
    via_secrets_manager: VIA_SECRETS_MANAGER,
    statements: keyStatements,
    ...bridge,
  };
}

export function keyPolicyStatement(): ModuleDefinition {
  return {
    folder: "key-policy-statement",
    summary:
      "A statement in the policy of a customer managed key, beside those of others, that lets roles decrypt one secret and nothing else. For accounts that forbid grants; otherwise [kms-grant](../kms-grant) does it without touching the key policy.",
    notes: [
      "Statements of others, their order and the rest of the policy stay as they are, byte for byte. A policy is never written without a statement that lets its account administer the key.",
      "Name all roles of the secret here: one owner has one statement for a secret.",
      ...BRIDGE_NOTES,
      "No AWS provider is needed: Region and account follow from the ARNs.",
    ],
    variables: [
      secretArnVariable("The full ARN of the secret that may be decrypted."),
      // A key of another account is fine here: no grant has to be made.
      kmsKeyVariable({ isGranted: false }),
      roles(),
      ownerVariable,
      ...bridgeVariables(),
    ],
    outputs: [
      {
        name: "sid_prefix",
        description: "What the Sid of the statement starts with: for whoever else writes the key policy.",
        value: SID_PREFIX_OF_OWNER,
        dependsOn: ["terraform_data.confirmation"],
      },
    ],
    main: [
      { locals: locals() },
      ...bridgeResources(keyStatement(), { ...BRIDGE_LOCALS, called: "the statement in the key policy" }),
    ],
    minimal: {
      secret_arn: SECRET_ARN,
      kms_key_arn: KEY_ARN,
      roles: { "route-planner": ROLE_ARN },
      owner: "agents/google-oauth",
    },
    asserts: {
      "The statement must allow Decrypt alone":
        'join(",", jsondecode(terraform_data.content.triggers_replace.input).statements[*].Action) == "kms:Decrypt"',
      "The statement must be bound to the secret":
        'one(jsondecode(terraform_data.content.triggers_replace.input).statements).Condition.StringEquals["kms:EncryptionContext:SecretARN"] == var.secret_arn',
      "Only Secrets Manager may ask":
        'one(jsondecode(terraform_data.content.triggers_replace.input).statements).Condition.StringEquals["kms:ViaService"] == "secretsmanager.us-east-1.amazonaws.com"',
    },
    examples: [
      {
        name: "basic",
        about: "two agents and a pipeline decrypt a secret whose key belongs to another team.",
        main: [
          use("google_key", {
            secret_arn: SECRET_ARN,
            kms_key_arn: KEY_ARN,
            roles: {
              "route-planner": "arn:aws:iam::111122223333:role/agents/route-planner",
              "fraud-check": "arn:aws:iam::111122223333:role/agents/fraud-check",
              terraform: "arn:aws:iam::111122223333:role/terraform",
            },
            owner: "agents/google-oauth",
          }),
          show("sid_prefix", "For the team that owns the key.", "module.google_key.sid_prefix"),
        ],
      },
    ],
  };
}
