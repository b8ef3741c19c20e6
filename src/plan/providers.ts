import { isUnknown, openText, Unknown } from "../decision";
import type { ModelProvider, Reference } from "../proof/model";
import { tokenAudiencesIn } from "../proof/token-audiences";
import type { MaybeKnown } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import type { ProviderKind } from "../access/vault";
import type { BridgeObject } from "./bridge-objects";
import { bridgeReferences } from "./bridge-objects";
import { SUFFIX_LENGTH } from "./derived";
import type { Inputs, PlanResource } from "./inputs";
import type { Planned } from "./planned";
import { isAbsent, textIn, textOf } from "./planned";

export const NATIVE_PROVIDERS: Readonly<Record<string, ProviderKind>> = {
  aws_bedrockagentcore_oauth2_credential_provider: "oauth2",
  aws_bedrockagentcore_api_key_credential_provider: "apikey",
  aws_bedrockagentcore_payment_credential_provider: "payment",
};
const KINDS: ReadonlySet<unknown> = new Set(["oauth2", "apikey", "payment"]);

/** The credential providers of all inputs: native ones, of Cloud Control, and those of the bridge. */
export function providersOf(inputs: Inputs, bridged: readonly BridgeObject[]): ModelProvider[] {
  const native = Object.entries(NATIVE_PROVIDERS).flatMap(([type, kind]) =>
    inputs.standing(type).map((resource) => nativeProvider(resource, kind)),
  );
  const others = bridged
    .filter(({ input }) => KINDS.has(input.kind))
    .map(({ resource, input, open }) => {
      const found = open ? [{ member: "", secretId: open, jsonKey: open }] : [...bridgeReferences(input)];
      const references = found.map(({ member, secretId, jsonKey }) => ({
        ...memberOf(input.kind as ProviderKind, member),
        secretId: maybeKnown(secretId, "secretId"),
        jsonKey: maybeKnown(jsonKey, "jsonKey"),
      }));
      const signingKeys = [...signingKeysOf(input, "kmsKeySource", "kmsKeyArn")];
      const tokenAudiences = tokenAudiencesIn(input, "clientAuthenticationMethod");
      return provider(resource, input.kind as ProviderKind, { ...input, references, signingKeys, tokenAudiences });
    });
  return [...native, ...others].sort((a, b) => (a.at < b.at ? -1 : 1));
}

function nativeProvider(resource: PlanResource, kind: ProviderKind): ModelProvider {
  const values = resource.values as Planned;
  const name = resource.attribute("name");
  const found = [...nativeReferences(values, kind)];
  const references =
    found.length > 0 ? found : [withoutReference(resource, kind, values, textIn(name, "its name"))].flat();
  return provider(resource, kind, {
    name,
    references,
    signingKeys: [...signingKeysOf(values, "kms_key_source", "kms_key_arn")],
    tokenAudiences: tokenAudiencesIn(values, METHOD),
  });
}

/**
 * A provider that names no secret has one that AgentCore makes. Only where the plan leaves open whether it names one,
 * that is not known; and whoever signs with a key of KMS alone, or proves itself by a token, has no secret at all.
 */
function withoutReference(
  resource: PlanResource,
  kind: ProviderKind,
  values: Planned,
  name: MaybeKnown,
): Reference | Reference[] {
  const open = openConfigIn(values);
  const jsonKey = new Unknown("AgentCore chooses it");
  if (open) return { secretId: open, jsonKey: open };
  if ([...signingKeysOf(values, "kms_key_source", "kms_key_arn")].length > 0) return [];
  if (tokenAudiencesIn(values, METHOD).length > 0) return [];
  const { partition, region, account } = resource.place;
  const seen = [resource.attribute("client_secret_arn"), resource.attribute("api_key_secret_arn")]
    .map(secretArnIn)
    .find(Boolean);
  const made = isUnknown(name)
    ? name
    : `arn:${partition}:secretsmanager:${region}:${account}:secret:bedrock-agentcore-identity!default/${kind}/${name}-${openText(`suffix of the secret of ${resource.address}`, SUFFIX_LENGTH)}`;
  return { secretId: resource.isNew ? made : (seen ?? made), jsonKey, isManaged: true };
}

