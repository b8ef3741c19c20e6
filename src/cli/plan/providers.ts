import { isUnknown, Unknown } from "../../access/decision";
import type { ModelProvider, Reference } from "../../access/model/model";
import type { MaybeKnown } from "../../access/model/values";
import { isObject, own } from "../../access/model/values";
import type { ProviderKind } from "../../access/vault";
import type { BridgeObject } from "./bridge-objects";
import { bridgeReferences } from "./bridge-objects";
import type { Resolver } from "./resolver";
import type { Source, SourceResource } from "./source";

const NATIVE: Readonly<Record<string, ProviderKind>> = {
  aws_bedrockagentcore_oauth2_credential_provider: "oauth2",
  aws_bedrockagentcore_api_key_credential_provider: "apikey",
};
const KINDS: ReadonlySet<unknown> = new Set(["oauth2", "apikey", "payment"]);

/** The credential providers of a source, native ones and those of the bridge. */
export function providersOf(source: Source, resolver: Resolver, bridged: readonly BridgeObject[]): ModelProvider[] {
  const native = source.resources.flatMap((resource) => {
    const kind = Object.prototype.hasOwnProperty.call(NATIVE, resource.type) ? NATIVE[resource.type] : undefined;
    if (kind === undefined) return [];
    const references = [...nativeReferences(resolver.resolve(resource.values))];
    return [provider(resource, kind, resolver.attribute(resource, "name"), undefined, references, resolver)];
  });
  const others = bridged
    .filter(({ input }) => KINDS.has(input.kind))
    .map(({ resource, input }) => {
      const references = [...bridgeReferences(input)].map(({ secretId, jsonKey }) => ({
        secretId: maybeKnown(secretId, "secretId"),
        jsonKey: maybeKnown(jsonKey, "jsonKey"),
      }));
      return provider(resource, input.kind as ProviderKind, input.name, input.region, references, resolver);
    });
  return [...native, ...others];
}

function provider(
  resource: SourceResource,
  kind: ProviderKind,
  name: unknown,
  stated: unknown,
  references: readonly Reference[],
  resolver: Resolver,
): ModelProvider {
  const { region, account, partition } = resolver.placeOf(resource);
  return {
    at: resource.address,
    kind,
    name: maybeKnown(name, "its name"),
    region: maybeKnown(stated ?? region, "its Region"),
    account: account ?? new Unknown("the account of the credential provider is not known: give --account"),
    partition,
    references,
  };
}

/** Every `…_config` block with a secret's ID and JSON key, wherever the vendor's block has it. */
function* nativeReferences(value: unknown): Generator<Reference> {
  if (Array.isArray(value)) for (const one of value as unknown[]) yield* nativeReferences(one);
  if (!isObject(value)) return;
  const [secretId, jsonKey] = [own(value, "secret_id"), own(value, "json_key")];
  if (secretId !== undefined && jsonKey !== undefined)
    yield { secretId: maybeKnown(secretId, "secret_id"), jsonKey: maybeKnown(jsonKey, "json_key") };
  else for (const one of Object.values(value)) yield* nativeReferences(one);
}

export const maybeKnown = (value: unknown, what: string): MaybeKnown =>
  typeof value === "string" || isUnknown(value) ? value : new Unknown(`${what} is not known`);
