import { isKnown } from "../access/known";
import type { Assertion } from "./check";
import { assertion } from "./check";
import { expression } from "./text";

/** Preconditions for values that only Terraform knows: the rules of `access/`. Backslashes would need escaping twice. */

const PARTITION = "(aws|aws-cn|aws-us-gov)";
const SECRET_ARN = `^arn:${PARTITION}:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[^*?]+-[A-Za-z0-9]{6}$`;
const KEY_ARN = `^arn:${PARTITION}:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$`;
const ROLE_ARN = `^arn:${PARTITION}:iam::[0-9]{12}:role/[^*?]+$`;
const JSON_KEY = "^[^].[/$]{1,128}$";

const matches = (pattern: string, value: string): string =>
  expression((quote) => `can(regex(${quote(pattern)}, ${quote(value)}))`);

const equal = (left: string, right: string): string => expression((quote) => `${quote(left)} == ${quote(right)}`);

/** Field 3 of an ARN is its Region, field 4 its account. */
const arnField = (arn: string, field: 3 | 4): string =>
  expression((quote) => `try(split(":", ${quote(arn)})[${field}], "")`);

export function secretArnGuards(secretArn: string, region: string, account: string): Assertion[] {
  if ([secretArn, region, account].every(isKnown)) return [];
  return [
    assertion(
      matches(SECRET_ARN, secretArn),
      `secretArn "${secretArn}" is not the full ARN of one secret. A partial ARN, without the 6-character suffix, matches no IAM policy.`,
    ),
    assertion(
      equal(arnField(secretArn, 3), region),
      `secretArn "${secretArn}" is not in the Region "${region}" that was given for it.`,
    ),
    assertion(
      equal(arnField(secretArn, 4), account),
      `secretArn "${secretArn}" is not in the account "${account}" that was given for it.`,
    ),
  ];
}

export function keyArnGuards(keyArn: string, region: string): Assertion[] {
  if ([keyArn, region].every(isKnown)) return [];
  return [
    assertion(
      matches(KEY_ARN, keyArn),
      `kmsKeyArn "${keyArn}" is not the ARN of a KMS key. An alias matches no IAM policy.`,
    ),
    assertion(equal(arnField(keyArn, 3), region), `kmsKeyArn "${keyArn}" is not in the secret's Region "${region}".`),
  ];
}

export function roleArnGuards(roleArns: readonly string[]): Assertion[] {
  return roleArns
    .filter((roleArn) => !isKnown(roleArn))
    .map((roleArn) =>
      assertion(
        matches(ROLE_ARN, roleArn),
        `"${roleArn}" is not the ARN of one IAM role: no wildcard, account, user or session may read a secret.`,
      ),
    );
}

export function jsonKeyGuards(jsonKey: string): Assertion[] {
  if (isKnown(jsonKey)) return [];
  return [
    assertion(
      matches(JSON_KEY, jsonKey),
      `jsonKey "${jsonKey}" is not one top-level key of 1 to 128 characters: AgentCore follows no path.`,
    ),
  ];
}

export function sameRegionGuard(region: string, providerRegion: string): Assertion {
  return assertion(
    equal(region, providerRegion),
    `The secret is in ${region}, but the AWS provider works in ${providerRegion}: AgentCore Identity reads no secret of another Region. Use a provider for ${region}, or the secret's replica in ${providerRegion}.`,
  );
}
