import { isUnknown, Unknown } from "../decision";
import type { ModelProvider, Reference } from "../proof/model";
import type { MaybeKnown } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import type { ProviderKind } from "../access/vault";
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
    const values = resolver.resolve(resource.values, resource.address);
    const found = {
      references: [...nativeReferences(values)],
      signingKeys: [...signingKeysOf(values, "kms_key_source", "kms_key_arn")],
    };
    return [provider(resource, kind, { name: resolver.attribute(resource, "name"), ...found }, resolver)];
  });
  const others = bridged
    .filter(({ input }) => KINDS.has(input.kind))
    .map(({ resource, input }) => {
      const references = [...bridgeReferences(input)].map(({ secretId, jsonKey }) => ({
        secretId: maybeKnown(secretId, "secretId"),
        jsonKey: maybeKnown(jsonKey, "jsonKey"),
      }));
      const signingKeys = [...signingKeysOf(input, "kmsKeySource", "kmsKeyArn")];
      return provider(resource, input.kind as ProviderKind, { ...input, references, signingKeys }, resolver);
    });
  return [...native, ...others];
}

interface Found {
  readonly name?: unknown;
  /** If the input has it, and not the AWS provider. */
  readonly region?: unknown;
  readonly references: readonly Reference[];
  readonly signingKeys: readonly MaybeKnown[];
}

function provider(
  resource: SourceResource,
  kind: ProviderKind,
  { name, region: stated, references, signingKeys }: Found,
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
    signingKeys,
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

/** The keys that sign client assertions, wherever the vendor's block has them. */
function* signingKeysOf(value: unknown, source: string, name: string): Generator<MaybeKnown> {
  if (Array.isArray(value)) for (const one of value as unknown[]) yield* signingKeysOf(one, source, name);
  if (!isObject(value)) return;
  for (const [key, one] of Object.entries(value)) {
    if (key !== source) yield* signingKeysOf(one, source, name);
    else for (const block of listOf(one)) yield maybeKnown(own(block, name), name);
  }
}

export const maybeKnown = (value: unknown, what: string): MaybeKnown =>
  typeof value === "string" || isUnknown(value) ? value : new Unknown(`${what} is not known`);
