import { randomUUID } from "node:crypto";
import type { Verb } from "./aws-calls";
import { resourceCalls } from "./aws-calls";
import { complete, maskSensitive } from "./complete";
import { hasUnknown, isRecord, sameValue, text, UNKNOWN, type Value, type Values } from "./cty";
import { ServiceError, type Diagnostic } from "./diagnostics";
import { resourceFacts } from "./facts";
import { invent } from "./invent";
import { requirePermissions } from "./permissions";
import type { Making, ResourceFacts } from "./resource-facts";
import { readOnly, runChecks } from "./run-checks";
import type { Block } from "./schema";
import type { World } from "./world";

/** What a configured provider gives to its resources. */
export interface Session {
  version: string;
  world: World;
  /** Unknown while the provider's own `region` argument is. */
  region: string | typeof UNKNOWN;
  defaultTags: Value;
  /** The account of the credentials. Default: that of the world. */
  account?: string;
  /** Whether the credentials are those of a role that the provider assumes. */
  assumesRole?: boolean;
}

/** One resource type: its schema, what else is known about it, and the four things Terraform does with it. */
export class Resource {
  private readonly facts: ResourceFacts;

  constructor(
    private readonly type: string,
    private readonly block: Block,
    private readonly session: Session,
  ) {
    this.facts = resourceFacts[type] ?? { origin: "none" };
  }

  /** Whether Terraform has to bear with a plan that fills in blocks, as it does for the SDK of old. */
  get isLegacy(): boolean {
    return this.facts.computedBlocks !== undefined;
  }

  validate(config: Values): Diagnostic[] {
    const { version } = this.session;
    return [...readOnly(this.block, config), ...runChecks(this.facts.checks ?? [], config, this.block, version)];
  }

  /** The planned state, and the arguments whose change replaces the object. */
  plan(prior: Values | null, proposed: Values, config: Values): { planned: Values; replaces: string[] } {
    const wanted = { ...proposed, ...this.plannedValues(config) };
    const left = (this.facts.computedBlocks ?? []).filter((name) => isEmpty(config[name]));
    for (const name of left) if (prior) wanted[name] = prior[name] ?? [];
    const unchanged = prior && complete(this.block, wanted, () => null);
    if (prior && unchanged && changesNothing(unchanged, prior)) return { planned: prior, replaces: [] };
    for (const [attribute, causes] of Object.entries(this.facts.unknownAfter ?? {})) {
      if (prior && causes.some((cause) => !sameValue(prior[cause], wanted[cause]))) wanted[attribute] = UNKNOWN;
    }
    const planned = complete(this.block, wanted, () => UNKNOWN);
    for (const name of left) if (!prior) planned[name] = UNKNOWN;
    return { planned, replaces: prior ? this.replaces(prior, planned) : [] };
  }

  create(planned: Values, config: Values): Values {
    const making = this.making(planned);
    for (const name of this.facts.computedBlocks ?? []) if (planned[name] === UNKNOWN) making.values[name] = [];
    for (const [name, make] of Object.entries(this.facts.computed ?? {})) {
      if (planned[name] === UNKNOWN) making.values[name] = make(making);
    }
    const values = complete(this.block, making.values, (name, type) => invent(making, name, type));
    const made = this.facts.answers?.(values, making) ?? values;
    this.require("create", values, "creating");
    const refusal = this.facts.refusesCreate?.(values, making);
    if (refusal) throw this.refused("creating", values, refusal);
    if (!this.facts.overwrites && this.session.world.find(this.type, this.key(values))) {
      throw this.refused("creating", values, `ConflictException: ${this.id(values)} already exists`);
    }
    return this.store("create", made, config);
  }

  update(prior: Values, planned: Values, config: Values): Values {
    // The service compares with what it holds: the state of an import knows only a part of it.
    const held = this.session.world.find(this.type, this.key(prior)) ?? prior;
    const making = { ...this.making(planned), prior };
    const refusal = this.facts.refusesUpdate?.(held, planned, making);
    if (refusal) throw this.refused("updating", prior, refusal);
    for (const [name, make] of Object.entries(this.facts.onUpdate ?? {})) making.values[name] = make(making);
    const values = complete(this.block, making.values, (name, type) => {
      const make = this.facts.computed?.[name];
      return make ? make(making) : invent(making, name, type);
    });
    const made = this.facts.answers?.(values, making) ?? values;
    this.require("update", values, "updating", prior);
    if (this.key(prior) !== this.key(values)) this.session.world.remove(this.type, this.key(prior));
    return this.store("update", made, config);
  }

  destroy(prior: Values): void {
    this.require("destroy", prior, "deleting");
    if (!this.facts.survivesDestroy) this.session.world.remove(this.type, this.key(prior));
    this.facts.happens?.("destroy", prior, this.making(prior), {});
    this.log("destroy", prior);
  }

