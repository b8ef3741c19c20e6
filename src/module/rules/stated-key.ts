import { byAlias, isAlias, isManaged, keyOf } from "../../secret/secret-key-guard";
import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { hclOf } from "../policy";
import { ifBroken, noneIn } from "./expressions";

/** What to do about a wrong key that is stated; `where` else it may be. */
export const stateRight = (where = ""): string =>
  `State the key that it has as kms_key_arn${where}, and none for aws/secretsmanager; the ARN for a key's ID is told by: aws kms describe-key --key-id ID --query KeyMetadata.Arn. If the secret is to have another key, give it that one first.`;

/** A secret and its key, as expressions. */
export interface StatedKey {
  readonly secretArn: string;
  /** Null for a secret with AWS's own key. */
  readonly kmsKeyArn: string;
  /** Whether null says nothing about the key, so that none is compared. */
  readonly isOptional?: boolean;
  /** What to do about a wrong one: a template. */
  readonly advice: string;
}

const KEY = "key";
const FOUND = `\${${KEY}}`;

/** What holds of each secret that is looked at, as the constructs ask it. */
function rules({ secretArn, kmsKeyArn: stated, advice, isOptional = false }: StatedKey): readonly Validation[] {
  const arn = `\${${secretArn}}`;
  const without = isOptional ? `${stated} == null` : `${stated} == null && ${isManaged(KEY)}`;
  return [
    {
      condition: `anytrue([${without}, ${stated} != null && !${isManaged(KEY)} && ${isAlias(KEY)}, contains([${stated}, try(split("/", ${stated})[1], "")], ${KEY})])`,
      message: `Secret ${arn} is encrypted with ${FOUND}, not with the stated \${coalesce(${stated}, "aws/secretsmanager, as without kms_key_arn")}: its readers could not decrypt it. ${advice}`,
    },
    {
      condition: `${isOptional ? `${without} || ` : ""}${isManaged(KEY)} || !${isAlias(KEY)}`,
      message: `Secret ${arn} ${byAlias(arn, FOUND)}`,
    },
  ];
}

export const currentKeys = (data: string): string =>
  `\${{ for name, current in ${data} : name => ${keyOf("current")} }}`;

/**
 * The secrets that have another key than is stated, in words. A postcondition of each data source would make Terraform look
 * at all of them once for each: with 500 secrets that was most of a plan.
 *
 * @param secret its expressions, in which `name` is the key of the data source
 */
export const wrongKeys = (secret: StatedKey): string =>
  `\${flatten([for name, ${KEY} in local.current_keys : [${rules(secret)
    .map(({ condition, message }) => ifBroken(condition, hclOf(message)))
    .join(", ")}]])}`;

/** That no secret has another key than is stated: said before anything is written. */
export function keyRule(): Body {
  const { condition, message } = noneIn("wrong_keys");
  return { condition: `\${${condition}}`, error_message: message };
}

/** What is said of the locals above where they are written. */
export const KEY_COMMENTS = {
  current_keys: "Secrets Manager tells a key as it was given: by ARN, ID or alias.",
  wrong_keys: "What is wrong with it.",
};
