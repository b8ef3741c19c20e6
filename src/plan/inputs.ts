import { own } from "../proof/values";
import type { Place } from "./places";
import type { Planned } from "./planned";
import type { Resolver } from "./resolver";
import type { SourceResource } from "./source";
import { withCloudControl } from "./cloud-control";

/** One resource with all that the plan tells of it, before and after the apply. */
export class PlanResource {
  public constructor(
    private readonly resource: SourceResource,
    public readonly resolver: Resolver,
  ) {}

  /** Its Terraform address; with the input's name in front where there are several. */
  public get at(): string {
    const { name } = this.resolver.source;
    return name === undefined ? this.resource.address : `${name}: ${this.resource.address}`;
  }

  public get address(): string {
    return this.resource.address;
  }

  public get type(): string {
    return this.resource.type;
  }

  public get reason(): string | undefined {
    return this.resource.reason;
  }

  /** Whether the apply runs a program for it that is not the bridge's: when it is made, or goes. */
  public get runsProgram(): boolean {
    const { runsProgram = false, actions } = this.resource;
    return runsProgram && (actions === undefined || this.does("create") || this.does("delete"));
  }

  public get place(): Place {
    return this.resolver.placeOf(this.resource);
  }

  /** Whether the apply makes it, if only anew. */
  public get isNew(): boolean {
    const { before, values } = this.resource;
    return this.does("create") || (before === undefined && typeof own(values, "arn") !== "string");
  }

  public does(action: "create" | "update" | "delete" | "no-op" | "forget"): boolean {
    return this.resource.actions?.includes(action) ?? false;
  }

  /** Whether the apply makes it anew before it deletes what stood there (`create_before_destroy`). */
  public get isMadeFirst(): boolean {
    const { actions = [] } = this.resource;
    return actions[0] === "create" && actions.includes("delete");
  }

  /** After the apply; of what goes, before it. */
  public attribute(name: string): Planned | undefined {
    return this.resolver.attribute(this.resource, name);
  }

  /** What it was before the apply. */
  public before(name: string): Planned | undefined {
    const { before } = this.resource;
    return before === undefined ? undefined : this.resolver.attribute({ ...this.resource, values: before }, name);
  }

  /**
   * Whether the configuration gives an argument: what it does not give, the last refresh may have filled in. Undefined if
   * the configuration is not shown.
   */
  public configures(name: string): boolean | undefined {
    return this.resource.configured?.has(name);
  }

  /** The names of what the configuration gives, or of all that the plan has where that is not known. */
  public get arguments(): string[] {
    return [...(this.resource.configured ?? Object.keys(this.resource.values))];
  }

  public get values(): Planned | undefined {
    return this.resolver.resolve(this.resource.values, this.resource.address, this.resource);
  }
}

/** All resources of all inputs, by type. */
export class Inputs {
  private readonly after: ReadonlyMap<string, readonly PlanResource[]>;
  private readonly leaving: ReadonlyMap<string, readonly PlanResource[]>;
  private readonly read: ReadonlyMap<string, readonly PlanResource[]>;

  public constructor(public readonly resolvers: readonly Resolver[]) {
    const byType = (list: "resources" | "gone" | "data"): Map<string, PlanResource[]> => {
      const found = new Map<string, PlanResource[]>();
      for (const resolver of resolvers)
        for (const resource of withCloudControl(resolver.source[list] ?? [], resolver)) {
          const all = found.get(resource.type);
          if (all) all.push(new PlanResource(resource, resolver));
          else found.set(resource.type, [new PlanResource(resource, resolver)]);
        }
      return found;
    };
    this.after = byType("resources");
    this.leaving = byType("gone");
    this.read = byType("data");
  }

  public get types(): string[] {
    return [...this.after.keys()];
  }

  /** What is there after the apply. */
  public of(type: string): readonly PlanResource[] {
    return this.after.get(type) ?? [];
  }

  /** What the apply takes away from AWS. */
  public deleted(type: string): readonly PlanResource[] {
    return this.gone(type).filter((one) => one.does("delete"));
  }

  /** What leaves the state and stays at AWS. */
  public forgotten(type: string): readonly PlanResource[] {
    return this.gone(type).filter((one) => !one.does("delete"));
  }

  /** What is there after the apply, the state told of it or not. */
  public standing(type: string): readonly PlanResource[] {
    return [...this.of(type), ...this.forgotten(type)];
  }

  public gone(type: string): readonly PlanResource[] {
    return this.leaving.get(type) ?? [];
  }

  public get goneTypes(): string[] {
    return [...this.leaving.keys()];
  }

  /** Data sources that were read. */
  public data(type: string): readonly PlanResource[] {
    return this.read.get(type) ?? [];
  }
}
