import { openText, Unknown } from "../decision";
import type { Frame } from "./references";

/** An expression as the plan shows it: a constant or a list of references, and where it stands. */
export interface Origin {
  readonly expression: unknown;
  readonly frame: Frame;
}

/** An expression of the configuration, for a value that the plan leaves open. */
export class Expression {
  /** @param text a template such as `${aws_iam_role.agent.arn}`; undefined if the configuration does not show it */
  public constructor(
    public readonly text?: string,
    public readonly origin?: Origin,
  ) {}
}

/** What a reference such as `aws_iam_role.agent.arn` stands for. */
export type Lookup = (reference: string) => unknown;

const REFERENCE = /^(?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*(?:\[0\])?\.[a-z_]+$/;
/** The workload identity of a runtime or gateway is read as if it were an attribute of its own. */
const DETAILS = /\.workload_identity_details\[0\](?=\.workload_identity_arn$)/;
/** What the constructs keep about the owner: parts of Sids, and the owner in the bridge's input. See `src/terraform/owner.ts`. */
const OWN_LOCAL = /^local\.agentcore_identity_(owner|mark|for)(?:_[0-9a-f]{8})?$/;
export const NOT_PLANNED = new Unknown("it is known after the apply");

/**
 * The value of a template: text with references, or one `jsonencode(…)` of literals and references, which is how the
 * constructs write policies. Everything else is not known.
 */
export function evaluate({ text }: Pick<Expression, "text">, lookup: Lookup): unknown {
  if (text === undefined) return NOT_PLANNED;
  const whole = /^\$\{jsonencode\(([\s\S]*)\)\}$/.exec(text)?.[1];
  if (whole !== undefined) {
    const parser = new LiteralParser(whole, lookup);
    return parser.document() ?? new Unknown("its expression holds more than literals and references");
  }
  return interpolate(text, lookup);
}

/** Text with `${reference}` in it. A template that is nothing but one reference has that value, of whatever type. */
function interpolate(template: string, lookup: Lookup): unknown {
  const parts: unknown[] = [];
  let rest = template;
  for (;;) {
    const start = nextTemplate(rest);
    if (start < 0) break;
    const end = rest.indexOf("}", start);
    const reference =
      end < 0
        ? ""
        : rest
            .slice(start + 2, end)
            .trim()
            .replace(DETAILS, "");
    const ours = OWN_LOCAL.exec(reference)?.[1];
    if (ours === undefined && !REFERENCE.test(reference))
      return new Unknown("its expression is known to Terraform only");
    parts.push(unescape(rest.slice(0, start)), ours === undefined ? lookup(reference) : openText(ours));
    rest = rest.slice(end + 1);
  }
  if (rest !== "" || parts.length === 0) parts.push(unescape(rest));
  const filled = parts.filter((part) => part !== "");
  if (filled.length === 1) return filled[0];
  const unknown = filled.find((part) => typeof part !== "string");
  return unknown === undefined ? filled.join("") : unknown instanceof Unknown ? unknown : NOT_PLANNED;
}

/** The position of the next `${` that is no escaped `$${`. */
function nextTemplate(text: string): number {
  let at = text.indexOf("${");
  while (at > 0 && text[at - 1] === "$") at = text.indexOf("${", at + 2);
  return at;
}

const unescape = (text: string): string => text.replace(/\$\$\{/g, "${");

/** Reads objects, lists, texts, numbers and booleans of Terraform's language. */
class LiteralParser {
  private at = 0;

  public constructor(
    private readonly text: string,
    private readonly lookup: Lookup,
  ) {}

  /** The value, or undefined if there is anything else. */
  public document(): unknown {
    try {
      const value = this.value();
      this.space();
      return this.at === this.text.length ? value : undefined;
    } catch (error) {
      if (error instanceof NoLiteral) return undefined;
      throw error;
    }
  }

  private value(): unknown {
    this.space();
    const first = this.text[this.at];
    if (first === "{") return this.object();
    if (first === "[") return this.list();
    if (first === '"') return this.string();
    const word = /^(?:true|false|null|-?\d+(?:\.\d+)?)/.exec(this.text.slice(this.at, this.at + 40))?.[0];
    if (word === undefined) throw new NoLiteral();
    this.at += word.length;
    return JSON.parse(word) as unknown;
  }

  private object(): unknown {
    const entries: [string, unknown][] = [];
    this.at++;
    while (!this.takes("}")) {
      this.space();
      const key = this.string();
      if (typeof key !== "string" || !(this.takes("=") || this.takes(":"))) throw new NoLiteral();
      entries.push([key, this.value()]);
      this.takes(",");
    }
    return Object.fromEntries(entries);
  }

  private list(): unknown[] {
    const items: unknown[] = [];
    this.at++;
    while (!this.takes("]")) {
      items.push(this.value());
      this.takes(",");
    }
    return items;
  }

  private string(): unknown {
    const found = /"(?:[^"\\]|\\.)*"/y;
    found.lastIndex = this.at;
    const text = found.exec(this.text)?.[0];
    if (text === undefined) throw new NoLiteral();
    this.at += text.length;
    try {
      return interpolate(JSON.parse(text) as string, this.lookup);
    } catch {
      throw new NoLiteral();
    }
  }

  private takes(sign: string): boolean {
    this.space();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }
}

class NoLiteral extends Error {}
