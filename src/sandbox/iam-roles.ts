import type { Authorize, Call, Handler, Handlers } from "./call";
import type { Iam } from "./iam";
import { idOf } from "./iam";
import { pageOf } from "./page";
import { policyStatements } from "./policy-text";
import { ServiceError } from "./service-error";

type Answer = Readonly<Record<string, unknown>>;

/** IAM calls it otherwise than the services of resource policies. */
const noSuch = (message: string): ServiceError => new ServiceError("NoSuchEntity", message, 404);
const encoded = (document: unknown): string =>
  encodeURIComponent(typeof document === "string" ? document : JSON.stringify(document));

/**
 * Roles with their inline policies, made and removed by whoever may. What was changed is seen later, as at AWS.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
 */
export function iamRoleHandlers(iam: Iam, authorize: Authorize): Handlers {
  const { roles } = iam;
  const inAccount = ({ principal }: Call): string[] =>
    roles.arns.filter((arn) => arn.split(":")[4] === principal.account);
  const find = (call: Call): string => {
    const name = String(call.input.RoleName);
    const found = inAccount(call).find((arn) => arn.endsWith(`/${name}`));
    if (found === undefined) throw noSuch(`The role with name ${name} cannot be found.`);
    return found;
  };
  const allow = ({ principal, operation }: Call, resource: string, action = operation): void => {
    const denied = authorize({ principal, action: `iam:${action}`, resource });
    if (denied !== undefined) throw new ServiceError("AccessDenied", denied, 403);
  };
  const on =
    (action: (arn: string, call: Call) => Answer, changes = false): Handler =>
    (call) => {
      const arn = find(call);
      allow(call, arn);
      if (changes) iam.remember(arn);
      return action(arn, call);
    };
  const shown = (arn: string): Answer => ({
    Path: /:role(\/(?:.*\/)?)[^/]+$/.exec(arn)?.[1] ?? "/",
    RoleName: arn.split("/").at(-1),
    RoleId: iam.roleOptions(arn).id ?? idOf("AROA", arn),
    Arn: arn,
    CreateDate: new Date(0),
    AssumeRolePolicyDocument: encoded(iam.trustOf(arn)),
  });
  const tags = (arn: string): Answer[] =>
    Object.entries(iam.roleOptions(arn).tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return {
    CreateRole: (call) => {
      const { RoleName, Path = "/", AssumeRolePolicyDocument, Tags = [] } = call.input;
      const [, partition = "aws"] = call.principal.arn.split(":");
      const arn = `arn:${partition}:iam::${call.principal.account}:role${String(Path)}${String(RoleName)}`;
      allow(call, arn);
      // Tags at creation are tags.
      if ((Tags as unknown[]).length > 0) allow(call, arn, "TagRole");
      if (inAccount(call).some((one) => one.endsWith(`/${String(RoleName)}`)))
        throw new ServiceError("EntityAlreadyExists", `Role with name ${String(RoleName)} already exists.`, 409);
      trusting(String(AssumeRolePolicyDocument));
      iam.remember(arn);
      iam.putRole(arn, {}, { trust: AssumeRolePolicyDocument, tags: tagsOf(Tags) });
      return { Role: shown(arn) };
    },
    GetRole: on((arn) => ({ Role: { ...shown(arn), Tags: tags(arn) } })),
    ListRoleTags: on((arn) => ({ Tags: tags(arn), IsTruncated: false })),
    ListRoles: (call) => {
      allow(call, `arn:aws:iam::${call.principal.account}:role/*`);
      const { PathPrefix = "/" } = call.input;
      const page = pageOf(
        inAccount(call).filter((arn) => arn.includes(`:role${String(PathPrefix)}`)),
        { maxResults: call.input.MaxItems, nextToken: call.input.Marker },
        { most: 1000, usual: 100 },
      );
      const { items, nextToken } = page;
      return {
        Roles: items.map(shown),
        IsTruncated: nextToken !== undefined,
        ...(nextToken !== undefined && { Marker: nextToken }),
      };
    },
    ListRolePolicies: on((arn) => ({ PolicyNames: [...roles.inlineOf(arn).keys()], IsTruncated: false })),
    PutRolePolicy: on((arn, { input }) => {
      try {
        roles.putPolicy(arn, String(input.PolicyName), String(input.PolicyDocument));
      } catch (error) {
        if (error instanceof ServiceError) throw error;
        throw malformed(error instanceof Error ? error.message : String(error));
      }
      return {};
    }, true),
    DeleteRolePolicy: on((arn, { input }) => {
      const name = String(input.PolicyName);
      if (!roles.inlineOf(arn).has(name)) throw noSuch(`The role policy with name ${name} cannot be found.`);
      roles.deletePolicy(arn, name);
      return {};
    }, true),
    DeleteRole: (call) => {
      const arn = find(call);
      allow(call, arn);
      if (roles.inlineOf(arn).size > 0 || roles.attachedTo(arn).length > 0)
        throw new ServiceError("DeleteConflict", "Cannot delete entity, must delete policies first.", 409);
      iam.remember(arn);
      roles.delete(arn);
      return {};
    },
  };
}

const malformed = (message: string): ServiceError => new ServiceError("MalformedPolicyDocument", message, 400);

function trusting(document: string): void {
  try {
    policyStatements(document);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error));
  }
}

const tagsOf = (tags: unknown): Record<string, string> =>
  Object.fromEntries((tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
