import { isProblem } from "../../access/problem";
import { parseRoleArn } from "../../access/role-arn";
import { mentionedRoles } from "../../proof/mentioned";
import type { Model, StatedPolicy } from "../../proof/model";
import type { FurnishedIdentity } from "../../sandbox/furnish";
import type { Told } from "./concrete";
import { filled } from "./concrete";
import { documentOf } from "./documents";
import { put } from "./things";

const isRoleArn = (arn: string): boolean => !isProblem(parseRoleArn(arn, "role"));
const isOfIam = (arn: string): boolean => /^arn:[^:]+:iam::\d{12}:(?:user|group)\/.+$/.test(arn);

/** Roles, users and groups with the policies that are known, and the managed policies that limit them. */
export function identitiesOf(
  { roles, users, groups }: Model,
  tell: (told: Told) => void,
): { readonly found: FurnishedIdentity[]; readonly policies: Readonly<Record<string, unknown>> } {
  const limits: Record<string, unknown> = {};
  const inlineOf = (policies: readonly StatedPolicy[]): Record<string, unknown> =>
    Object.fromEntries(
      policies.flatMap((policy, index) => {
        const document = documentOf(policy, tell);
        return document === undefined ? [] : [[`policy-${index + 1}`, document]];
      }),
    );
  const incomplete = (arn: string, isComplete: boolean): void => {
    if (!isComplete)
      tell({ subject: arn, text: "it may have other policies, which nothing tells: it has those of the plan" });
  };
  const found = new Map<string, FurnishedIdentity>();
  for (const { arn: open, policies, trust, boundary, isComplete } of roles.values()) {
    const arn = filled(open);
    incomplete(arn, isComplete);
    const [limit, document] = [documentOf(boundary, tell), documentOf(trust, tell)];
    const limitArn = arn.replace(/:role\/(?:.*\/)?/, ":policy/made-up-boundary-of-");
    if (limit !== undefined) limits[limitArn] = limit;
    const options = {
      ...(document !== undefined && { trust: document }),
      ...(limit !== undefined && { boundary: limitArn }),
    };
    put(found, { kind: "role" as const, arn, inline: inlineOf(policies), options }, tell, isRoleArn);
  }
  const memberships = new Map<string, string[]>();
  for (const { arn, policies, members } of groups?.values() ?? []) {
    put(found, { kind: "group" as const, arn: filled(arn), inline: inlineOf(policies) }, tell, isOfIam);
    for (const member of members) memberships.set(member, [...(memberships.get(member) ?? []), filled(arn)]);
  }
  for (const { arn, policies, isComplete } of users?.values() ?? []) {
    incomplete(filled(arn), isComplete);
    const options = { groups: memberships.get(arn) ?? [] };
    put(found, { kind: "user" as const, arn: filled(arn), inline: inlineOf(policies), options }, tell, isOfIam);
  }
  return { found: [...found.values()], policies: limits };
}

/** Roles that a policy or grant names and that are somebody else's: they are there, and nothing tells what they may. */
export function namedElsewhere(
  { secrets, keys, expected }: Model,
  there: readonly FurnishedIdentity[],
  tell: (told: Told) => void,
): FurnishedIdentity[] {
  const policies = [...secrets.values(), ...keys.values()].flatMap(({ policy }) => policy ?? []);
  const grants = [...keys.values()].flatMap((key) => key.grants);
  const found = new Map<string, FurnishedIdentity>();
  for (const arn of [...mentionedRoles(policies, grants, expected)].map(filled)) {
    if (there.some((one) => one.arn === arn)) continue;
    tell({ subject: arn, text: "nothing tells its policies: it has none" });
    put(found, { kind: "role" as const, arn, inline: {} }, tell, isRoleArn);
  }
  return [...found.values()];
}
