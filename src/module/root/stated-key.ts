import { byAlias, isAlias, isManaged, keyOf } from "../../secret/secret-key-guard";
import type { Validation } from "../definition";
import { hclOf } from "../policy";
import { ifBroken } from "../rules/expressions";

const STATED = "local.secrets[name].kms_key_arn";
const ARN = "${local.secrets[name].secret_arn}";
const KEY = "key";
const FOUND = `\${${KEY}}`;

/** The ways out, by where the key comes from. */
export const KEY_ADVICE = {
  stated:
    "State the key that it has as kms_key_arn, or in replicas, and none for aws/secretsmanager; the ARN for a key's ID is told by: aws kms describe-key --key-id ID --query KeyMetadata.Arn. If the secret is to have another key, give it that one first.",
  looked_up: "It was looked up before this apply gave the secret another: apply once more.",
};
const ADVICE = 'local.key_advice[local.secrets[name].look_up_kms_key ? "looked_up" : "stated"]';

/** What holds of each secret that is looked at, as the constructs ask it. */
const RULES: readonly Validation[] = [
  {
    condition: `anytrue([${STATED} == null && ${isManaged(KEY)}, ${STATED} != null && !${isManaged(KEY)} && ${isAlias(KEY)}, contains([${STATED}, try(split("/", ${STATED})[1], "")], ${KEY})])`,
    message: `Secret ${ARN} is encrypted with ${FOUND}, not with the stated \${coalesce(${STATED}, "aws/secretsmanager, as without kms_key_arn")}: its readers could not decrypt it. \${${ADVICE}}`,
  },
  {
    condition: `${isManaged(KEY)} || !${isAlias(KEY)}`,
    message: `Secret ${ARN} ${byAlias(ARN, FOUND)}`,
  },
];

export const currentKeys = (data: string): string =>
  `\${{ for name, current in ${data} : name => ${keyOf("current")} }}`;

/**
 * The secrets that have another key than is stated, in words. A postcondition of each data source would make Terraform look
 * at all of them once for each: with 500 secrets that was most of a plan.
 */
export const wrongKeys = (): string =>
  `\${flatten([for name, ${KEY} in local.current_keys : [${RULES.map(({ condition, message }) => ifBroken(condition, hclOf(message))).join(", ")}]])}`;
