import type { AssumedRole, Request } from "../decision";
import { isOpen, isUnknown } from "../decision";
import type { Model, ModelProvider } from "./model";
import { decryptRequest, readRequest, signRequests, tokenRequest, useRequests } from "./requests";
import { besideUse } from "./use-cell";

/** A role that should read, or deploy, with all that AWS decides for it. */
export interface RoleRequests {
  readonly roleArn: string;
  readonly requests: readonly Request[];
}

/**
 * The requests that the proof decides for roles that should read or deploy, each once. What is not known of one leaves it
 * out, and so does the key of AWS, which serves every role of its account.
 */
export function roleRequests(model: Model): RoleRequests[] {
  const found = new Map<string, Map<string, Request>>();
  const add = (roleArn: string, requests: readonly Request[]): void => {
    const all = found.get(roleArn) ?? new Map<string, Request>();
    found.set(roleArn, all);
    for (const one of requests) all.set(JSON.stringify([one.action, one.resource.arn, one.context]), one);
  };
  for (const provider of model.providers) {
    const { readers = [], deployers = [] } = provider.stated ?? {};
    for (const roleArn of readers)
      add(roleArn, [...usingOf(provider, roleArn), ...readingOf(model, provider, roleArn)]);
    for (const roleArn of deployers) add(roleArn, readingOf(model, provider, roleArn));
  }
  return [...found]
    .filter(([roleArn]) => !isOpen(roleArn))
    .map(([roleArn, requests]) => ({ roleArn, requests: [...requests.values()] }));
}

const principalOf = (roleArn: string): AssumedRole => ({ type: "AssumedRole", roleArn });

function usingOf(provider: ModelProvider, roleArn: string): Request[] {
  const principal = principalOf(roleArn);
  if (provider.kind === undefined) return [];
  const uses = useRequests(provider, provider.kind, principal, besideUse(provider, principal));
  const signs = provider.signingKeys.flatMap((key) => (isWhole(key) ? signRequests(key, provider, principal) : []));
  const tokens = (provider.tokenAudiences ?? []).flatMap((one) => (isUnknown(one) ? [] : tokenRequest(one, principal)));
  return [...(isUnknown(uses) ? [] : uses), ...signs, ...tokens];
}

function readingOf({ secrets }: Model, { references }: ModelProvider, roleArn: string): Request[] {
  const principal = principalOf(roleArn);
  return references.flatMap(({ secretId }) => {
    if (!isWhole(secretId)) return [];
    const keyArn = secrets.get(secretId)?.keyArn;
    return [
      readRequest(secretId, principal),
      ...(isWhole(keyArn) ? [decryptRequest(keyArn, secretId, principal)] : []),
    ];
  });
}

const isWhole = (arn: unknown): arn is string => typeof arn === "string" && !isOpen(arn);
