import { isKnown } from "../access/known";
import type { Assertion } from "./check";
import { atSynthesis } from "./tokens";

/** Preconditions for values that only Terraform knows: the rules of `access/`. Backslashes would need escaping twice. */

const PARTITION = "(aws|aws-cn|aws-us-gov)";
const SECRET_ARN = `^arn:${PARTITION}:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[^*?]+-[A-Za-z0-9]{6}$`;
const KEY_ARN = `^arn:${PARTITION}:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$`;
const ROLE_ARN = `^arn:${PARTITION}:iam::[0-9]{12}:role/[^*?]+$`;
const JSON_KEY = "^[^].[/$]{1,128}$";

const matches = (pattern: string, value: string): string =>
  atSynthesis((resolve) => `\${can(regex("${pattern}", "${resolve(value)}"))}`);

const equal = (left: string, right: string): string =>
  atSynthesis((resolve) => `\${"${resolve(left)}" == "${resolve(right)}"}`);

/** Field 3 of an ARN is its Region, field 4 its account. */
const arnField = (arn: string, field: 3 | 4): string =>
  atSynthesis((resolve) => `\${try(split(":", "${resolve(arn)}")[${field}], "")}`);

export function secretArnGuards(secretArn: string, region: string, account: string): Assertion[] {
  if ([secretArn, region, account].every(isKnown)) return [];
  return [
    {
      condition: matches(SECRET_ARN, secretArn),
      errorMessage: `secretArn "${secretArn}" is not the full ARN of one secret. A partial ARN, without the 6-character suffix, matches no IAM policy.`,
    },
    {
      condition: equal(arnField(secretArn, 3), region),
      errorMessage: `secretArn "${secretArn}" is not in the Region "${region}" that was given for it.`,
    },
    {
      condition: equal(arnField(secretArn, 4), account),
      errorMessage: `secretArn "${secretArn}" is not in the account "${account}" that was given for it.`,
    },
  ];
}

export function keyArnGuards(keyArn: string, region: string): Assertion[] {
  if ([keyArn, region].every(isKnown)) return [];
  return [
    {
      condition: matches(KEY_ARN, keyArn),
      errorMessage: `kmsKeyArn "${keyArn}" is not the ARN of a KMS key. An alias matches no IAM policy.`,
    },
    {
      condition: equal(arnField(keyArn, 3), region),
      errorMessage: `kmsKeyArn "${keyArn}" is not in the secret's Region "${region}".`,
    },
  ];
}

export function roleArnGuards(roleArns: readonly string[]): Assertion[] {
  return roleArns
    .filter((roleArn) => !isKnown(roleArn))
    .map((roleArn) => ({
      condition: matches(ROLE_ARN, roleArn),
      errorMessage: `"${roleArn}" is not the ARN of one IAM role: no wildcard, account, user or session may read a secret.`,
    }));
}

export function jsonKeyGuards(jsonKey: string): Assertion[] {
  if (isKnown(jsonKey)) return [];
  return [
    {
      condition: matches(JSON_KEY, jsonKey),
      errorMessage: `jsonKey "${jsonKey}" is not one top-level key of 1 to 128 characters: AgentCore follows no path.`,
    },
  ];
}

export function sameRegionGuard(region: string, providerRegion: string): Assertion {
  return {
    condition: equal(region, providerRegion),
    errorMessage: `The secret is in ${region}, but the AWS provider works in ${providerRegion}: AgentCore Identity reads no secret of another Region. Use a provider for ${region}, or the secret's replica in ${providerRegion}.`,
  };
}
