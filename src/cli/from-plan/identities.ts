import { parseRoleArn } from "../../access/role-arn";
import type { Model, StatedPolicy } from "../../proof/model";
import type { FurnishedIdentity } from "../../sandbox/furnish";
import type { Told } from "./concrete";
import { filled } from "./concrete";
import { documentOf } from "./documents";
import { put } from "./things";

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
    put(found, { kind: "role" as const, arn, inline: inlineOf(policies), options }, tell, (one) =>
      parseRoleArn(one, "role"),
    );
  }
  const memberships = new Map<string, string[]>();
  for (const { arn, policies, members } of groups?.values() ?? []) {
    found.set(filled(arn), { kind: "group", arn: filled(arn), inline: inlineOf(policies) });
    for (const member of members) memberships.set(member, [...(memberships.get(member) ?? []), filled(arn)]);
  }
  for (const { arn, policies, isComplete } of users?.values() ?? []) {
    incomplete(filled(arn), isComplete);
    const options = { groups: memberships.get(arn) ?? [] };
    found.set(filled(arn), { kind: "user", arn: filled(arn), inline: inlineOf(policies), options });
  }
  return { found: [...found.values()], policies: limits };
}
