import type { TerraformStack } from "cdktf";
import type { Plan } from "../harness/plan";
import { stackOf } from "../constructs/lifecycle";
import type { Steering } from "../provider/steering";
import { Workspace } from "../workspace";
import { inModules } from "./modules";

/** The same wish, said to the constructs and to the modules. */
export interface Case {
  readonly name: string;
  readonly build: (stack: TerraformStack) => void;
  /** The configuration that calls the modules, as Terraform JSON. */
  readonly configuration: object;
  readonly region?: string;
  readonly environment?: Record<string, string>;
  /** What is at AWS already. */
  readonly world?: Steering;
  /** How many resources both plan: an empty plan would equal another one. */
  readonly resources: number;
}

/** The mark that the constructs' stack gives by itself. */
const STACK = "stack";

/** A configuration with the default provider and one call of the root module. */
export const root = (inputs: object, region = "us-east-1"): object => ({
  provider: { aws: { region } },
  module: { identity: { source: "./root", owner: STACK, ...inputs } },
});

/** Modules that mark what is theirs. */
const OWNED = ["./root", "./secret-policy", "./key-policy-statement"];

function owned(configuration: object): object {
  const { module, ...rest } = configuration as { module: Record<string, { source: string }> };
  const calls = Object.entries(module).map(([name, call]) => [
    name,
    OWNED.includes(call.source) ? { owner: STACK, ...call } : call,
  ]);
  return { ...rest, module: Object.fromEntries(calls) as object };
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** All resources of a plan without their addresses, in an order that follows from their content. */
export function planned(plan: Plan): string[] {
  return (plan.json.resource_changes ?? [])
    .filter(({ mode }) => mode === "managed")
    .map(({ type, change: { after, after_unknown: unknown } }) =>
      type === "terraform_data"
        ? { type, ...bridge(after as Record<string, Json>, unknown as Record<string, Json>) }
        : { type, after: plain(after as Json), unknown: plain(unknown as Json) },
    )
    .map((resource) => JSON.stringify(resource, undefined, 1))
    .sort();
}

/** Texts that are JSON. */
const DOCUMENTS = new Set(["policy", "event_pattern", "dashboard_body", "assume_role_policy"]);

/** What AWS and the provider take for the same: no tags and an empty map of them, and policies by what they say. */
function plain(value: Json, name = ""): Json {
  if (DOCUMENTS.has(name) && typeof value === "string") return policy(JSON.parse(value) as Json);
  if (Array.isArray(value)) return value.map((item: Json) => plain(item));
  if (typeof value !== "object" || value === null) return value;
  const tagged = Object.entries(value as Record<string, Json>).filter(
    // The name of a target in a module is its caller's.
    ([key, one]) => key !== "target_id" && (!(key === "tags" || key === "tags_all") || !isEmpty(one)),
  );
  return sorted(Object.fromEntries(tagged), plain);
}

/** What the bridge's program is told, whatever the resource is called. */
function bridge({ input, triggers_replace }: Record<string, Json>, unknown: Record<string, Json>): object {
  return { kept: told(input ?? null), triggers: told(triggers_replace ?? null), unknown: unknown.triggers_replace };
}

/** What the bridge's program is told: JSON in an order of its own, in which null says nothing. */
function told(value: Json): Json {
  if (typeof value === "string" && value.startsWith("{")) return plain(told(JSON.parse(value) as Json));
  if (Array.isArray(value)) return value.map((item: Json) => told(item));
  if (!isRecord(value)) return value;
  return sorted(Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null)), told);
}

const isRecord = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEmpty = (value: Json): boolean =>
  value === null || (typeof value === "object" && Object.keys(value).length === 0);

/** IAM takes one value for a list of one, and lists for sets. */
function policy(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => policy(item));
    const texts = items.map((item) => JSON.stringify(item)).sort();
    return texts.length === 1 ? (items[0] as Json) : texts;
  }
  return typeof value === "object" && value !== null ? sorted(value as Record<string, Json>, policy) : value;
}

const sorted = (record: Record<string, Json>, change: (value: Json, name: string) => Json): Json =>
  Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((key) => [key, change(record[key] as Json, key)]),
  );

/** What the constructs and the modules plan for a case. */
export async function plansOf({
  build,
  configuration,
  environment,
  world,
  region = "us-east-1",
}: Case): Promise<[string[], string[]]> {
  const stack = Workspace.ofStack(stackOf(build, region), { environment, world });
  const modules = await inModules("", { environment, world });
  await modules.write({ "main.tf.json": owned(configuration) });
  const planOf = async (workspace: Workspace): Promise<string[]> => {
    await workspace.init();
    return planned(await workspace.plan());
  };
  return [await planOf(stack), await planOf(modules)];
}
