import { splitArn } from "../access/arn";
import { isUnknown, Unknown } from "../decision";
import type { ProviderKind } from "../access/vault";
import type { Expected, ExpectedProvider, ExpectedSecret, StatedRoles } from "./expected";
import type { ModelProvider, Reference } from "./model";
import type { MaybeKnown } from "./values";

type Asked = Pick<ModelProvider, "kind" | "name" | "region" | "references">;

/** Finds who is named for a credential provider. */
export class Stated {
  private readonly providers = new Map<string, readonly ExpectedProvider[]>();
  private readonly secrets = new Map<string, ExpectedSecret>();

  public constructor(private readonly expected: Expected | undefined) {
    for (const one of expected?.providers ?? []) {
      const key = keyOf(one.kind, one.name);
      this.providers.set(key, [...(this.providers.get(key) ?? []), one]);
    }
    for (const one of expected?.secrets ?? []) this.secrets.set(one.arn, one);
  }

  /** Those named for the provider, or else those named for all its secrets. */
  public of({ kind, name, region, references }: Asked): StatedRoles | undefined {
    const named = isUnknown(name) ? [] : (this.providers.get(keyOf(kind, name)) ?? this.providers.get(name) ?? []);
    const own = inRegion(named, region);
    if (own) return own;
    const secrets = references.map(({ secretId }) => (isUnknown(secretId) ? undefined : this.secrets.get(secretId)));
    return secrets.length > 0 && secrets.every((one) => one !== undefined) ? union(secrets) : undefined;
  }

  /**
   * What is named but not made here, to be proven all the same: providers of which a module makes the policies only, and
   * secrets that no provider references whose readers were asked for.
   */
  public elsewhere(here: readonly ModelProvider[]): ModelProvider[] {
    const made = namesOf(here);
    const providers = (this.expected?.providers ?? []).flatMap((one) =>
      one.kind !== undefined && isPlaced(one) && !made.has(keyOf(one.kind, one.name)) ? [providerOf(one)] : [],
    );
    const asked = new Map<string, Set<string>>();
    for (const { references, stated } of [...here, ...providers]) {
      for (const { secretId } of references) {
        const roles = isUnknown(secretId) ? undefined : (asked.get(secretId) ?? new Set<string>());
        if (roles) asked.set(secretId as string, roles);
        for (const role of namedIn(stated)) roles?.add(role);
      }
    }
    const secrets = (this.expected?.secrets ?? []).filter(
      (one) => !asked.has(one.arn) || namedIn(one).some((role) => !asked.get(one.arn)?.has(role)),
    );
    return [...providers, ...secrets.map(anyProviderOf)];
  }

  /** Those of whom nothing can be proven: their provider is neither made here nor described. */
  public without(all: readonly ModelProvider[]): ExpectedProvider[] {
    const made = namesOf(all);
    return (this.expected?.providers ?? []).filter(({ kind, name }) => !made.has(keyOf(kind, name)));
  }
}

/** Credential providers of one name are told apart by their Regions, where those are stated; the last statement holds. */
function inRegion(named: readonly ExpectedProvider[], region: MaybeKnown): ExpectedProvider | undefined {
  const latest = [...named].reverse();
  const isPlainOne = new Set(named.map((one) => one.region)).size === 1;
  return (
    latest.find((one) => one.region === region) ??
    latest.find((one) => one.region === undefined) ??
    (isPlainOne ? latest[0] : undefined)
  );
}

const keyOf = (kind: ProviderKind | undefined, name: string): string => (kind === undefined ? name : `${kind}/${name}`);
/** What a provider may be called where readers are stated: by its name, with its kind or alone. */
const namesOf = (providers: readonly ModelProvider[]): ReadonlySet<string> =>
  new Set(providers.flatMap(({ kind, name }) => (isUnknown(name) ? [] : [keyOf(kind, name), name])));
const isPlaced = ({ secrets, signingKeys, region }: ExpectedProvider): boolean =>
  secrets.length + signingKeys.length > 0 || region !== undefined;
const namedIn = (roles: StatedRoles | undefined): string[] =>
  roles ? [...roles.readers, ...roles.deployers, ...roles.unknown] : [];

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** The roles of several statements together. */
export const union = (all: readonly StatedRoles[]): StatedRoles => ({
  readers: unique(all.flatMap(({ readers }) => readers)),
  deployers: unique(all.flatMap(({ deployers }) => deployers)),
  rotators: unique(all.flatMap(({ rotators }) => rotators ?? [])),
  unknown: unique(all.flatMap(({ unknown }) => unknown)),
  elsewhere: unique(all.flatMap(({ elsewhere }) => elsewhere)),
  kinds: new Map(all.flatMap(({ kinds }) => [...(kinds ?? [])])),
  tokenAudiences: unique(all.flatMap(({ tokenAudiences }) => tokenAudiences ?? [])),
});

function providerOf(one: ExpectedProvider): ModelProvider {
  const { at, kind, name, secrets, signingKeys } = one;
  const references = secrets.map(referenceTo);
  const region = one.region ?? [...secrets, ...signingKeys].map((arn) => splitArn(arn)?.region).find(Boolean);
  return {
    at,
    kind,
    name,
    region: region ?? new Unknown("the Region of the credential provider is not stated"),
    ...placeOf(one),
    references,
    signingKeys,
    tokenAudiences: one.tokenAudiences ?? [],
    stated: one,
    isElsewhere: true,
  };
}

/** Stands for all credential providers that others make with a secret. */
function anyProviderOf(one: ExpectedSecret): ModelProvider {
  const { at, arn } = one;
  return {
    at,
    name: new Unknown(`any that references ${arn}`),
    region: splitArn(arn)?.region ?? new Unknown("the secret is not named by its ARN"),
    ...placeOf(one),
    references: [referenceTo(arn)],
    signingKeys: [],
    stated: one,
    isElsewhere: true,
  };
}

const referenceTo = (arn: string): Reference => ({ secretId: arn, jsonKey: new Unknown("it is not stated") });

/** A role uses the token vault of its own account: so that is where the provider must be. */
function placeOf(roles: StatedRoles): { account: MaybeKnown; partition: string } {
  const arns = [...roles.readers, ...roles.deployers].flatMap((arn) => splitArn(arn) ?? []);
  const accounts = new Set(arns.map(({ account }) => account));
  const [account] = accounts;
  return {
    account:
      accounts.size === 1 && account !== undefined
        ? account
        : new Unknown("the account of the credential provider is not stated"),
    partition: arns[0]?.partition ?? "aws",
  };
}
