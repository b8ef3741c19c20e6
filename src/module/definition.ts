import type { Body, Json } from "./hcl/json";

/** A type constraint of Terraform. */
export type Type =
  | "string"
  | "bool"
  | "number"
  | { readonly list: Type }
  | { readonly set: Type }
  | { readonly map: Type }
  | { readonly object: readonly Field[] };

/** An attribute of an object type. */
export interface Field {
  readonly name: string;
  readonly type: Type;
  readonly description: string;
  readonly optional?: boolean;
  /** The default of an optional attribute, otherwise null. */
  readonly default?: Json;
}

/** A condition on an input. */
export interface Validation {
  /** An expression, without `${…}`. */
  readonly condition: string;
  readonly message: string;
  /** Inputs that break it, for the module's tests: arguments to replace. */
  readonly broken?: Body;
}

/** An input variable. */
export interface Variable {
  readonly name: string;
  readonly description: string;
  readonly type: Type;
  /** Whether the module takes anything and looks at it itself; the type is what it looks for. */
  readonly isLoose?: boolean;
  /**
   * What its objects are called, if the module looks at the names of their attributes first: it takes anything, and the
   * typed twin in `inputs/` has the type and the validations.
   */
  readonly called?: string;
  /** Left out for a required variable. */
  readonly default?: Json;
  /** Whether the default is refused, so that our words tell what is missing: Terraform's own tell no way out. */
  readonly isRequired?: boolean;
  readonly nullable?: boolean;
  /** Whether Terraform keeps it in no plan and no state, and shows it nowhere. */
  readonly isEphemeral?: boolean;
  readonly validations?: readonly Validation[];
}

export interface Output {
  readonly name: string;
  readonly description: string;
  /** An expression, without `${…}`. */
  readonly value: string;
  /** What must be there before others use it. */
  readonly dependsOn?: readonly string[];
  readonly preconditions?: readonly Validation[];
}

/** A published Terraform module. */
export interface ModuleDefinition {
  /** The folder below `modules/`; the root module has none. */
  readonly folder: string;
  /** What the module makes, one sentence. */
  readonly summary: string;
  /** What a reader of its README should know beyond that. */
  readonly notes: readonly string[];
  readonly variables: readonly Variable[];
  readonly outputs: readonly Output[];
  /** main.tf, in parts that are written one after the other. */
  readonly main: readonly Body[];
  /** What does not fit into main.tf: further files by name, in the same way. */
  readonly files?: Readonly<Record<string, readonly Body[]>>;
  /** Inputs that a plan accepts: the least that is needed. */
  readonly minimal: Body;
  /** Conditions on the plan of `minimal`, by what they say: for the module's own tests. */
  readonly asserts: Readonly<Record<string, string>>;
  readonly examples: readonly Example[];
}

/** All that a module makes, whichever file it stands in. */
export const contentOf = ({ main, files = {} }: ModuleDefinition): readonly Body[] => [
  ...main,
  ...Object.values(files).flat(),
];

/** A configuration that uses the module. */
export interface Example {
  readonly name: string;
  /** What it shows, one sentence. */
  readonly about: string;
  /** Beside the provider: main.tf, in parts. */
  readonly main: readonly Body[];
  /** The Region of the default AWS provider; other providers stand in `main`. */
  readonly region?: string;
}

/** A type as Terraform writes it, with the descriptions of attributes as comments. */
export function typeText(type: Type): string {
  if (typeof type === "string") return type;
  if ("list" in type) return `list(${typeText(type.list)})`;
  if ("set" in type) return `set(${typeText(type.set)})`;
  if ("map" in type) return `map(${typeText(type.map)})`;
  return `object({\n${type.object.map(fieldText).join("\n")}\n})`;
}

function fieldText({ name, type, description, optional = false, default: value }: Field): string {
  const fallback = value === undefined ? "" : `, ${JSON.stringify(value)}`;
  const text = typeText(type);
  return `# ${description}\n${name} = ${optional ? `optional(${text}${fallback})` : text}`;
}

/** The attributes of a type in words, one a line, those of nested objects under a longer name. */
export const attributesOf = (type: Type, prefix = ""): readonly string[] =>
  fieldsOf(type).flatMap((field) => {
    const { name, description, optional } = field;
    const kind = `${shortType(field.type)}${optional === true ? ", optional" : ""}`;
    return [`- ${prefix}${name} (${kind}): ${description}`, ...attributesOf(field.type, `${prefix}${name}.`)];
  });

/** The attributes of the objects that a type holds. */
export function fieldsOf(type: Type): readonly Field[] {
  if (typeof type === "string") return [];
  if ("object" in type) return type.object;
  return fieldsOf("list" in type ? type.list : "set" in type ? type.set : type.map);
}

/** A type without its attributes, for tables. */
export function shortType(type: Type): string {
  if (typeof type === "string") return type;
  if ("object" in type) return "object";
  const [kind, inner] = "list" in type ? ["list", type.list] : "set" in type ? ["set", type.set] : ["map", type.map];
  return `${kind}(${shortType(inner as Type)})`;
}
