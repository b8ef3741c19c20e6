import { isProblem } from "../access/problem";
import type { Statement } from "../access/policy";
import type { StatementOwner } from "../access/statement-owner";
import { OWNER_TAG, ownedStatements } from "../access/statement-owner";
import { isOpen, isUnknown, Unknown } from "../decision";
import { parsedText } from "../proof/stated-policy";
import type { MaybeKnown } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import type { BridgeObject } from "./bridge-objects";
import { bridgeObjects } from "./bridge-objects";
import type { Given } from "./given";
import type { PlanResource } from "./inputs";
import { Inputs } from "./inputs";
import { resolversOf } from "./model";
import type { Planned } from "./planned";
import { isAbsent, itemsOf, member, textOf } from "./planned";
import { NATIVE_PROVIDERS } from "./providers";
import type { Source } from "./source";

/** What inputs make of a credential provider, beside what the model has. */
export interface WantedProvider {
  readonly vendor?: MaybeKnown;
  readonly clientId?: MaybeKnown;
  readonly callbackUrl?: MaybeKnown;
  /** Left out where the inputs leave them to others. */
  readonly tags?: Readonly<Record<string, MaybeKnown>> | Unknown;
}

/** A policy that inputs write: all of it, or the statements of one owner. */
export interface WantedPolicy {
  readonly at: string;
  /** The document, or the list of the owner's statements; what is not known in it is an `Unknown`. */
  readonly document: unknown;
  readonly owner?: StatementOwner;
}

/** What inputs make of a secret. */
export interface WantedSecret {
  readonly policies: WantedPolicy[];
  readonly replicas: { readonly at: string; readonly region: MaybeKnown }[];
  /** The resource by which it is rotated. */
  rotatedBy?: string;
}

/** What inputs make, to be compared with what there is; who may read stands in the model. */
export interface Wanted {
  /** By Terraform address. */
  readonly providers: ReadonlyMap<string, WantedProvider>;
  /** By ARN. */
  readonly secrets: ReadonlyMap<string, WantedSecret>;
  /** Statements in key policies, by the ARN of the key. */
  readonly keys: ReadonlyMap<string, readonly WantedPolicy[]>;
}

export function wantedIn(sources: readonly Source[], given: Given): Wanted {
  const inputs = new Inputs(resolversOf(sources, given));
  const { made } = bridgeObjects(inputs);
  const providers = new Map<string, WantedProvider>();
  for (const type of Object.keys(NATIVE_PROVIDERS))
    for (const resource of inputs.of(type)) providers.set(resource.at, native(resource));
  const [secrets, keys] = [new Map<string, WantedSecret>(), new Map<string, WantedPolicy[]>()];
  const secret = (arn: Planned | undefined): WantedSecret | undefined => {
    if (typeof arn !== "string") return undefined;
    const found = secrets.get(arn) ?? { policies: [], replicas: [] };
    secrets.set(arn, found);
    return found;
  };
  for (const resource of inputs.of("aws_secretsmanager_secret")) {
    const found = secret(textOf(resource.attribute("arn")));
    const policy = resource.attribute("policy");
    // What no configuration gives, the last refresh has seen: that is nobody's wish.
    if (resource.configures("policy") === true && textOf(policy) !== undefined)
      found?.policies.push({ at: resource.at, document: parsedText(policy) });
    const replicas = itemsOf(resource.attribute("replica"));
    for (const block of isUnknown(replicas) ? [] : replicas) {
      const region = textOf(member(block, "region"));
      if (region !== undefined) found?.replicas.push({ at: resource.at, region });
    }
  }
  for (const resource of inputs.of("aws_secretsmanager_secret_policy"))
    secret(textOf(resource.attribute("secret_arn")))?.policies.push({
      at: resource.at,
      document: parsedText(resource.attribute("policy")) ?? new Unknown("it is not known"),
    });
  for (const resource of inputs.of("aws_secretsmanager_secret_rotation")) {
    const found = secret(textOf(resource.attribute("secret_id")));
    if (found && resource.attribute("rotation_enabled") !== false) found.rotatedBy = resource.at;
  }
  for (const one of made) {
    const { input, resource } = one;
    if (typeof input.name === "string") providers.set(resource.at, bridged(one));
    if (input.kind === "secretPolicy") secret(input.secretId as Planned)?.policies.push(statementsOf(one));
    if (input.kind === "keyPolicy" && typeof input.keyId === "string")
      keys.set(input.keyId, [...(keys.get(input.keyId) ?? []), statementsOf(one)]);
  }
  return { providers, secrets, keys };
}

function native(resource: PlanResource): WantedProvider {
  const all = resource.attribute("tags_all");
  return wanted({
    vendor: textOf(resource.attribute("credential_provider_vendor")),
    callbackUrl: textOf(resource.attribute("callback_url")),
    clientId: clientIdIn(resource.values, "client_id"),
    tags: tagsIn(isAbsent(all) ? resource.attribute("tags") : all),
  });
}

function bridged({ input }: BridgeObject): WantedProvider {
  const { credentialProviderVendor: vendor, owner, tags } = input;
  const marked: Readonly<Record<string, string>> =
    typeof owner === "string" && !isOpen(owner) ? { [OWNER_TAG]: owner } : {};
  const given = tagsIn(tags as Planned);
  return wanted({
    vendor: typeof vendor === "string" ? vendor : undefined,
    clientId: clientIdIn(input as Planned, "clientId"),
    tags: isUnknown(given) ? given : { ...given, ...marked },
  });
}

const wanted = (all: { readonly [Key in keyof WantedProvider]: WantedProvider[Key] | undefined }): WantedProvider =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));

/** An object, or CloudFormation's list of keys and values. */
function tagsIn(value: Planned | undefined): WantedProvider["tags"] {
  if (isUnknown(value)) return value;
  const pairs = Array.isArray(value)
    ? (value as readonly Planned[]).map((one) => [String(own(one, "key")), own(one, "value")] as const)
    : Object.entries(isObject(value) ? value : {});
  const texts = pairs.map(([name, one]) => [name, textOf(one as Planned) ?? ""] as const);
  return texts.length === 0 ? undefined : Object.fromEntries(texts);
}

/** Wherever the vendor's block has it. */
function clientIdIn(value: Planned | undefined, name: string): MaybeKnown | undefined {
  if (Array.isArray(value)) return firstOf(value as readonly Planned[], name);
  if (!isObject(value)) return undefined;
  const found = textOf(own(value, name) as Planned | undefined);
  return found ?? firstOf(Object.values(value) as Planned[], name);
}

function firstOf(values: readonly Planned[], name: string): MaybeKnown | undefined {
  for (const one of values) {
    const found = clientIdIn(one, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The statements as they stand in the policy, with the marks of their owner. */
function statementsOf({ resource, input: { owner, secretId, statements }, open }: BridgeObject): WantedPolicy {
  const { at } = resource;
  if (open) return { at, document: open };
  if (isUnknown(statements)) return { at, document: statements };
  if (typeof owner !== "string" || isOpen(owner) || typeof secretId !== "string")
    return { at, document: new Unknown("whose statements they are is known after the apply") };
  const whose = { owner, secretArn: secretId };
  const owned = ownedStatements(whose, listOf(statements) as Statement[]);
  return { at, owner: whose, document: isProblem(owned) ? new Unknown(owned.problem.rule) : owned.value };
}
