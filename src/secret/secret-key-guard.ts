import { isKnown } from "../access/known";
import { KEY_ARN } from "../access/key-arn";
import type { Assertion } from "../terraform/check";
import { assertion } from "../terraform/check";
import { expression, shown } from "../terraform/text";

/** What is known of a secret whose key is looked at. */
export interface KeyedSecret {
  readonly secretArn: string;
  readonly region: string;
  readonly kmsKeyArn?: string;
  readonly _account: string;
  readonly _partition: string;
  readonly _looksUpKey: boolean;
}

const AWS_MANAGED = "alias/aws/secretsmanager";

/** The key of a secret as Secrets Manager tells it: as it was given, by ARN, ID or alias; of its own key it may say nothing. */
export const keyOf = (current: string): string => `coalesce(${current}.kms_key_id, "${AWS_MANAGED}")`;
export const isManaged = (key: string): string => `endswith(${key}, "${AWS_MANAGED}")`;

/**
 * That the secret has the key that is stated for it, or looked up: who reads it needs that one.
 *
 * @param current gives the expression of the secret's data source, once the program is complete
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
export function keyGuards(secret: KeyedSecret, current: () => string): Assertion[] {
  const { secretArn, kmsKeyArn, _looksUpKey: isLookedUp } = secret;
  const found = expression(() => keyOf(current()));
  if (kmsKeyArn === undefined)
    return [
      assertion(
        expression(() => isManaged(keyOf(current()))),
        `Secret ${secretArn} is encrypted with ${found}, not with aws/secretsmanager, as without kmsKeyArn: ${STATE}`,
      ),
    ];
  const isKey = isLookedUp
    ? assertion(
        expression(() => `!${isManaged(keyOf(current()))}`),
        `Secret ${secretArn} ${nothingToLookUp("lookUpKmsKey")}`,
      )
    : assertion(
        expression((quote) => {
          const key = keyOf(current());
          return `!${isManaged(key)} && (${isAlias(key)} || contains([${quote(kmsKeyArn)}, ${keyIdOf(quote, kmsKeyArn)}], ${key}))`;
        }),
        `Secret ${secretArn} is encrypted with ${found}, not with the stated ${shown(kmsKeyArn, KEY_ARN.shown)}: ${STATE}`,
      );
  return [isKey, aliasGuard(secretArn, current, found)];
}

const STATE =
  "its readers could not decrypt it. State the key that it has as kmsKeyArn, and none for aws/secretsmanager; the ARN for a key's ID is told by: aws kms describe-key --key-id ID --query KeyMetadata.Arn. If the secret is to have another key, give it that one first.";

export const isAlias = (key: string): string => `strcontains(${key}, "alias/")`;

/** Which key an alias stands for, Secrets Manager does not tell; and it may stand for another one tomorrow. */
const aliasGuard = (secretArn: string, current: () => string, found: string): Assertion =>
  assertion(
    expression(() => {
      const key = keyOf(current());
      return `${isManaged(key)} || !${isAlias(key)}`;
    }),
    `Secret ${secretArn} ${byAlias(secretArn, found)}`,
  );

/** What is wrong with a secret that is encrypted with AWS's own key and has it looked up by an option. */
export const nothingToLookUp = (option: string): string =>
  `is encrypted with aws/secretsmanager, for which there is no key to look up. Leave out ${option}: who is in the secret's account and may read it decrypts it, too. If the secret is to have a key of yours, give it that one first.`;

/** What is wrong with a secret that has its key by an alias, and the way out. */
export const byAlias = (secretArn: string, found: string): string =>
  `has its key by an alias, ${found}, and an alias may come to stand for another key: its readers could not decrypt with that. Give the secret the key itself, which changes nothing else: aws secretsmanager update-secret --secret-id ${secretArn} --kms-key-id KEY_ARN; where Terraform makes the secret, as its kms_key_id. The key's ARN is told by: aws kms describe-key --key-id ${found} --query KeyMetadata.Arn`;

const keyIdOf = (quote: (text: string) => string, keyArn: string): string =>
  isKnown(keyArn) ? quote(keyArn.split("/")[1] ?? "") : `try(split("/", ${quote(keyArn)})[1], "")`;

/** The ARN of the key that a secret has, taken from its data source. */
export const lookedUpKey = (
  { region, _account: account, _partition: partition }: KeyedSecret,
  current: () => string,
): string =>
  expression((quote) => {
    const key = `coalesce(${current()}.kms_key_id, "")`;
    return `startswith(${key}, "arn:") ? ${key} : join("", [${quote(`arn:${partition}:kms:${region}:${account}:key/`)}, ${key}])`;
  });
