import type { Unknown } from "../decision";
import { isUnknown } from "../decision";
import { isObject, listOf, own } from "../proof/values";
import { parsedText } from "../proof/stated-policy";
import type { Inputs, PlanResource } from "./inputs";
import { member } from "./planned";

/** What a bridge resource hands to the bridge's program. */
export interface BridgeObject {
  readonly resource: PlanResource;
  readonly input: Readonly<Record<string, unknown>>;
  /** Why nothing but its identity is known. */
  readonly open?: Unknown;
}

/** The objects of the bridge, by what the apply does with them. */
export interface BridgeObjects {
  /** Those that the program makes. */
  readonly made: readonly BridgeObject[];
  /** Those that the apply removes. */
  readonly removed: readonly BridgeObject[];
  /** Those that leave the program while nothing removes them. */
  readonly left: readonly BridgeObject[];
}

/** The resources in which the content of an object stands, with the attribute that holds its input. */
export const HOLDERS = { terraform_data: "triggers_replace", null_resource: "triggers" } as const;

/** Entries of the blocks with the duty to remove. */
const ENTRY = "terraform_data";

/**
 * Reads what stands for the objects of the bridge: the content of each, with its whole input, and the entry by which it is
 * removed. See `src/bridge/bridge.ts` and `src/bridge/removal.ts`; the modules make the same.
 */
export function bridgeObjects(inputs: Inputs): BridgeObjects {
  const contents = allOf((type) => inputs.of(type));
  const goneContents = allOf((type) => inputs.gone(type)).flatMap(contentIn);
  const entries = inputs.of(ENTRY).flatMap(entryIn);
  const goneEntries = inputs.gone(ENTRY).flatMap(entryIn);
  const replaced = inputs.of(ENTRY).flatMap(replacedIn);

  const known = contents.flatMap(contentIn);
  const open = contents.map(openIn).find((one) => one !== undefined);
  const made = new Set(known.map(identityOf));
  // Of a content that is not known its entry tells at least what it is.
  const others = open ? entries.filter((one) => !made.has(identityOf(one))).map((one) => ({ ...one, open })) : [];

  const standing = new Set([...entries, ...known].map(identityOf));
  const contentOf = (one: BridgeObject): BridgeObject =>
    goneContents.find((content) => identityOf(content) === identityOf(one)) ?? one;
  const isLeft = ({ resource }: BridgeObject): boolean =>
    resource.does("forget") || resource.reason === "delete_because_no_resource_config";
  const leaving = goneEntries.filter((one) => !standing.has(identityOf(one)));
  const entered = new Set([...goneEntries, ...entries].map(identityOf));
  return {
    made: [...known, ...others],
    removed: [...leaving.filter((one) => !isLeft(one)), ...replaced.filter((one) => !isMadeFirst(one))],
    left: [
      ...leaving.filter(isLeft).map(contentOf),
      ...replaced.filter(isMadeFirst),
      // Somebody took the entry out of the state: nothing removes the object any more.
      ...goneContents.filter((one) => !entered.has(identityOf(one)) && !standing.has(identityOf(one))),
    ],
  };
}

interface Held {
  readonly resource: PlanResource;
  readonly name: string;
}

const allOf = (of: (type: string) => readonly PlanResource[]): Held[] =>
  Object.entries(HOLDERS).flatMap(([type, name]) => of(type).map((resource) => ({ resource, name })));

const IDENTITY = ["kind", "region", "name", "secretId", "keyId"] as const;

/** What the object is at AWS; statements are an owner's, a provider of one name is one, whosever it is. */
function identityOf({ input }: BridgeObject): string {
  const owner = input.name === undefined ? input.owner : undefined;
  return JSON.stringify([...IDENTITY.map((name) => input[name]), owner]);
}

function contentIn({ resource, name }: Held): BridgeObject[] {
  const triggers = resource.attribute(name);
  if (isUnknown(triggers) || member(triggers, "removal") === undefined) return [];
  const input = parsedText(member(triggers, "input"));
  return isObject(input) ? [{ resource, input }] : [];
}

/** Why the content of an object of the bridge is not known, if it is one and is not. */
function openIn({ resource, name }: Held): Unknown | undefined {
  const triggers = resource.attribute(name);
  const input = parsedText(member(triggers, "input"));
  return !isUnknown(triggers) && member(triggers, "removal") !== undefined && isUnknown(input) ? input : undefined;
}

/** An entry keeps which object it is beside all that the program is told to remove it. */
function entryIn(resource: PlanResource): BridgeObject[] {
  return entryOf(resource, parsedText(resource.attribute("input")), parsedText(resource.attribute("triggers_replace")));
}

function entryOf(resource: PlanResource, input: unknown, object: unknown): BridgeObject[] {
  const isEntry = isObject(input) && isObject(object) && typeof own(object, "kind") === "string";
  return isEntry && own(input, "kind") === own(object, "kind") ? [{ resource, input }] : [];
}

/** The object that an entry stood for, where the plan gives it to another one. */
function replacedIn(resource: PlanResource): BridgeObject[] {
  if (!resource.does("delete")) return [];
  return entryOf(resource, parsedText(resource.before("input")), parsedText(resource.before("triggers_replace")));
}

/** Of what is made anew before the old one is deleted Terraform runs no destroy provisioner. */
const isMadeFirst = ({ resource }: BridgeObject): boolean => resource.isMadeFirst;

/** Every secret reference in a value: AWS names them `…SecretConfig`, with `secretId` and `jsonKey`. */
export function* bridgeReferences(
  value: unknown,
  member = "",
): Generator<{ member: string; secretId: unknown; jsonKey: unknown }> {
  if (Array.isArray(value)) for (const one of listOf(value)) yield* bridgeReferences(one, member);
  if (!isObject(value)) return;
  const [secretId, jsonKey] = [own(value, "secretId"), own(value, "jsonKey")];
  if (secretId !== undefined && jsonKey !== undefined) yield { member, secretId, jsonKey };
  else for (const [name, one] of Object.entries(value)) yield* bridgeReferences(one, name);
}
