import { isObject, listOf, own } from "../proof/values";
import type { Resolver } from "./resolver";
import type { Source, SourceResource } from "./source";

/** What a bridge resource hands to the bridge's program. */
export interface BridgeObject {
  readonly resource: SourceResource;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * The objects that the bridge makes. Of the two resources that stand for one, the content's triggers hold its whole
 * input: see `src/bridge/bridge.ts`.
 */
export function bridgeObjects({ resources }: Source, resolver: Resolver): BridgeObject[] {
  return resources.flatMap((resource) => {
    const name = { terraform_data: "triggers_replace", null_resource: "triggers" }[resource.type];
    if (name === undefined) return [];
    const triggers = own(resource.values, name);
    if (own(triggers, "existence") === undefined) return [];
    const value = resolver.resolve(own(triggers, "input"));
    const input = typeof value === "string" ? parsed(value) : value;
    return isObject(input) ? [{ resource, input }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Every secret reference in a value: AWS names them `…SecretConfig`, with `secretId` and `jsonKey`. */
export function* bridgeReferences(value: unknown): Generator<{ secretId: unknown; jsonKey: unknown }> {
  if (Array.isArray(value)) for (const one of listOf(value)) yield* bridgeReferences(one);
  if (!isObject(value)) return;
  const [secretId, jsonKey] = [own(value, "secretId"), own(value, "jsonKey")];
  if (secretId !== undefined && jsonKey !== undefined) yield { secretId, jsonKey };
  else for (const one of Object.values(value)) yield* bridgeReferences(one);
}
