import { splitArn } from "../access/arn";
import type { JsonObject } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import { sourceOfPlan } from "./from-plan";
import { InputError } from "./input-error";
import { UNTOLD } from "./provider-configurations";
import type { Source, SourceProvider, SourceResource } from "./source";
import { statementsIn } from "./statements";

/** Whether a document is what `terraform show -json` writes without a plan: a state. */
const isState = (document: unknown): document is JsonObject =>
  isObject(document) && document.planned_values === undefined && isObject(document.values);

/** A plan, or a state: what was applied last, and all of it known. It says nothing of what an apply will do. */
export const sourceOfPlanOrState = (document: unknown, name: string): Source =>
  isState(document) ? sourceOfState(document, name) : sourceOfPlan(document, name);

/**
 * Reads the output of `terraform show -json`.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export function sourceOfState(document: JsonObject, name: string): Source {
  const version = own(document, "format_version");
  if (typeof version !== "string" || !version.startsWith("1."))
    throw new InputError(`${name} has format_version ${String(version).slice(0, 20)}; 1.x is understood.`);
  const all = [...resourcesOf(own(document.values, "root_module"))];
  const read = (isData: boolean): SourceResource[] =>
    all.filter((one) => (own(one, "mode") === "data") === isData).flatMap(toResource);
  const resources = read(false);
  const outputs = own(document.values, "outputs");
  const stated = Object.entries(isObject(outputs) ? outputs : {}).flatMap(([output, value]) =>
    statementsIn(own(value, "value"), `output.${output}`),
  );
  return { resources, data: read(true), providers: accountsOf(resources), stated, unheard: [] };
}

function* resourcesOf(module: unknown): Generator<JsonObject> {
  for (const resource of listOf(own(module, "resources"))) if (isObject(resource)) yield resource;
  for (const child of listOf(own(module, "child_modules"))) yield* resourcesOf(child);
}

function toResource(resource: JsonObject): SourceResource[] {
  const [address, type, values] = [own(resource, "address"), own(resource, "type"), own(resource, "values")];
  if (typeof address !== "string" || typeof type !== "string" || !isObject(values)) return [];
  return [{ address, type, values, before: values, actions: ["no-op"], provider: accountKey(values) ?? UNTOLD }];
}

/** A state does not tell which provider configuration made a resource; its own ARN tells the account. */
function accountKey(values: JsonObject): string | undefined {
  const arns = [own(values, "arn"), own(values, "credential_provider_arn")];
  const account = arns.map((arn) => (typeof arn === "string" ? splitArn(arn)?.account : undefined)).find(Boolean);
  return account !== undefined && /^\d{12}$/.test(account) ? `account ${account}` : undefined;
}

const accountsOf = (resources: readonly SourceResource[]): Map<string, SourceProvider> =>
  new Map(
    resources
      .filter(({ provider }) => provider !== UNTOLD)
      .map(({ provider }) => [provider, { account: provider.slice("account ".length) }]),
  );
