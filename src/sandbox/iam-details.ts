import type { Authorize, Call, Handlers } from "./call";
import type { Iam, IdentityOptions } from "./iam";
import { idOf } from "./iam";
import { pageOf } from "./page";
import type { InlinePolicy } from "./roles";
import { ServiceError } from "./service-error";

type Entry = Readonly<Record<string, unknown>>;
type List = "GroupDetailList" | "Policies" | "RoleDetailList" | "UserDetailList";

const MADE = new Date("2026-01-01T00:00:00Z");

/** IAM writes its documents in the form of URLs. */
const encoded = (document: unknown): string =>
  encodeURIComponent(typeof document === "string" ? document : JSON.stringify(document));

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
const pathOf = (arn: string): string => /:[a-z]+(\/(?:.*\/)?)[^/]+$/.exec(arn)?.[1] ?? "/";
const accountOf = (arn: string): string => arn.split(":")[4] ?? "";

const inlineOf = (inline: ReadonlyMap<string, InlinePolicy>): Entry[] =>
  [...inline].map(([PolicyName, { document }]) => ({ PolicyName, PolicyDocument: encoded(document) }));

const attachedOf = ({ attached = [] }: IdentityOptions, others: readonly string[] = []): Entry[] =>
  [...new Set([...attached, ...others])].map((PolicyArn) => ({ PolicyArn, PolicyName: nameOf(PolicyArn) }));

const boundaryOf = ({ boundary }: IdentityOptions): Entry =>
  boundary === undefined
    ? {}
    : { PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: boundary } };

const tagsOf = ({ tags = {} }: IdentityOptions): Entry => ({
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});

/** Everything of an account, each with the list that it belongs to. */
function* entriesOf(iam: Iam, account: string): Generator<readonly [List, Entry]> {
  const { roles, users, groups } = iam;
  const here = ([arn]: readonly [string, unknown]): boolean => accountOf(arn) === account;
  for (const [arn, { inline, options }] of [...users].filter(here))
    yield [
      "UserDetailList",
      {
        Path: pathOf(arn),
        UserName: nameOf(arn),
        UserId: options.id ?? idOf("AIDA", arn),
        Arn: arn,
        CreateDate: MADE,
        UserPolicyList: inlineOf(inline),
        GroupList: (options.groups ?? []).map(nameOf),
        AttachedManagedPolicies: attachedOf(options),
        ...boundaryOf(options),
        ...tagsOf(options),
      },
    ];
  for (const [arn, { inline, options }] of [...groups].filter(here))
    yield [
      "GroupDetailList",
      {
        Path: pathOf(arn),
        GroupName: nameOf(arn),
        GroupId: options.id ?? idOf("AGPA", arn),
        Arn: arn,
        CreateDate: MADE,
        GroupPolicyList: inlineOf(inline),
        AttachedManagedPolicies: attachedOf(options),
      },
    ];
  for (const arn of roles.arns.filter((one) => accountOf(one) === account)) {
    const options = iam.roleOptions(arn);
    yield [
      "RoleDetailList",
      {
        Path: pathOf(arn),
        RoleName: nameOf(arn),
        RoleId: options.id ?? idOf("AROA", arn),
        Arn: arn,
        CreateDate: MADE,
        AssumeRolePolicyDocument: encoded(iam.trustOf(arn)),
        InstanceProfileList: [],
        RolePolicyList: inlineOf(roles.inlineOf(arn)),
        AttachedManagedPolicies: attachedOf(options, roles.attachedTo(arn)),
        ...boundaryOf(options),
        ...tagsOf(options),
        RoleLastUsed: {},
      },
    ];
  }
  for (const arn of roles.managed.arns.filter((one) => accountOf(one) === account)) {
    const { document } = roles.managed.current(arn);
    yield [
      "Policies",
      {
        PolicyName: nameOf(arn),
        PolicyId: idOf("ANPA", arn),
        Arn: arn,
        Path: pathOf(arn),
        DefaultVersionId: "v1",
        IsAttachable: true,
        CreateDate: MADE,
        PolicyVersionList: [{ Document: encoded(document), VersionId: "v1", IsDefaultVersion: true, CreateDate: MADE }],
      },
    ];
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
export function iamHandlers(iam: Iam, authorize: Authorize): Handlers {
  return {
    GetAccountAuthorizationDetails: ({ input, principal }: Call) => {
      const denied = authorize({ principal, action: "iam:GetAccountAuthorizationDetails", resource: "*" });
      if (denied !== undefined) throw new ServiceError("AccessDenied", denied, 403);
      const lists: Record<List, Entry[]> = {
        UserDetailList: [],
        GroupDetailList: [],
        RoleDetailList: [],
        Policies: [],
      };
      const page = pageOf(
        [...entriesOf(iam, principal.account)],
        { maxResults: input.MaxItems, nextToken: input.Marker },
        { most: 1000, usual: 100 },
      );
      for (const [list, entry] of page.items) lists[list].push(entry);
      return {
        ...lists,
        IsTruncated: page.nextToken !== undefined,
        ...(page.nextToken !== undefined && { Marker: page.nextToken }),
      };
    },
  };
}
