import type { ActionName } from "./action-name";
import { actionName } from "./action-name";
import type { ArnName } from "./arn-pattern";
import { arnName } from "./arn-pattern";
import type { Brought } from "./brought";
import { sameText } from "./open-match";
import type { PrincipalNames } from "./principal-names";
import { principalNames } from "./principal-names";
import type { Accounts, Request } from "./request";
import { FilledContext } from "./request-context";
import type { Truth } from "./truth";
import { MAYBE } from "./truth";

const ACCOUNT_SEGMENT = 4;

/** A request, prepared once for all the statements that it is compared with. */
export interface Asked {
  readonly request: Request;
  readonly names: PrincipalNames;
  readonly action: ActionName;
  readonly resource: ArnName;
  /** The account that owns the resource; undefined if nobody says. */
  readonly resourceAccount?: string;
  readonly context: FilledContext;
  /** For `NotPrincipal`, which denies everybody who has a permissions boundary. */
  readonly hasBoundary: boolean;
  readonly sameAccount: Truth;
}

export function prepare(request: Request, accounts: Accounts, hasBoundary: boolean, brought?: Brought): Asked {
  const names = principalNames(request.principal);
  const resource = arnName(request.resource.arn);
  const resourceAccount = request.resource.account ?? ownerOf(resource, names);
  const action = actionName(request.action);
  return {
    request,
    names,
    action,
    resource,
    resourceAccount,
    context: new FilledContext(request, names, resourceAccount, accounts, action, brought),
    hasBoundary,
    sameAccount:
      names.account === undefined || resourceAccount === undefined ? MAYBE : sameText(names.account, resourceAccount),
  };
}

function ownerOf({ text, segments }: ArnName, names: PrincipalNames): string | undefined {
  // An action without a resource is about the caller's own account.
  if (text === "*") return names.account;
  const account = segments[ACCOUNT_SEGMENT];
  return account === "" ? undefined : account;
}
