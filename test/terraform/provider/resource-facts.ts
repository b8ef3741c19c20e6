import type { Check } from "./check";
import type { Value, Values } from "./cty";
import type { World } from "./world";

/** What a made-up value may be built from. */
export interface Making {
  type: string;
  values: Values;
  /** The state before an update. */
  prior?: Values;
  world: World;
  region: string;
  account: string;
  partition: string;
  /** New for every created object. */
  random: string;
}

/** What is known about a resource type beyond its schema. All parts are optional: without facts a type is an echo. */
export interface ResourceFacts {
  /** Where the facts come from. */
  origin: string;
  /** The id that `terraform import` takes; it also tells two objects apart. Default: `name`, else `id`, else `arn`. */
  identity?: (values: Values) => string | undefined;
  /** Creating is a put: it overwrites what is there instead of meeting a conflict. */
  overwrites?: true;
  /** Destroying leaves the object in the account. */
  survivesDestroy?: true;
  checks?: readonly Check[];
  /** Arguments whose change replaces the object. */
  replaceOn?: readonly string[];
  /** Replacement that depends on more than one argument: the name of the argument to blame. */
  replaceWhen?: (prior: Values, planned: Values) => string | undefined;
  /** Values of optional and computed arguments that the plan already shows. */
  planned?: Readonly<Record<string, (config: Values) => Value | undefined>>;
  /** Values of computed attributes after a create, in this order. */
  computed?: Readonly<Record<string, (making: Making) => Value>>;
  /** Computed attributes that an update makes anew, whatever the plan kept. */
  onUpdate?: Readonly<Record<string, (making: Making) => Value>>;
  /** Blocks that are computed when the configuration has none: unknown on a create, kept on an update. */
  computedBlocks?: readonly string[];
  /** Computed attributes that a refresh finds anew. */
  onRead?: Readonly<Record<string, (making: Making) => Value>>;
  /** Computed attributes that are unknown in the plan of an update that changes one of the named arguments. */
  unknownAfter?: Readonly<Record<string, readonly string[]>>;
  /** Arguments that the service does not give back: a refresh keeps them, an import leaves them out. */
  notRefreshed?: readonly string[];
  /** Why the service would refuse the create, or the update. */
  refusesCreate?: (values: Values, making: Making) => string | undefined;
  refusesUpdate?: (held: Values, planned: Values, making: Making) => string | undefined;
  /** The values as the service answers them: what it adds within blocks. */
  answers?: (values: Values, making: Making) => Values;
  /** What else a create, an update or a destroy does in the account. */
  happens?: (verb: "create" | "update" | "destroy", values: Values, making: Making, config: Values) => void;
}

/** An ARN in the making's partition, Region and account. */
export function regionalArn(making: Making, service: string, resource: string): string {
  return `arn:${making.partition}:${service}:${making.region}:${making.account}:${resource}`;
}

export function globalArn(making: Making, service: string, resource: string): string {
  return `arn:${making.partition}:${service}::${making.account}:${resource}`;
}
