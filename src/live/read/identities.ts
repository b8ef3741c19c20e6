import type { GetAccountAuthorizationDetailsResponse, ManagedPolicyDetail } from "@aws-sdk/client-iam";
import type { IdentitiesSnapshot } from "../snapshot";
import { dateText, defined, tagsOf } from "./paging";
import type { Where } from "./paging";

type Details = Partial<
  Pick<GetAccountAuthorizationDetailsResponse, "GroupDetailList" | "Policies" | "RoleDetailList" | "UserDetailList">
>;

/** As many as IAM gives at once. */
const MOST = 1000;

/**
 * All roles, users, groups and managed policies of an account, by one call that is paged.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export async function readIdentities({ caller, region }: Where): Promise<IdentitiesSnapshot> {
  const all: Required<Details> = { GroupDetailList: [], Policies: [], RoleDetailList: [], UserDetailList: [] };
  let marker: string | undefined;
  do {
    const page = await caller.call("iam:GetAccountAuthorizationDetails", region, {
      MaxItems: MOST,
      ...(marker !== undefined && { Marker: marker }),
    });
    for (const list of Object.keys(all) as (keyof Details)[]) (all[list] as unknown[]).push(...(page[list] ?? []));
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return identitiesIn(all);
}

/** The same from what the command line of AWS has saved. */
export function identitiesIn({
  GroupDetailList = [],
  Policies = [],
  RoleDetailList = [],
  UserDetailList = [],
}: Details): IdentitiesSnapshot {
  return {
    roles: RoleDetailList.map((role) => ({
      arn: text(role.Arn),
      id: text(role.RoleId),
      inline: documentsOf(role.RolePolicyList),
      attached: arnsOf(role.AttachedManagedPolicies),
      trust: documentIn(role.AssumeRolePolicyDocument),
      tags: tagsOf(role.Tags),
      ...defined({
        boundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
        lastUsedDate: date(role.RoleLastUsed?.LastUsedDate),
      }),
    })),
    users: UserDetailList.map((user) => ({
      arn: text(user.Arn),
      id: text(user.UserId),
      inline: documentsOf(user.UserPolicyList),
      attached: arnsOf(user.AttachedManagedPolicies),
      groups: user.GroupList ?? [],
      tags: tagsOf(user.Tags),
      ...defined({ boundary: user.PermissionsBoundary?.PermissionsBoundaryArn }),
    })),
    groups: GroupDetailList.map((group) => ({
      arn: text(group.Arn),
      id: text(group.GroupId),
      name: text(group.GroupName),
      inline: documentsOf(group.GroupPolicyList),
      attached: arnsOf(group.AttachedManagedPolicies),
    })),
    policies: Object.fromEntries(Policies.flatMap((policy) => defaultVersion(policy))),
  };
}

const text = (value: string | undefined): string => value ?? "";
/** What was saved as JSON has its dates as text. */
const date = (value: Date | string | undefined): string | undefined =>
  typeof value === "string" ? value : dateText(value);

type Inline = readonly { readonly PolicyName?: string; readonly PolicyDocument?: unknown }[] | undefined;

const documentsOf = (policies: Inline): Record<string, unknown> =>
  Object.fromEntries((policies ?? []).map((one) => [text(one.PolicyName), documentIn(one.PolicyDocument)]));

const arnsOf = (attached: readonly { readonly PolicyArn?: string }[] | undefined): string[] =>
  (attached ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? []);

function defaultVersion({ Arn, DefaultVersionId, PolicyVersionList }: ManagedPolicyDetail): [string, unknown][] {
  const versions = PolicyVersionList ?? [];
  const found =
    versions.find(({ IsDefaultVersion }) => IsDefaultVersion === true) ??
    versions.find(({ VersionId }) => VersionId === DefaultVersionId);
  return Arn === undefined || found === undefined ? [] : [[Arn, documentIn(found.Document)]];
}

/** IAM writes documents in the form of URLs, its command line as JSON. What is neither stays as it is. */
function documentIn(document: unknown): unknown {
  if (typeof document !== "string") return document ?? null;
  try {
    return JSON.parse(document.startsWith("%") ? decodeURIComponent(document) : document) as unknown;
  } catch {
    return document;
  }
}
