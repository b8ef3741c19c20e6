import { SecretPolicyMode } from "../../access/modes";
import type { Body } from "../hcl/json";
import {
  currentPolicy,
  foreignRule,
  foreignStatements,
  policyResource,
  secretDocument,
  secretLocals,
  secretOwnerLocals,
  sizeRule,
} from "../modules/secret-policy-parts";
import { hclOf } from "../policy";
import type { Scope } from "../scope";
import type { StatedKey } from "../rules/stated-key";
import { currentKeys, stateRight, wrongKeys } from "../rules/stated-key";
import { expressionInScope, inScope } from "../scope";
import { without } from "../synthesis";
import { givenSecret, primaryArn } from "./resource";
import { OWNER, texts } from "./scopes";

const TYPE = "aws_secretsmanager_secret_policy";
const DATA = "aws_secretsmanager_secret";

const RESOURCE: Scope = {
  ...OWNER,
  "var.secret_arn": primaryArn("each.key"),
  "local.policy": "each.value",
  "local.foreign_statements": "local.foreign_statements[each.key]",
};

const REGION = "${local.secrets[each.key].region}";

const WHOLE = SecretPolicyMode.EXCLUSIVE;
const DOCUMENT: Scope = {
  "local.sid_mark": `local.sids[secret.policy_mode].mark`,
  "local.sid_shown": `local.sids[secret.policy_mode].shown`,
  "var.service_principal": "secret.service_principal",
  "local.readers": "local.policy_arns[name]",
  "local.deployers": "local.deployer_arns",
  "local.rotators": "lookup(local.rotator_arns, name, [])",
  "local.accounts": "local.role_accounts[name]",
};

/** Known while Terraform plans, as the ARNs of roles may not be. */
const HAS_ROLES =
  "length(local.policy_readers[name]) + length(var.deployers) + length(lookup(local.rotator_arns, name, [])) > 0";

/** The ways out, by where the key comes from. */
const ADVICE = {
  stated: stateRight(", or in replicas"),
  looked_up: "It was looked up before this apply gave the secret another: apply once more.",
};
const STATED: StatedKey = {
  secretArn: "local.secrets[name].secret_arn",
  kmsKeyArn: "local.secrets[name].kms_key_arn",
  advice: '${local.key_advice[local.secrets[name].look_up_kms_key ? "looked_up" : "stated"]}',
};

function locals(): Body {
  const of = (name: string, scope: Scope): string => hclOf(inScope(secretLocals[name] as string, scope));
  const accounts = of("accounts", { "local.readers": "arns", "local.deployers": "local.deployer_arns" });
  const { "//": aboutOwner, ...owner } = secretOwnerLocals();
  const arns = (readers: string): string =>
    `{ for name, readers in local.${readers} : name => ${of("readers", { "var.readers": "readers" })} }`;
  const plain = 'mark = "", shown = ""';
  const sids = Object.values(SecretPolicyMode).map(
    (mode) => `${mode} = { ${mode === WHOLE ? "mark = local.owner_mark, shown = local.owner_shown" : plain} }`,
  );
  return {
    "//": {
      ...(aboutOwner as Body),
      policy_arns: "In the policy stand the readers of all replicas.",
      sids: "A policy of which all is ours says so in each Sid.",
      secret_policies: "The policy of each secret that somebody reads, written or not.",
      compared_secrets: "Those of which policy or key is written here.",
      current_keys: "Secrets Manager tells a key as it was given: by ARN, ID or alias.",
      key_advice: "What to do about a wrong one.",
      wrong_keys: "The secrets that have another key than is stated.",
      foreign_statements: "What the module would overwrite.",
    },
    ...owner,
    sids: `\${{ ${sids.join(", ")} }}`,
    reader_arns: `\${${arns("secret_readers")}}`,
    policy_arns: `\${${arns("policy_readers")}}`,
    deployer_arns: inScope(secretLocals.deployers as string, { "var.deployers": "var.deployers" }),
    role_accounts: `\${{ for name, arns in local.policy_arns : name => ${accounts} }}`,
    secret_policies: texts(
      `{ for name, secret in local.secrets : name => ${expressionInScope(secretDocument, DOCUMENT)} if !secret.is_replica && ${HAS_ROLES} }`,
    ),
    exclusive_policies: texts(
      `{ for name, policy in local.secret_policies : name => policy if local.secrets[name].policy_mode == "${SecretPolicyMode.EXCLUSIVE}" }`,
    ),
    compared_secrets: texts(
      `{ for name, secret in local.secrets : name => name if secret.is_compared && (length(local.secret_readers[name]) > 0 || ${HAS_ROLES}) }`,
    ),
    key_advice: ADVICE,
    current_keys: currentKeys(`data.${DATA}.this`),
    wrong_keys: wrongKeys(STATED),
    foreign_statements: `\${{ for name in keys(local.exclusive_policies) : name => ${expressionInScope(foreignStatements(`data.${DATA}.this[name].policy`), { ...OWNER, "var.secret_arn": "local.secrets[name].secret_arn" })} }}`,
  };
}

/** On the side of the secret. */
export const secretPoliciesFile = (): readonly Body[] => [
  { locals: locals() },
  {
    data: {
      [DATA]: {
        this: {
          "//": {
            "": "Key and policy as they are now.",
            depends_on: "What the apply changes about a secret is looked at after that.",
          },
          for_each: "${local.compared_secrets}",
          ...inScope(without(currentPolicy(), "region"), {
            ...RESOURCE,
            "var.secret_arn": givenSecret("each.key", "secret_arn"),
          }),
          region: REGION,
          depends_on: ["module.inputs", "module.agent_secrets"],
        },
      },
    },
  },
  {
    resource: {
      [TYPE]: {
        this: {
          "//": "One policy for each secret, with all its readers.",
          for_each: "${local.exclusive_policies}",
          ...inScope(without(policyResource(), "region"), RESOURCE),
          region: REGION,
          lifecycle: { precondition: [foreignRule(), sizeRule()].map((rule) => inScope(rule, RESOURCE)) },
        },
      },
    },
  },
];
