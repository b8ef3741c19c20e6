import type { FieldRule } from "../access/field-rules";
import { FIELD_RULES } from "../access/field-rules";
import { JSON_KEY } from "../access/json-key";
import { KEY_ARN } from "../access/key-arn";
import { isKnown } from "../access/known";
import { WORKLOAD_IDENTITY_NAME } from "../access/limits";
import type { Role } from "../access/role";
import { ACCOUNT } from "../access/role";
import { ROLE_ARN } from "../access/role-arn";
import { SECRET_ARN } from "../access/secret-arn";
import type { Assertion } from "./check";
import { assertion } from "./check";
import { condition } from "./text";

/** Preconditions for what only Terraform knows, be it a token alone or one beside text: the rules of `access/`. */

const matches = (pattern: string, value: string): string =>
  condition((quote) => `can(regex(${quote(pattern)}, ${quote(value)}))`);

const equal = (left: string, right: string): string => condition((quote) => `${quote(left)} == ${quote(right)}`);

/** Field 3 of an ARN is its Region, field 4 its account. */
const arnFieldIs = (arn: string, field: 3 | 4, value: string): string =>
  condition((quote) => `"\${try(split(":", ${quote(arn)})[${field}], "")}" == ${quote(value)}`);

export function secretArnGuards(secretArn: string, region: string, account: string): Assertion[] {
  if ([secretArn, region, account].every(isKnown)) return [];
  return [
    assertion(
      matches(SECRET_ARN, secretArn),
      `secretArn "${secretArn}" is not the full ARN of one secret. A partial ARN, without the 6-character suffix, matches no IAM policy.`,
    ),
    assertion(
      arnFieldIs(secretArn, 3, region),
      `secretArn "${secretArn}" is not in the Region "${region}" that was given for it.`,
    ),
    assertion(
      arnFieldIs(secretArn, 4, account),
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
    assertion(arnFieldIs(keyArn, 3, region), `kmsKeyArn "${keyArn}" is not in the secret's Region "${region}".`),
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

/** Of a role's own account and name, where they are given beside an ARN that is not known. */
export const accountGuards = ({ account }: Role): Assertion[] =>
  account === undefined || isKnown(account)
    ? []
    : [assertion(matches(ACCOUNT, account), `account "${account}" is not an account ID of 12 digits.`)];

export const workloadIdentityGuards = (names: readonly string[]): Assertion[] =>
  names
    .filter((name) => !isKnown(name))
    .map((name) =>
      assertion(
        matches(WORKLOAD_IDENTITY_NAME.source, name),
        `workloadIdentities "${name}" is not 3 to 255 letters, digits, "_", "." and "-", or the beginning of such a name and "*".`,
      ),
    );

/** Of a configuration as the API has it: each member that has a rule, and all that stands in it but other things' tags. */
export function fieldGuards({ tags, ...fields }: Readonly<Record<string, unknown>>): Assertion[] {
  return [...membersGuards({ tags }), ...membersGuards(fields)];
}

function membersGuards(fields: object): Assertion[] {
  return Object.entries(fields).flatMap(([field, value]): Assertion[] => {
    const rule = FIELD_RULES[field];
    if (rule) return textsOf(value).flatMap((text) => fieldGuard(field, text, rule));
    return [value].flat().flatMap((one: unknown) => {
      if (typeof one !== "object" || one === null) return [];
      const { tags: _theirs, ...members } = one as { readonly tags?: unknown };
      return membersGuards(members);
    });
  });
}

const textsOf = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values((value ?? {}) as Readonly<Record<string, string>>);

function fieldGuard(field: string, text: string, { pattern, least, most, words }: FieldRule): Assertion[] {
  if (isKnown(text)) return [];
  const bounds = (quote: (text: string) => string): string[] => [
    ...(pattern === undefined ? [] : [`can(regex(${quote(pattern)}, ${quote(text)}))`]),
    ...(least === undefined ? [] : [`length(${quote(text)}) >= ${least}`]),
    ...(most === undefined ? [] : [`length(${quote(text)}) <= ${most}`]),
  ];
  return [
    assertion(
      condition((quote) => bounds(quote).join(" && ")),
      `${field} "${text}" ${words}.`,
    ),
  ];
}
