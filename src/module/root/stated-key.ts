import { hasAlias, isManaged, keyOf } from "../../secret/secret-key-guard";
import type { Body } from "../hcl/json";

const STATED = "local.secrets[each.key].kms_key_arn";
const ARN = "${self.arn}";
const FOUND = `\${${keyOf("self")}}`;

/** That a secret has the key that is stated for it, as the constructs ask it. */
export const keyRules = (): readonly Body[] => [
  {
    "//": { condition: "Secrets Manager tells the key as it was given: by ARN, ID or alias." },
    condition: `\${anytrue([${STATED} == null && ${isManaged("self")}, ${STATED} != null && !${isManaged("self")} && ${hasAlias("self")}, contains([${STATED}, try(split("/", ${STATED})[1], "")], ${keyOf("self")})])}`,
    error_message: `Secret ${ARN} is encrypted with ${FOUND}, not with the stated \${coalesce(${STATED}, "aws/secretsmanager, as without kms_key_arn")}: its readers could not decrypt it. State the key that it has as kms_key_arn, or in replicas, and none for aws/secretsmanager; the ARN for a key's ID is told by: aws kms describe-key --key-id ID --query KeyMetadata.Arn. If the secret is to have another key, give it that one first.`,
  },
  {
    condition: `\${${isManaged("self")} || !${hasAlias("self")}}`,
    error_message: `Secret ${ARN} has its key by an alias, ${FOUND}, and an alias may come to stand for another key: its readers could not decrypt with that. Give the secret the key itself, which changes nothing else: aws secretsmanager update-secret --secret-id ${ARN} --kms-key-id KEY_ARN; where Terraform makes the secret, as its kms_key_id. The key's ARN is told by: aws kms describe-key --key-id ${FOUND} --query KeyMetadata.Arn`,
  },
];
