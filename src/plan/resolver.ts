import { splitArn } from "../access/arn";
import { isOpen, isUnknown, Unknown } from "../decision";
import type { Assumption } from "../proof/model";
import { isObject, own } from "../proof/values";
import type { Origin } from "./expression";
import { evaluate, Expression, NOT_PLANNED } from "./expression";
import { kindOf } from "./kinds";
import type { Attribute } from "./references";
import { derived } from "./derived";
import type { GivenAccounts, Place } from "./places";
import { Places } from "./places";
import type { Planned } from "./planned";
import { leavesOf } from "./references";
import type { Source, SourceResource } from "./source";

/** Of references from resource to resource. */
const LONGEST_CHAIN = 100;

/** Finds out what the values of a source are, as far as that is certain before the apply. */
export class Resolver {
  /** What was taken for the value of expressions that the plan does not show. */
  private readonly taken: Assumption[] = [];
  private readonly byAddress = new Map<string, SourceResource>();
  private readonly pending = new Set<string>();

  private readonly places: Places;

  /** @param accounts of provider configurations that do not tell theirs */
  public constructor(
    public readonly source: Source,
    accounts: GivenAccounts = new Map(),
  ) {
    this.places = new Places(source, accounts);
    for (const resource of source.data) this.byAddress.set(resource.address, resource);
    for (const resource of source.resources) this.byAddress.set(resource.address, resource);
  }

  /** What was taken for granted. */
  public get assumptions(): readonly Assumption[] {
    return [...this.taken, ...this.places.assumptions];
  }

  /** An attribute of a resource: what the plan says, or what follows from it. */
  public attribute(resource: SourceResource, name: string): Planned | undefined {
    const value = this.planned(resource, name);
    if (!(value === undefined || value === null || isUnknown(value))) return value;
    const { address, type } = resource;
    const attribute = (other: string): unknown => this.planned(resource, other);
    return derived({ address, type, place: this.placeOf(resource), attribute }, name) ?? value;
  }

  private planned(resource: SourceResource, name: string): Planned | undefined {
    return this.resolve(own(resource.values, name), `${resource.address}.${name}`, resource);
  }

  /**
   * A value with its expressions replaced.
   *
   * @param at the attribute that has the value: its last part tells what can stand there
   * @param owner the resource that has it
   */
  public resolve(value: unknown, at = "", owner?: SourceResource): Planned | undefined {
    if (value instanceof Expression) {
      const evaluated = evaluate(value, (reference) => this.lookUp(reference)) as Planned;
      if (!isUnknown(evaluated)) return evaluated;
      const named = evaluated === NOT_PLANNED && at !== "" ? new Unknown(`${at} is known after the apply`) : evaluated;
      return this.madeOf(value, at, owner) ?? named;
    }
    if (Array.isArray(value)) return value.map((one) => this.resolve(one, at, owner) ?? null);
    if (typeof value !== "object" || value === null || isUnknown(value)) return value as Planned | undefined;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, this.resolve(one, `${at}.${key}`, owner) ?? null]),
    );
  }

  /**
   * The only thing that an expression can stand for, of those that it is made of. What functions do to it a plan does not
   * show, so that is taken for granted.
   */
  private madeOf({ origin }: Expression, at: string, owner?: SourceResource): string | Unknown | undefined {
    const kind = kindOf(at.slice(at.lastIndexOf(".") + 1));
    if (!kind || !origin) return undefined;
    const found = new Set<string>();
    const { expression, frame } = shownOf(origin);
    for (const leaf of leavesOf(expression, frame)) {
      if (typeof leaf === "object" && "hidden" in leaf)
        return new Unknown(`it is made of ${leaf.hidden}, which a plan does not show`);
      const value = typeof leaf === "string" ? leaf : this.attributeAt(leaf);
      if (isUnknown(value)) return value;
      const fitting = typeof value === "string" ? kind(value, leaf) : undefined;
      if (fitting !== undefined) found.add(fitting);
    }
    const [only, ...others] = found;
    if (only === undefined) return undefined;
    if (others.length > 0) return new Unknown(`it is one of ${[...found].join(", ")}, which a plan does not show`);
    // It may be a replica, whose ARN a function makes of that of the primary.
    if (owner && at.endsWith(".secret_id") && this.isElsewhere(only, owner))
      return new Unknown(
        `it is made of ${only}, which is in another Region; whether it is a replica of that a plan does not show`,
      );
    if (!this.taken.some(({ subject }) => subject === at))
      this.taken.push({ subject: at, text: `is ${only}: the plan shows only that it is made of that` });
    return only;
  }

  private isElsewhere(arn: string, resource: SourceResource): boolean {
    const region = splitArn(arn)?.region;
    const own = this.placeOf(resource).region;
    return region !== undefined && !isOpen(region) && !isOpen(own) && region !== own;
  }

  /** Region, account and partition in which a resource is made. */
  public placeOf(resource: SourceResource): Place {
    const stated = this.resolve(own(resource.values, "region"));
    return this.places.of(resource.provider, typeof stated === "string" ? stated : undefined);
  }

  private lookUp(reference: string): unknown {
    const [, address = "", name = ""] = /^(.*)\.([a-z_]+)$/.exec(reference.replace("[0]", "")) ?? [];
    return this.attributeAt({ address, name });
  }

  private attributeAt({ address, name }: Attribute): unknown {
    const resource = this.byAddress.get(address) ?? this.byAddress.get(`${address}[0]`);
    const reference = `${address}.${name}`;
    const unknown = new Unknown(`${reference} is known after the apply`);
    if (!resource || this.pending.has(reference) || this.pending.size > LONGEST_CHAIN) return unknown;
    this.pending.add(reference);
    const value = this.attribute(resource, name);
    this.pending.delete(reference);
    // What is left open without a reason of its own is so because of this reference.
    return value === undefined || value === null || value === NOT_PLANNED ? unknown : value;
  }
}

/** The plan does not show expressions in dynamic blocks: whatever they are, they are made of what the module is given. */
function shownOf(origin: Origin): Origin {
  const { caller } = origin.frame.scope;
  const isShown = isObject(origin.expression) && Object.keys(origin.expression).length > 0;
  if (isShown || !caller) return origin;
  const { call, scope, each } = caller;
  return { expression: own(call, "expressions"), frame: { scope, ...(each && { each }) } };
}