  /** What a refresh finds: null when the object is gone. */
  read(state: Values): Values | null {
    const { world } = this.session;
    if (!world.isKept || this.type === "null_resource") return state;
    this.require("read", state, "reading");
    const kept = world.find(this.type, this.key(state));
    if (!kept) return null;
    const found: Values = { ...state };
    for (const [name, value] of Object.entries(kept)) {
      const attribute = this.block.attributes?.[name];
      const isRefreshed = !attribute?.write_only && this.facts.notRefreshed?.includes(name) !== true;
      if (isRefreshed && name !== "tags_all" && name !== "tags") found[name] = value;
    }
    const making = this.making(kept);
    for (const [name, make] of Object.entries(this.facts.onRead ?? {})) found[name] = make(making);
    Object.assign(found, this.facts.answers?.(found, making));
    return world.drifted(this.type, found);
  }

  /** The state of an object that exists already, without what the service does not give back. */
  import(id: string): Values {
    const kept = this.session.world.find(this.type, this.keyOfId(id));
    if (!kept) {
      throw new ServiceError(
        "Cannot import non-existent remote object",
        `While attempting to import an existing object to ${this.type}, the provider found no object with the id "${id}".`,
      );
    }
    const given = Object.fromEntries(
      Object.entries(kept).filter(([name]) => this.facts.notRefreshed?.includes(name) !== true),
    );
    return complete(this.block, given, () => null);
  }

  /** What the real provider calls, the deployer must be allowed. */
  private require(verb: Verb, values: Values, doing: string, prior?: Values): void {
    if (!this.session.world.steering.deployer) return;
    const making = { ...this.making(values), prior };
    const calls = resourceCalls[this.type]?.(verb, making);
    if (!calls)
      throw this.refused(doing, values, `The stand-in does not know what ${this.type} calls: see aws-calls.ts.`);
    requirePermissions(this.session, making, calls, `${doing} ${this.type} (${this.id(values)})`);
  }

  private store(action: "create" | "update", values: Values, config: Values): Values {
    const { world } = this.session;
    world.put(this.type, this.key(values), values);
    this.facts.happens?.(action, values, this.making(values), config);
    this.log(action, values);
    return values;
  }

  private log(action: "create" | "update" | "destroy", values: Values): void {
    this.session.world.log({
      action,
      type: this.type,
      id: this.id(values),
      values: maskSensitive(this.block, values),
    });
  }

  private plannedValues(config: Values): Values {
    const values: Values = {};
    const attributes = this.block.attributes ?? {};
    if (attributes.region?.computed) values.region = config.region ?? this.session.region;
    if (attributes.tags_all) values.tags_all = mergeTags(this.session.defaultTags, config.tags);
    for (const [name, plan] of Object.entries(this.facts.planned ?? {})) {
      if (name in attributes) values[name] = plan(config) ?? null;
    }
    return values;
  }

  private replaces(prior: Values, planned: Values): string[] {
    const plain = [...(this.facts.replaceOn ?? []), ...("region" in planned ? ["region"] : [])];
    const changed = plain.filter((name) => name in planned && !sameValue(prior[name], planned[name]));
    const blamed = this.facts.replaceWhen?.(prior, planned);
    return blamed ? [...changed, blamed] : changed;
  }

  private making(values: Values): Making {
    const { world, region } = this.session;
    return {
      type: this.type,
      values: { ...values },
      world,
      region: text(values.region) ?? (region === UNKNOWN ? world.region : region),
      account: this.session.account ?? world.account,
      partition: world.partition,
      random: randomUUID(),
    };
  }

  private id(values: Values): string {
    const id = this.facts.identity
      ? this.facts.identity(values)
      : (text(values.name) ?? text(values.id) ?? text(values.arn));
    return id ?? "";
  }

  /** An object is known by its id and, if its type is regional, its Region. */
  private key(values: Values): string {
    const region = text(values.region);
    return region ? `${region}/${this.id(values)}` : this.id(values);
  }

  private keyOfId(id: string): string {
    return this.block.attributes?.region ? `${String(this.session.region)}/${id}` : id;
  }

  private refused(doing: string, values: Values, reason: string): ServiceError {
    return new ServiceError(`${doing} ${this.type} (${this.id(values)})`, reason);
  }
}

function mergeTags(defaults: Value, own: Value | undefined): Value {
  if (defaults === UNKNOWN || own === UNKNOWN) return UNKNOWN;
  return { ...(isRecord(defaults) ? defaults : {}), ...(isRecord(own) ? own : {}) };
}

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** Whether a plan with nothing unknown in it changes nothing. */
function changesNothing(left: Values, right: Values): boolean {
  if (hasUnknown(left)) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => sameValue(left[name], right[name]));
}