/** `[{ secret_arn = … }]`, as the provider reads it back. */
function secretArnIn(value: Planned | undefined): string | undefined {
  for (const one of listOf(value)) {
    const arn = textOf(typeof one === "string" ? one : (own(one, "secret_arn") as Planned | undefined));
    if (typeof arn === "string") return arn;
  }
  return undefined;
}

/** A block about secrets of which it is not known what it holds. */
function openConfigIn(value: Planned | undefined, key = ""): Unknown | undefined {
  if (isUnknown(value)) return /(?:config|source)$/.test(key) || /_config\b/.test(key) ? value : undefined;
  for (const one of Array.isArray(value) ? (value as Planned[]) : []) {
    const open = openConfigIn(one, key);
    if (open) return open;
  }
  if (isObject(value))
    for (const [name, one] of Object.entries(value)) {
      const open = openConfigIn(one as Planned, name);
      if (open) return open;
    }
  return undefined;
}

interface Found {
  readonly name?: unknown;
  /** If the input has it, and not the AWS provider. */
  readonly region?: unknown;
  readonly references: readonly Reference[];
  readonly signingKeys: readonly MaybeKnown[];
  readonly tokenAudiences: readonly MaybeKnown[];
}

function provider(
  resource: PlanResource,
  kind: ProviderKind,
  { name, region: stated, references, signingKeys, tokenAudiences }: Found,
): ModelProvider {
  const { region, account, partition } = resource.place;
  return {
    at: resource.at,
    kind,
    name: maybeKnown(name, "its name"),
    region: maybeKnown(stated ?? region, "its Region"),
    account,
    partition,
    references,
    signingKeys,
    ...(tokenAudiences.length > 0 && { tokenAudiences }),
  };
}

const METHOD = "client_authentication_method";

/** Every `…_config` block with a secret's ID and JSON key, wherever the vendor's block has it. */
function* nativeReferences(value: Planned, kind: ProviderKind, block = ""): Generator<Reference> {
  if (Array.isArray(value)) for (const one of value as Planned[]) yield* nativeReferences(one, kind, block);
  if (!isObject(value)) return;
  const [secretId, jsonKey] = [own(value, "secret_id"), own(value, "json_key")];
  if (!isAbsent(secretId as Planned) || !isAbsent(jsonKey as Planned))
    yield {
      ...memberOf(kind, block),
      secretId: maybeKnown(secretId, "secret_id"),
      jsonKey: maybeKnown(jsonKey, "json_key"),
    };
  else for (const [name, one] of Object.entries(value)) yield* nativeReferences(one as Planned, kind, name);
}

/** `client_secret_config` and `clientSecretConfig` are the `clientSecret`; that of an API key has a longer name. */
function memberOf(kind: ProviderKind, block: string): Pick<Reference, "member"> {
  const camel = block.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()).replace(/Config$/, "");
  if (camel === block || camel === "") return {};
  return { member: kind === "apikey" ? camel.replace(/^apiKeySecret$/, "apiKey") : camel };
}

/** The keys that sign client assertions, wherever the vendor's block has them. */
function* signingKeysOf(value: unknown, source: string, name: string): Generator<MaybeKnown> {
  if (Array.isArray(value)) for (const one of value as unknown[]) yield* signingKeysOf(one, source, name);
  if (!isObject(value)) return;
  for (const [key, one] of Object.entries(value)) {
    if (key !== source) yield* signingKeysOf(one, source, name);
    else if (isUnknown(one)) yield one;
    else for (const block of listOf(one)) yield isUnknown(block) ? block : maybeKnown(own(block, name), name);
  }
}

const maybeKnown = (value: unknown, what: string): MaybeKnown =>
  typeof value === "string" || isUnknown(value) ? value : new Unknown(`${what} is not known`);
