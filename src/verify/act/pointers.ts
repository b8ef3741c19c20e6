import type { ProviderKind } from "../../access/vault";
import { splitArn } from "../../access/arn";
import { isOpen, isUnknown } from "../../decision";
import { valueOf } from "../../live/piece";
import { secretArn } from "../../live/world/providers";
import type { ModelProvider } from "../../proof/model";
import type { Account } from "../account";

/** A secret of a credential provider as AWS has it: what the inputs say of it is compared elsewhere. */
export interface Pointer {
  readonly kind: ProviderKind;
  readonly provider: string;
  readonly region: string;
  readonly account: string;
  /** Who should read by the inputs; left out if they do not say. */
  readonly readers?: readonly string[];
  readonly secret: Located;
  readonly jsonKey?: string;
}

/** A secret, and where it is asked for. */
export interface Located {
  /** Its ARN, or the name that nobody could find. */
  readonly id: string;
  readonly region: string;
  readonly account: string;
}

/** Those of the secrets that are the team's own. A provider that is not there, or could not be read, has none. */
export function pointersOf(account: Account, providers: readonly ModelProvider[]): Pointer[] {
  return providers.flatMap((provider): Pointer[] => {
    const found = account.provider(provider);
    if (!("provider" in found) || provider.kind === undefined) return [];
    const { kind, stated } = provider;
    const [owner, region] = [String(provider.account), String(provider.region)];
    return Object.values(valueOf(found.provider.detail)?.references ?? {}).flatMap((reference): Pointer[] => {
      if (reference.source === "MANAGED") return [];
      return [
        {
          kind,
          provider: found.provider.name,
          region,
          account: owner,
          ...(stated && { readers: stated.readers }),
          secret: located(account, { id: reference.secretId, region, account: owner }),
          ...(reference.jsonKey !== undefined && { jsonKey: reference.jsonKey }),
        },
      ];
    });
  });
}

function located({ index }: Account, { id, region, account }: Located): Located {
  const found = secretArn(index, account, region, id);
  if (isUnknown(found) || isOpen(found)) return { id, region, account };
  const place = splitArn(found);
  return { id: found, region: place?.region ?? region, account: place?.account ?? account };
}

/** What belongs to each secret, in the order in which they come. */
export function bySecret(pointers: readonly Pointer[]): readonly (readonly [Located, readonly Pointer[]])[] {
  const found = new Map<string, [Located, Pointer[]]>();
  for (const one of pointers) {
    const { id, region, account } = one.secret;
    const key = `${account} ${region} ${id}`;
    const [, all] = found.get(key) ?? [one.secret, []];
    found.set(key, [one.secret, [...all, one]]);
  }
  return [...found.values()];
}
