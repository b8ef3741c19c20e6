import type { BesideUse } from "../access/reader-kind";
import { READER_NEEDS } from "../access/reader-kind";
import type { Request, RequestPrincipal } from "../decision";
import { isOpen, isUnknown, shownText } from "../decision";
import type { Asker } from "./asker";
import type { Cell } from "./cells";
import { allowed, denied, unknown, worst } from "./cells";
import { keyGuards, underAll } from "./guards";
import type { Model, ModelProvider } from "./model";
import { principalAccount } from "./principal-account";
import { signRequests, tokenRequest, useRequests } from "./requests";
import type { MaybeKnown } from "./values";

/** Whoever uses a provider that signs its assertions signs, too, with its own permissions. */
export function useCell(model: Model, asker: Asker, provider: ModelProvider): Cell {
  const { principal } = asker;
  switch (principal.type) {
    case "Service":
      return denied("A service does not ask for credentials in its own name.");
    case "Federated":
      return denied("An identity provider does not ask for credentials in its own name.");
    case "Anonymous":
      return denied("Without credentials nobody uses a token vault.");
  }
  if (provider.kind === undefined) return allowed("No credential provider is made here that could be used.");
  const requests = useRequests(provider, provider.kind, principal, besideUse(provider, asker.principal));
  if (isUnknown(requests)) return unknown(requests.reason);
  const { account } = provider;
  const own = principalAccount(principal);
  const isElsewhere = typeof account === "string" && own !== undefined && own !== account;
  if (isElsewhere && !isOpen(account) && !isOpen(own))
    return denied(`A role of account ${own} uses the token vault of its own account, not that of ${account}.`);
  const signs = provider.signingKeys.map((keyArn) => signCell(model, asker, provider, keyArn));
  const tokens = tokenRequests(provider, principal);
  const cell = worst([...[...requests, ...tokens].map((request) => asker.decide(request)), ...signs]);
  return isElsewhere && cell.verdict !== "denied"
    ? unknown(
        `a role uses the token vault of its own account, and whether ${shownText(own)} is that of the provider, ${shownText(account)}, is not known`,
      )
    : cell;
}

/** What a role that is stated to be a gateway's, or another one's, needs beside the credential. */
export function besideUse({ stated }: ModelProvider, principal: RequestPrincipal): readonly BesideUse[] {
  const kind = principal.type === "AssumedRole" ? stated?.kinds?.get(principal.roleArn) : undefined;
  return kind === undefined ? [] : READER_NEEDS[kind].beside;
}

/** Whether somebody with policies of its own certainly cannot use a provider; the same question without a reason. */
export function isUseDenied(asker: Asker, provider: ModelProvider): boolean {
  if (provider.kind === undefined) return true;
  const requests = useRequests(provider, provider.kind, asker.principal);
  if (isUnknown(requests)) return false;
  const { account } = provider;
  const own = principalAccount(asker.principal);
  if (typeof account === "string" && own !== account && !isOpen(account) && own !== undefined && !isOpen(own))
    return true;
  return [...requests, ...tokenRequests(provider, asker.principal)].some((request) => asker.isDenied(request));
}

const tokenRequests = ({ tokenAudiences = [] }: ModelProvider, principal: RequestPrincipal): Request[] =>
  tokenAudiences.map((audience) => tokenRequest(audience, principal));

function signCell(model: Model, asker: Asker, provider: ModelProvider, keyArn: MaybeKnown): Cell {
  if (isUnknown(keyArn)) return unknown(keyArn.reason);
  const requests = signRequests(keyArn, provider, asker.principal);
  return worst(requests.map((request) => underAll(keyGuards(model, keyArn), (side) => asker.decide(request, side))));
}
