import { shownText } from "../../src/decision";
import { fails } from "../../src/proof/findings/findings";
import type { Result } from "../../src/report/result";
import { exitCodeOf } from "../../src/report/result";
import { table } from "./support";

/** The ways in which one property of an example or module can be wrong. */
export const WAYS = [
  "another role",
  "another account",
  "another secret",
  "another Region",
  "a missing condition",
  "the wrong service",
] as const;
export type Way = (typeof WAYS)[number];

/** One property that is changed, and what `check` then finds. */
export interface Mutation {
  readonly way: Way;
  /** Which property, and what becomes of it. */
  readonly what: string;
  /** In resources of this type. */
  readonly type: string;
  /** Only in those whose address holds this. */
  readonly at?: string;
  /** The value, and what stands in its place. An attribute is dropped by its name. */
  readonly change: readonly [from: string | RegExp, to: string] | { readonly drop: string };
  /** In how many places the one value stands. @default 1 */
  readonly places?: number;
  /** Every finding that fails, as `ID subject: detail`, ARNs without their beginnings. */
  readonly finds: readonly string[];
}

/** A way that there cannot be, because nothing in the resources has such a property. */
export interface Impossible {
  readonly way: Way;
  readonly why: string;
  /** What no resource holds. */
  readonly absent: RegExp;
}

export interface Subject {
  /** A synthesized stack or a plan. */
  readonly document: () => object;
  readonly check: (document: object) => Result;
  /** The table of the unchanged document: `NAME standing use read decrypt`. */
  readonly intended: readonly string[];
  readonly cases: readonly (Mutation | Impossible)[];
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Visit = (type: string, address: string, values: Json) => Json;

/** Proves the readers of the unchanged document, and that each change is found with its reason. */
export function proves({ document, check, intended, cases }: Subject): void {
  test("the intended readers are proven, and nobody else", () => {
    const result = check(document());
    expect(table(result)).toEqual(intended);
    expect(found(result)).toEqual([]);
    expect(exitCodeOf(result, false)).toBe(0);
  });

  test("every way is looked at", () => {
    expect(new Set(cases.map(({ way }) => way))).toEqual(new Set(WAYS));
  });

  for (const one of cases) {
    if ("absent" in one) {
      test(`${one.way} there cannot be: ${one.why}`, () => {
        const values: string[] = [];
        mapResources(document(), (_type, _address, value) => (values.push(JSON.stringify(value)), value));
        expect(values.join("\n")).not.toMatch(one.absent);
      });
      continue;
    }
    test(`${one.way}: ${one.what}`, () => {
      const { changed, places } = mutated(document(), one);
      expect(places).toBe(one.places ?? 1);
      const result = check(changed);
      expect(found(result)).toEqual(one.finds);
      expect(exitCodeOf(result, false)).toBe(1);
    });
  }
}

/** The document with one value changed, and in how many places that was. What is said about readers stays as it is. */
function mutated(document: object, { type, at = "", change }: Mutation): { changed: object; places: number } {
  let places = 0;
  const swapText = (text: string): string => {
    if ("drop" in change) return text;
    const [from, to] = change;
    const pattern = typeof from === "string" ? new RegExp(from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "g") : from;
    return text.replace(pattern, () => (places++, to));
  };
  const isDropped = (key: string): boolean => "drop" in change && change.drop === key && ++places > 0;
  const swap = (value: Json): Json => {
    if (typeof value === "string") return swapText(value);
    if (Array.isArray(value)) return value.map((one: Json) => swap(one));
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value).filter(([key]) => !isDropped(key));
    return Object.fromEntries(kept.map(([key, one]) => [key, swap(one)]));
  };
  const changed = mapResources(document, (is, address, values) =>
    is === type && address.includes(at) ? swap(values) : values,
  );
  return { changed, places };
}

const MARKED_SID = /AgentCoreIdentity(?:[0-9a-f]{12}|\(mark\))([A-Z][a-z]+)(?:For[A-Z]\w*|\(for\))/g;

/** `ID subject: detail` of what fails, without what all ARNs begin with. */
const found = ({ findings }: Result): string[] =>
  findings
    .filter(fails)
    .map(({ rule, subject, detail }) => shownText(`${rule.id} ${subject}: ${detail}`))
    // Whose a statement is makes no difference here.
    .map((text) => text.replace(MARKED_SID, "AgentCoreIdentity$1"))
    .map((text) => text.replace(/arn:aws:(?:iam::111122223333:|[a-z-]+:(?!:))/g, ""));

/** The resources of a synthesized stack or of a plan, each replaced. */
function mapResources(document: object, visit: Visit): object {
  if ("planned_values" in document) {
    const { planned_values: planned, ...rest } = document as { planned_values: { root_module: Module } };
    return { ...rest, planned_values: { ...planned, root_module: mapModule(planned.root_module, visit) } };
  }
  const { resource, ...rest } = document as { resource: Record<string, Record<string, Json>> };
  const blocks = Object.entries(resource).map(([type, named]) => [
    type,
    Object.fromEntries(Object.entries(named).map(([name, values]) => [name, visit(type, `${type}.${name}`, values)])),
  ]);
  return { ...rest, resource: Object.fromEntries(blocks) as object };
}

interface Module {
  readonly resources?: readonly { readonly type: string; readonly address: string; readonly values: Json }[];
  readonly child_modules?: readonly Module[];
}

const mapModule = ({ resources = [], child_modules: children = [], ...rest }: Module, visit: Visit): Module => ({
  ...rest,
  resources: resources.map((one) => ({ ...one, values: visit(one.type, one.address, one.values) })),
  child_modules: children.map((child) => mapModule(child, visit)),
});
