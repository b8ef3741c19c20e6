import { KmsAccess, SecretPolicyMode } from "../../access/modes";
import { bridgeResources } from "../bridge";
import type { Body } from "../hcl/json";
import { keyStatementInput, keyStatements, VIA_SECRETS_MANAGER } from "../modules/key-policy-statement";
import { additive, additiveInput } from "../modules/secret-policy-parts";
import { hclOf } from "../policy";
import type { Scope } from "../scope";
import { inScope } from "../scope";
import { inputIn, objectIn } from "./bridge";

const OWNER = '"${var.policy_owner}/${name}"';
const LOOP: Scope = {
  "var.secret_arn": "var.secrets[name].secret_arn",
  "var.kms_key_arn": "var.secrets[name].kms_key_arn",
  "var.policy_owner": OWNER,
  "local.region": 'split(":", var.secrets[name].secret_arn)[3]',
  "local.partition": 'split(":", var.secrets[name].secret_arn)[1]',
};

function locals(): Body {
  const via = hclOf(inScope(VIA_SECRETS_MANAGER, LOOP));
  const statements = hclOf(
    inScope(keyStatements, { ...LOOP, "local.roles": "roles", "local.via_secrets_manager": via }),
  );
  const isAdditive = `var.secrets[name].policy_mode == "${SecretPolicyMode.ADDITIVE}"`;
  const secretObject = `{ for name, policy in local.secret_policies : "secret/\${name}" => ${objectIn(additiveInput(), LOOP)} if ${isAdditive} }`;
  const keyObject = `{ for name in keys(local.key_statements) : "key/\${name}" => ${objectIn(keyStatementInput(), LOOP)} }`;
  const secretInput = `{ for name, policy in local.secret_policies : "secret/\${name}" => ${inputIn(additiveInput(), 'local.statement_objects["secret/${name}"]', { ...LOOP, "local.policy": "policy" })} if ${isAdditive} }`;
  const keyInput = `{ for name, statements in local.key_statements : "key/\${name}" => ${inputIn(keyStatementInput(), 'local.statement_objects["key/${name}"]', { "local.statements": "statements" })} }`;
  return {
    "//": {
      key_statements: "Decrypt alone, only when Secrets Manager asks, and only for one secret.",
      statement_objects:
        "Which policies are meant, and whose statements in them. Each secret has an owner of its own, so that two secrets may have one key.",
      statement_inputs: "All that the program is told.",
    },
    key_statements: `\${{ for name, roles in { for name, arns in local.reader_arns : name => sort(distinct(concat(arns, local.deployer_arns))) } : name => ${statements} if local.key_access[name] == "${KmsAccess.KEY_POLICY}" && length(roles) > 0 }}`,
    statement_objects: `\${merge(${secretObject}, ${keyObject})}`,
    statement_inputs: `\${tomap(merge(${secretInput}, ${keyInput}))}`,
  };
}

/** Our statements in policies of secrets and keys that others write, too. */
export const statementsFile = (): readonly Body[] => [
  { locals: locals() },
  ...bridgeResources(additive(), {
    called: "our statements in the policy of a secret or key",
    prefix: "statements_",
    object: "jsonencode(local.statement_objects[each.key])",
    kept: "jsonencode(merge(local.statement_objects[each.key], local.call))",
    input: "each.value",
    repeat: { argument: { for_each: "${local.statement_inputs}" }, index: "[each.key]" },
  }),
];
