import { ruledTexts } from "../access/field-rules";
import { JSON_KEY } from "../access/json-key";
import { KEY_ARN } from "../access/key-arn";
import { isKnown } from "../access/known";
import type { Role } from "../access/role";
import { KEPT_BY_AWS, ROLE_ARN } from "../access/role-arn";
import type { Rule } from "../access/rule";
import { ACCOUNT_ID, WORKLOAD_IDENTITIES } from "../access/rules/names";
import { SECRET_ARN } from "../access/secret-arn";
import type { Reader } from "../access/reader";
import type { Place } from "../access/vault";
import { workloadIdentityPrefix } from "../access/vault";
import { WORKLOAD_IDENTITY_ARN } from "../access/workload-identity-arn";
import type { Assertion } from "./check";
import { assertion } from "./check";
import { ruleCondition } from "./rule-condition";
import { condition, shown } from "./text";

/** Preconditions for what only Terraform knows, be it a token alone or one beside text: the rules of `access/`. */

/** What a rule asks of a text; nothing of one that is known, which is refused before. */
export function ruleGuards(rule: Rule, field: string, text: string): Assertion[] {
  if (isKnown(text)) return [];
  const { words, fix } = rule;
  return [
    assertion(
      condition((quote) => ruleCondition(rule, quote(text), quote)),
      `${field} "${shown(text, rule.shown)}" ${words}. ${fix}`,
    ),
  ];
}

/** Field 3 of an ARN is its Region, field 4 its account. */
const arnFieldIs = (arn: string, field: 3 | 4, value: string): string =>
  condition((quote) => `"\${try(split(":", ${quote(arn)})[${field}], "")}" == ${quote(value)}`);

export function secretArnGuards(secretArn: string, region: string, account: string): Assertion[] {
  if ([secretArn, region, account].every(isKnown)) return [];
  const told = shown(secretArn, SECRET_ARN.shown);
  return [
    ...ruleGuards(SECRET_ARN, "secretArn", secretArn),
    assertion(
      arnFieldIs(secretArn, 3, region),
      `secretArn "${told}" is not in the Region "${region}" that was given for it.`,
    ),
    assertion(
      arnFieldIs(secretArn, 4, account),
      `secretArn "${told}" is not in the account "${account}" that was given for it.`,
    ),
  ];
}

export function keyArnGuards(keyArn: string, region: string): Assertion[] {
  if ([keyArn, region].every(isKnown)) return [];
  return [
    ...ruleGuards(KEY_ARN, "kmsKeyArn", keyArn),
    assertion(
      arnFieldIs(keyArn, 3, region),
      `kmsKeyArn "${shown(keyArn, KEY_ARN.shown)}" is not in the secret's Region "${region}".`,
    ),
  ];
}

export const roleArnGuards = (roleArns: readonly string[]): Assertion[] =>
  roleArns.flatMap((roleArn) => ruleGuards(ROLE_ARN, "roleArn", roleArn));

/** Of a role to which a policy is attached: AWS refuses that for those that it keeps itself. */
export const attachableGuards = ({ roleArn }: Role): Assertion[] =>
  isKnown(roleArn)
    ? []
    : [
        assertion(
          condition((quote) => `!can(regex(${JSON.stringify(KEPT_BY_AWS)}, ${quote(roleArn)}))`),
          `roleArn "${shown(roleArn)}" is a role that only AWS may change. Say attachPolicy: false, and put the policy document where the role's permissions are kept: for a role of IAM Identity Center into its permission set.`,
        ),
      ];

export const jsonKeyGuards = (jsonKey: string): Assertion[] => ruleGuards(JSON_KEY, "jsonKey", jsonKey);

/** Of a role's own account and name, where they are given beside an ARN that is not known. */
export const accountGuards = ({ account }: Role): Assertion[] =>
  account === undefined ? [] : ruleGuards(ACCOUNT_ID, "account", account);

/** Through which workload identities a reader uses a vault: what it is called, and whether what it names is there. */
export const workloadIdentityGuards = (
  { workloadIdentities, workloadIdentityArns }: Reader,
  vault: Place,
): Assertion[] => [
  ...workloadIdentities.flatMap((name) => ruleGuards(WORKLOAD_IDENTITIES, "workloadIdentities", name)),
  ...workloadIdentityArns.flatMap((arn) => [
    ...ruleGuards(WORKLOAD_IDENTITY_ARN, "workloadIdentityArns", arn),
    ...([arn, ...Object.values(vault)].every(isKnown) ? [] : [isInVault(arn, vault)]),
  ]),
];

const isInVault = (arn: string, vault: Place): Assertion =>
  assertion(
    condition((quote) => `startswith(${quote(arn)}, ${quote(workloadIdentityPrefix(vault))})`),
    `workloadIdentityArns "${shown(arn, WORKLOAD_IDENTITY_ARN.pattern)}" is not in the account and Region of the credential provider. ${WORKLOAD_IDENTITY_ARN.fix}`,
  );

/** Of a configuration as the API has it: each member that has a rule, and all that stands in it. */
export const fieldGuards = (fields: object): Assertion[] =>
  ruledTexts(fields).flatMap(({ field, rule, text }) => ruleGuards(rule, field, text));
