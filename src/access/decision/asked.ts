import { splitArn } from "../arn";
import { ResourceName } from "./arn-pattern";
import type { PrincipalNames } from "./principal-names";
import { principalNames } from "./principal-names";
import type { Accounts, Request } from "./request";
import { FilledContext } from "./request-context";
import type { Truth } from "./truth";
import { MAYBE, truthOf } from "./truth";

/** A request, prepared once for all the statements that it is compared with. */
export interface Asked {
  readonly request: Request;
  readonly names: PrincipalNames;
  /** In lower case. */
  readonly action: string;
  readonly resource: ResourceName;
  /** The account that owns the resource; undefined if nobody says. */
  readonly resourceAccount?: string;
  readonly context: FilledContext;
  /** For `NotPrincipal`, which denies everybody who has a permissions boundary. */
  readonly hasBoundary: boolean;
  readonly sameAccount: Truth;
}

export function prepare(request: Request, accounts: Accounts, hasBoundary: boolean): Asked {
  const names = principalNames(request.principal);
  const resourceAccount = owner(request, names);
  const action = request.action.toLowerCase();
  const known = names.account !== undefined && resourceAccount !== undefined;
  return {
    request,
    names,
    action,
    resource: new ResourceName(request.resource.arn),
    resourceAccount,
    context: new FilledContext(request, names, resourceAccount, accounts, action),
    hasBoundary,
    sameAccount: known ? truthOf(names.account === resourceAccount) : MAYBE,
  };
}

function owner({ resource }: Request, names: PrincipalNames): string | undefined {
  if (resource.account !== undefined) return resource.account;
  // An action without a resource is about the caller's own account.
  if (resource.arn === "*") return names.account;
  const account = splitArn(resource.arn)?.account;
  return account === "" ? undefined : account;
}
