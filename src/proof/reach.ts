import { READ_SECRET } from "../access/statements";
import { PROVIDER_KINDS } from "../access/vault";
import { compileWildcard, isOpen, openText } from "../decision";
import type { StatedPolicy } from "./model";
import { listOf, own } from "./values";

/** Somebody with policies of its own. */
export interface Holder {
  readonly arn: string;
  readonly policies: readonly StatedPolicy[];
}

const READ = [READ_SECRET];
const USE = Object.values(PROVIDER_KINDS).map(({ use }) => `bedrock-agentcore:${use}`);

/**
 * Who may come near a secret or provider by policies of its own. It says too much rather than too little, and is there
 * so that not everybody is asked about everything: the engine decides about those that are found.
 */
export class Reach {
  private readonly readers = new Beginnings();
  private readonly users = new Beginnings();

  public constructor(holders: Iterable<Holder>) {
    for (const { arn, policies } of holders) {
      for (const { document } of policies) {
        const statements = listOf(own(document, "Statement"));
        for (const statement of statements.length > 0 ? statements : [undefined]) {
          if (own(statement, "Effect") === "Deny") continue;
          const beginnings = beginningsOf(statement);
          if (mayAllow(statement, READ)) this.readers.add(beginnings, arn);
          if (mayAllow(statement, USE)) this.users.add(beginnings, arn);
        }
      }
    }
  }

  public readersOf(secretArn: string): ReadonlySet<string> {
    return this.readers.of(secretArn);
  }

  /** @param providerArn as far as it is known, from its beginning */
  public usersOf(providerArn: string): ReadonlySet<string> {
    return this.users.of(providerArn);
  }
}

const OPEN_PART = openText("").charAt(0);
const NOT_KNOWN = new RegExp(`[*?$${OPEN_PART}]`);

/** What a pattern or a name begins with, up to the first character that is not known. */
function beginningOf(text: string): string {
  const end = text.search(NOT_KNOWN);
  return end < 0 ? text : text.slice(0, end);
}

function beginningsOf(statement: unknown): string[] {
  const resources = listOf(own(statement, "Resource"));
  return resources.length === 0
    ? [""]
    : resources.map((resource) => (typeof resource === "string" ? beginningOf(resource) : ""));
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

/** Names by beginnings, of which each may be longer or shorter than what is asked for. */
class Beginnings {
  private readonly found = new Map<string, Set<string>>();
  private lengths?: readonly number[];
  private sorted?: readonly string[];

  public add(beginnings: readonly string[], name: string): void {
    for (const beginning of beginnings) {
      const names = this.found.get(beginning);
      if (names) names.add(name);
      else this.found.set(beginning, new Set([name]));
    }
  }

  public of(text: string): ReadonlySet<string> {
    const known = beginningOf(text);
    const near: ReadonlySet<string>[] = [];
    this.lengths ??= [...new Set([...this.found.keys()].map(({ length }) => length))];
    for (const length of this.lengths) {
      const names = length <= known.length ? this.found.get(known.slice(0, length)) : undefined;
      if (names) near.push(names);
    }
    if (known.length < text.length)
      for (const longer of this.longerThan(known)) near.push(this.found.get(longer) ?? NOBODY);
    return near.length === 1 ? (near[0] as ReadonlySet<string>) : new Set(near.flatMap((names) => [...names]));
  }

  private *longerThan(known: string): Generator<string> {
    this.sorted ??= [...this.found.keys()].sort((a, b) => (a < b ? -1 : 1));
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] as string) <= known) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < this.sorted.length; at++) {
      const text = this.sorted[at] as string;
      if (!text.startsWith(known)) return;
      yield text;
    }
  }
}
