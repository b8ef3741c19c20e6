import { compileWildcard, isOpen, openText } from "../decision";
import type { StatedPolicy } from "./model";
import { listOf, own } from "./values";

/** Somebody with policies of its own. */
export interface Holder {
  readonly arn: string;
  readonly policies: readonly StatedPolicy[];
}

/**
 * Who may come near something by policies of its own, with one of some actions. It says too much rather than too little,
 * and is there so that not everybody is asked about everything: the engine decides about those that are found.
 */
export class Reach {
  private readonly found = new Resources();

  public constructor(holders: Iterable<Holder>, actions: readonly string[]) {
    for (const { arn, policies } of holders) {
      for (const { document } of policies) {
        const statements = listOf(own(document, "Statement"));
        for (const statement of statements.length > 0 ? statements : [undefined])
          if (own(statement, "Effect") !== "Deny" && mayAllow(statement, actions))
            this.found.add(resourcesOf(statement), arn);
      }
    }
  }

  /** @param arn as far as it is known, from its beginning */
  public of(arn: string): ReadonlySet<string> {
    return this.found.of(arn);
  }
}

/** What a statement is about: one thing, or whatever begins like this. */
interface Resource {
  readonly text: string;
  readonly isWhole: boolean;
}

/** Of a full ARN. */
const SEGMENTS = 6;
const OPEN_PART = openText("").charAt(0);
const NOT_KNOWN = new RegExp(`[*?$${OPEN_PART}]`);

/** What a pattern or a name begins with, up to the first character that is not known. */
function beginningOf(text: string): string {
  const end = text.search(NOT_KNOWN);
  return end < 0 ? text : text.slice(0, end);
}

/** The resources of a statement, each as a text or as what it begins with. */
function resourcesOf(statement: unknown): Resource[] {
  const resources = listOf(own(statement, "Resource"));
  if (resources.length === 0) return [{ text: "", isWhole: false }];
  return resources.map((resource) => {
    const text = typeof resource === "string" ? beginningOf(resource) : "";
    // AWS completes an ARN that ends early with wildcards.
    return { text, isWhole: text === resource && text.split(":").length >= SEGMENTS };
  });
}

/** Whether a statement may be about one of these actions. */
function mayAllow(statement: unknown, actions: readonly string[]): boolean {
  const not = own(statement, "NotAction");
  const patterns = listOf(own(statement, "Action"));
  if (not !== undefined || patterns.length === 0) return true;
  return patterns.some((pattern) => {
    if (typeof pattern !== "string" || isOpen(pattern)) return true;
    const matches = compileWildcard(pattern.toLowerCase());
    return actions.some((action) => matches(action.toLowerCase()));
  });
}

const NOBODY: ReadonlySet<string> = new Set();

/** Names by resources. */
class Resources {
  private readonly whole = new Beginnings();
  private readonly begun = new Beginnings();

  public add(resources: readonly Resource[], name: string): void {
    for (const { text, isWhole } of resources) (isWhole ? this.whole : this.begun).add(text, name);
  }

  public of(text: string): ReadonlySet<string> {
    const known = beginningOf(text);
    const near = [this.whole.at(text), ...this.begun.thatBegin(known)];
    if (known.length < text.length) near.push(...this.whole.after(known), ...this.begun.after(known));
    const found = near.filter(({ size }) => size > 0);
    return found.length === 1 ? (found[0] as ReadonlySet<string>) : new Set(found.flatMap((names) => [...names]));
  }
}

class Beginnings {
  private readonly found = new Map<string, Set<string>>();
  private readonly lengths = new Set<number>();
  private sorted?: readonly string[];

  public add(text: string, name: string): void {
    const names = this.found.get(text);
    this.lengths.add(text.length);
    if (names) names.add(name);
    else this.found.set(text, new Set([name]));
  }

  public at(text: string): ReadonlySet<string> {
    return this.found.get(text) ?? NOBODY;
  }

  /** Those that a text begins with. */
  public thatBegin(text: string): ReadonlySet<string>[] {
    return [...this.lengths].filter((length) => length <= text.length).map((length) => this.at(text.slice(0, length)));
  }

  /** Those that begin with a text and are longer. */
  public after(text: string): ReadonlySet<string>[] {
    this.sorted ??= [...this.found.keys()].sort((a, b) => (a < b ? -1 : 1));
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] as string) <= text) low = middle + 1;
      else high = middle;
    }
    const near: ReadonlySet<string>[] = [];
    for (let at = low; this.sorted[at]?.startsWith(text); at++) near.push(this.at(this.sorted[at] as string));
    return near;
  }
}
