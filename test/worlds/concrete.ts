import { replaceTokens } from "./tokens";
import type { Argument, Arguments, Thing, World } from "./world";
import { Dynamic, Hidden, Written } from "./world";

/** An ARN as it is in another Region. */
export const inRegion = (arn: string, region: string | undefined): string =>
  region === undefined ? arn : arn.replace(/^((?:[^:]*:){3})[^:]*/, `$1${region}`);

/** What is known of a world when nothing is hidden: texts without references. */
export class Concrete {
  private readonly things: ReadonlyMap<string, Thing>;

  public constructor(world: World) {
    this.things = new Map(world.things.map((thing) => [`${thing.type}.${thing.label}`, thing]));
  }

  public text(text: string): string {
    return replaceTokens(text, ({ type, label, attribute: written }) => {
      const thing = this.things.get(`${type}.${label}`);
      const [attribute = "", region] = written.split("@");
      const value = thing?.given[attribute] ?? thing?.arguments[attribute];
      if (typeof value === "string") return inRegion(this.text(value), region);
      if (value instanceof Hidden) return inRegion(this.text(value.text), region);
      throw new Error(`the world has no ${type}.${label}.${attribute}`);
    });
  }

  /** An argument as AWS gets it. */
  public value(argument: Argument): unknown {
    if (typeof argument === "string") return this.text(argument);
    if (argument instanceof Hidden) return this.text(argument.text);
    if (argument instanceof Written) return this.text(JSON.stringify(argument.document));
    if (argument instanceof Dynamic) return argument.blocks.map((block) => this.values(block));
    if (Array.isArray(argument)) return argument.map((one) => this.value(one as Argument));
    if (typeof argument === "object") return this.values(argument as Arguments);
    return argument;
  }

  public values(values: Arguments): Record<string, unknown> {
    return Object.fromEntries(Object.entries(values).map(([name, one]) => [name, this.value(one)]));
  }
}
