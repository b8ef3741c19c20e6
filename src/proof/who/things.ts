import { splitArn } from "../../access/arn";
import { PROVIDER_KINDS } from "../../access/vault";
import type { CompiledPolicy } from "../../decision";
import { isOpen, isUnknown, shownText, unreadablePolicy } from "../../decision";
import { arnOfProvider } from "../candidates";
import type { Guards } from "../guards";
import { keyGuards, keyPolicies, secretGuards, secretPolicies } from "../guards";
import type { Model, ModelKey, ModelProvider } from "../model";
import { onceFor } from "../once-for";

export type ThingKind = "secret" | "key" | "provider" | "role";

/** Something that an action may be asked of. */
export interface Thing {
  readonly kind: ThingKind;
  readonly arn: string;
  /** Its Terraform address, or where it is read from. */
  readonly at?: string;
  /** What people call it, beside its ARN and address. */
  readonly names: readonly string[];
  readonly provider?: ModelProvider;
}

/** An action that is asked of something. */
export interface Question {
  readonly action: string;
  readonly thing: Thing;
  /** Of `iam:PassRole`: the service that gets the role. */
  readonly passedTo?: string;
}

/** The secrets, keys and credential providers of a model. */
export const thingsOf = onceFor(collect);

function collect({ providers, secrets, keys }: Model): Thing[] {
  const made = providers.filter(({ kind }) => kind !== undefined);
  const signing = [...new Set(providers.flatMap(({ signingKeys }) => signingKeys))].flatMap((arn) =>
    isUnknown(arn) ? [] : [{ arn }],
  );
  const addresses = new Set(made.map(({ at }) => at));
  return [
    ...made.map(providerThing),
    // A secret that is only referenced stands where its provider does, and is not called by that address.
    ...[...secrets.values()].map(({ arn, at }): Thing => ({
      kind: "secret",
      arn,
      ...(!addresses.has(at) && { at }),
      names: namesOfSecret(arn),
    })),
    ...[...keys.values(), ...signing.filter(({ arn }) => !keys.has(arn))].map(keyThing),
  ];
}

function keyThing({ arn, at, aliases = [] }: Pick<ModelKey, "arn" | "at" | "aliases">): Thing {
  const id = splitArn(arn)?.resource.replace(/^key\//, "") ?? "";
  const names = aliases.flatMap((alias) => [alias, alias.replace(/^alias\//, "")]);
  const ids = id === "" || isOpen(id) ? [] : [id];
  return { kind: "key", arn, ...(at !== undefined && { at }), names: [...names, ...ids] };
}

function providerThing(provider: ModelProvider): Thing {
  const { at, name, kind = "oauth2" } = provider;
  const names = isUnknown(name) ? [] : [name, `${kind}/${name}`];
  return { kind: "provider", arn: arnOfProvider(provider), at, names, provider };
}

/** With the six characters that Secrets Manager adds, and without. */
function namesOfSecret(arn: string): string[] {
  const name = splitArn(arn)?.resource.replace(/^secret:/, "") ?? "";
  const parts = /^(.+)-(?:[A-Za-z0-9]{6}|\ue000[^\ue001]*\ue001)$/.exec(name);
  return [name, ...(parts ? [parts[1] as string] : [])].filter((one) => one !== "" && !isOpen(one));
}

/** A role, of which may be asked who assumes or passes it. */
export const roleThing = ({ roles }: Model, arn: string): Thing => {
  const at = roles.get(arn)?.at;
  return { kind: "role", arn, names: [], ...(at !== undefined && { at }) };
};

/** For people: the ARN, with the address that the reader knows it by. */
export const thingText = ({ arn, at }: Thing): string => shownText(arn) + (at === undefined ? "" : ` (${at})`);

/** The policies on the side of what is asked for. */
export interface SidePolicy {
  readonly document: unknown;
  readonly compiled: CompiledPolicy;
  readonly at?: string;
}

/** A key always has a policy, and a role always says who assumes it: one that no input holds may let anybody in. */
export function policiesOf(model: Model, { thing: { kind, arn }, action }: Question): readonly SidePolicy[] {
  switch (kind) {
    case "secret":
      return secretPolicies(model, arn);
    case "key": {
      const found = keyPolicies(model, arn);
      return found.length > 0
        ? found
        : keyGuards(model, arn).sides.flatMap(({ resourcePolicy }) => hidden(resourcePolicy));
    }
    case "provider":
      return [];
    case "role":
      return isAssumed(action) ? [trustOf(model, arn)] : [];
  }
}

const hidden = (compiled: CompiledPolicy | undefined): SidePolicy[] =>
  compiled ? [{ document: undefined, compiled }] : [];

const trustOf = ({ roles }: Model, arn: string): SidePolicy =>
  roles.get(arn)?.trust ?? {
    document: undefined,
    compiled: unreadablePolicy("trust policy", "resource", "no input holds it"),
  };

/** What stands before it; alternatives where nobody knows which policy is written last. */
export function guardsOf(model: Model, { thing: { kind, arn }, action }: Question): Guards {
  switch (kind) {
    case "secret":
      return secretGuards(model, arn);
    case "key":
      return keyGuards(model, arn);
    case "provider":
      return { sides: [{}], at: [] };
    case "role":
      return { sides: [isAssumed(action) ? { resourcePolicy: trustOf(model, arn).compiled } : {}], at: [] };
  }
}

const isAssumed = (action: string): boolean => action.startsWith("sts:");

/** As the service authorization reference calls the type of resource. */
export const resourceType = ({ kind, provider }: Thing): string =>
  kind === "provider" ? PROVIDER_KINDS[provider?.kind ?? "oauth2"].collection : kind;
