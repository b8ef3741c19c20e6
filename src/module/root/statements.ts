import { KmsAccess, SecretPolicyMode } from "../../access/modes";
import { bridgeResources } from "../bridge";
import type { Body } from "../hcl/json";
import { keyStatementInput, keyStatements, VIA_SECRETS_MANAGER } from "../modules/key-policy-statement";
import { additive, additiveInput, AFTER_POLICY } from "../modules/secret-policy-parts";
import { hclOf } from "../policy";
import type { Scope } from "../scope";
import { inScope } from "../scope";
import { inputIn, objectIn } from "./bridge";
import { OWNER, texts } from "./scopes";

const LOOP: Scope = {
  "var.secret_arn": "local.secrets[name].secret_arn",
  "var.kms_key_arn": "local.secrets[name].kms_key_arn",
  ...OWNER,
  "local.region": "local.secrets[name].region",
  "local.partition": "shared.partition",
  "local.roles": "shared.role_arns",
};

const IS_ADDITIVE = `local.secrets[name].policy_mode == "${SecretPolicyMode.ADDITIVE}"`;
const IS_KEY_POLICY = `local.key_access[name] == "${KmsAccess.KEY_POLICY}"`;

/** Known while Terraform plans, as the ARNs of roles may not be. */
const IS_READ = "length(local.secret_readers[name]) + length(var.deployers) > 0";

/** One map of both kinds: of those in secret policies, and of those in key policies. */
const both = (inSecret: string, inKey: string): string =>
  `merge({ for name, shared in local.shared_secrets : "secret/\${name}" => ${inSecret} if ${IS_ADDITIVE} }, { for name, shared in local.shared_secrets : "key/\${name}" => ${inKey} if ${IS_KEY_POLICY} && ${IS_READ} })`;

function locals(): Body {
  const via = { "local.via_secrets_manager": hclOf(inScope(VIA_SECRETS_MANAGER, LOOP)) };
  const statements = { "local.statements": hclOf(inScope(keyStatements, { ...LOOP, ...via })) };
  const object = (of: string): string => `local.statement_objects["${of}/\${name}"]`;
  return {
    "//": {
      shared_secrets: "Secrets whose policy or key others write, too.",
      statement_objects: "Which policies are meant, and whose statements in them.",
      statement_inputs: "All that the program is told.",
    },
    shared_secrets: `\${{ for name, arns in local.reader_arns : name => { partition = split(":", local.secrets[name].secret_arn)[1], role_arns = sort(distinct(concat(arns, local.deployer_arns))) } if ${IS_ADDITIVE} && length(local.policy_readers[name]) + length(var.deployers) > 0 || ${IS_KEY_POLICY} && ${IS_READ} }}`,
    statement_objects: `\${${both(objectIn(additiveInput(), LOOP), objectIn(keyStatementInput(), LOOP))}}`,
    statement_inputs: texts(
      both(
        inputIn(additiveInput(), object("secret"), { ...LOOP, "local.policy": "local.secret_policies[name]" }),
        inputIn(keyStatementInput(), object("key"), { ...LOOP, ...statements }),
      ),
    ),
  };
}

/** Our statements in policies of secrets and keys that others write, too. */
export const statementsFile = (): readonly Body[] => [
  { locals: locals() },
  ...bridgeResources(additive(), {
    called: "our statements in the policy of a secret or key",
    prefix: "statements_",
    after: AFTER_POLICY,
    object: "jsonencode(local.statement_objects[each.key])",
    kept: "jsonencode(merge(local.statement_objects[each.key], local.call))",
    input: "each.value",
    repeat: { argument: { for_each: "${local.statement_inputs}" }, index: "[each.key]" },
  }),
];
