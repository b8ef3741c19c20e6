import type { Reference } from "./tokens";

/** An AWS account with the provider block that stands for it. */
export interface WorldAccount {
  readonly id: string;
  /** The alias of its provider block. Left out: the default one. */
  readonly alias?: string;
  /** How the configuration tells the account, if it does. */
  readonly told: "allowed" | "assumed" | "variable" | "caller" | "not";
  /** The organization that it belongs to, `null` for none, and whether `check` is told of it. */
  readonly organization: { readonly id: string | null; readonly isSaid: boolean };
}

/** A policy document whose texts may hold references. */
export interface PolicyText {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | { readonly AWS: readonly string[] };
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A policy as an argument: written as JSON, by the data source, or known after the apply only. */
export class Written {
  public constructor(
    public readonly document: PolicyText,
    public readonly form: "json" | "data" | "hidden",
  ) {}
}

/** A text that the configuration takes from something known after the apply. */
export class Hidden {
  public constructor(public readonly text: string) {}
}

/** Blocks that a `dynamic` block makes. */
export class Dynamic {
  public constructor(
    public readonly blocks: readonly Arguments[],
    /** Whether the plan does not know how many there are. */
    public readonly isHidden: boolean,
  ) {}
}

export type Argument =
  string | number | boolean | Written | Hidden | Dynamic | readonly Argument[] | { readonly [name: string]: Argument };
export type Arguments = Readonly<Record<string, Argument>>;

/**
 * What the plan does with a resource. "outside": it is at AWS and Terraform does not know it. "none": its `count` is 0,
 * so there is none.
 */
export type Life = "stays" | "new" | "gone" | "changes" | "outside" | "none";

/** One resource of the world. */
export interface Thing {
  readonly type: string;
  readonly label: string;
  readonly account: WorldAccount;
  readonly arguments: Arguments;
  /** Arguments before the apply, of one that changes. */
  readonly before?: Arguments;
  readonly life: Life;
  readonly shape: "plain" | "count" | "each";
  /** Computed attributes that AWS gives: the generator decides them, so that it knows them. */
  readonly given: Readonly<Record<string, string>>;
}

export type Kind = "create" | "update" | "delete";

/** A world: what stands in the configuration and at AWS, before and after. */
export interface World {
  readonly seed: number;
  readonly kind: Kind;
  readonly accounts: readonly WorldAccount[];
  readonly region: string;
  readonly things: readonly Thing[];
  /** The module that the resources stand in. Left out: the root module. */
  readonly module?: "single" | "each";
}

export const modulePrefix = ({ module }: World): string =>
  module === undefined ? "" : module === "single" ? "module.w." : 'module.w["one"].';

export const addressInModule = ({ type, label, shape }: Pick<Thing, "type" | "label" | "shape">): string =>
  `${type}.${label}${shape === "count" ? "[0]" : shape === "each" ? '["one"]' : ""}`;

export const addressOf = (world: World, thing: Thing): string => modulePrefix(world) + addressInModule(thing);

export const isAfter = ({ life }: Thing): boolean => life === "stays" || life === "new" || life === "changes";
export const isBefore = ({ life }: Thing): boolean => life === "stays" || life === "gone" || life === "changes";

export type { Reference };
