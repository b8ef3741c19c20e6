import type { Unknown } from "../decision";
import { isUnknown } from "../decision";
import { isObject, listOf, own } from "../proof/values";
import { parsedText } from "./documents";
import type { Inputs, PlanResource } from "./inputs";
import { member } from "./planned";

/** What a bridge resource hands to the bridge's program. */
export interface BridgeObject {
  readonly resource: PlanResource;
  readonly input: Readonly<Record<string, unknown>>;
  /** Why nothing but its identity is known. */
  readonly open?: Unknown;
}

/** The resources in which an object of the bridge stands, with the attribute that holds its input. */
const HOLDERS = { terraform_data: "triggers_replace", null_resource: "triggers" } as const;

/**
 * The objects that the bridge makes. Of the three resources that stand for one, the content's triggers hold its whole
 * input: see `src/bridge/bridge.ts`.
 */
export function bridgeObjects(inputs: Inputs): BridgeObject[] {
  const resources = Object.entries(HOLDERS).flatMap(([type, name]) =>
    inputs.of(type).map((resource) => ({ resource, name })),
  );
  const contents = resources.flatMap(({ resource, name }) => objectIn(resource, name) ?? []);
  const open = resources.map(({ resource, name }) => openIn(resource, name)).find((one) => one !== undefined);
  if (!open) return contents;
  // Of a content that is not known the existence tells at least what it is.
  const known = new Set(contents.map(({ input }) => identityOf(input)));
  const others = resources.flatMap(({ resource }) => existenceIn(resource) ?? []);
  return [...contents, ...others.filter(({ input }) => !known.has(identityOf(input))).map((one) => ({ ...one, open }))];
}

const IDENTITY = ["kind", "region", "name", "secretId", "keyId", "owner"] as const;
const identityOf = (input: BridgeObject["input"]): string => JSON.stringify(IDENTITY.map((name) => input[name]));

/** Why the content of an object of the bridge is not known, if it is one and is not. */
function openIn(resource: PlanResource, name: string): Unknown | undefined {
  const triggers = resource.attribute(name);
  const input = parsedText(member(triggers, "input"));
  return !isUnknown(triggers) && member(triggers, "existence") !== undefined && isUnknown(input) ? input : undefined;
}

function existenceIn(resource: PlanResource): BridgeObject | undefined {
  const kept = member(resource.attribute("input"), "runner") === undefined ? "triggers" : "input";
  const object = parsedText(member(resource.attribute(kept), "input"));
  const runs = member(resource.attribute(kept), "runner") !== undefined;
  return runs && isObject(object) ? { resource, input: object } : undefined;
}

/** The objects whose resources leave while no block stays that removes them: they stay at AWS. */
export function leftObjects(inputs: Inputs): BridgeObject[] {
  return Object.entries(HOLDERS).flatMap(([type, name]) =>
    inputs
      .gone(type)
      .filter(
        (one) => one.does("forget") || (one.reason === "delete_because_no_resource_config" && !one.does("create")),
      )
      .flatMap((resource) => objectIn(resource, name) ?? []),
  );
}

function objectIn(resource: PlanResource, name: string): BridgeObject | undefined {
  const triggers = resource.attribute(name);
  if (isUnknown(triggers) || member(triggers, "existence") === undefined) return undefined;
  const input = parsedText(member(triggers, "input"));
  return isObject(input) ? { resource, input } : undefined;
}

/** Every secret reference in a value: AWS names them `…SecretConfig`, with `secretId` and `jsonKey`. */
export function* bridgeReferences(value: unknown): Generator<{ secretId: unknown; jsonKey: unknown }> {
  if (Array.isArray(value)) for (const one of listOf(value)) yield* bridgeReferences(one);
  if (!isObject(value)) return;
  const [secretId, jsonKey] = [own(value, "secretId"), own(value, "jsonKey")];
  if (secretId !== undefined && jsonKey !== undefined) yield { secretId, jsonKey };
  else for (const one of Object.values(value)) yield* bridgeReferences(one);
}
