/** Whether a condition holds; undefined where a language has a third answer. */
export type Predicate = (record: unknown) => boolean | undefined;

/** What the languages of conditions have in common: `and`, `or`, `not` and brackets, each written its own way. */
export interface Grammar {
  readonly token: RegExp;
  readonly and: string;
  readonly or: string;
  readonly not?: string;
  readonly comparison: (tokens: Tokens) => Predicate;
}

/** The words of a condition, one after the other. */
export class Tokens {
  private at = 0;
  private readonly all: readonly string[];

  public constructor(text: string, token: RegExp) {
    const rest = text.replace(token, " ").trim();
    if (rest !== "") throw new Error(`cannot read ${rest.slice(0, 40)} in ${text.slice(0, 200)}`);
    this.all = text.match(token) ?? [];
  }

  public get isAtEnd(): boolean {
    return this.at >= this.all.length;
  }

  public peek(ahead = 0): string {
    return (this.all[this.at + ahead] ?? "").toLowerCase();
  }

  public next(): string {
    return this.all[this.at++] ?? "";
  }

  /** Takes a word if it is the next one. */
  public takes(...words: readonly string[]): boolean {
    if (!words.every((word, index) => this.peek(index) === word)) return false;
    this.at += words.length;
    return true;
  }

  public expect(...words: readonly string[]): void {
    for (const word of words) if (!this.takes(word)) throw new Error(`expected ${word}, found ${this.peek()}`);
  }
}

export function conditionOf(text: string, grammar: Grammar): Predicate {
  const tokens = new Tokens(text, grammar.token);
  const condition = either(tokens, grammar);
  if (!tokens.isAtEnd) throw new Error(`${tokens.peek()} is too much`);
  return condition;
}

function either(tokens: Tokens, grammar: Grammar): Predicate {
  const parts = [both(tokens, grammar)];
  while (tokens.takes(grammar.or)) parts.push(both(tokens, grammar));
  return (record) => {
    const answers = parts.map((part) => part(record));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  };
}

function both(tokens: Tokens, grammar: Grammar): Predicate {
  const parts = [single(tokens, grammar)];
  while (tokens.takes(grammar.and)) parts.push(single(tokens, grammar));
  return (record) => {
    const answers = parts.map((part) => part(record));
    return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
  };
}

function single(tokens: Tokens, grammar: Grammar): Predicate {
  if (grammar.not !== undefined && tokens.takes(grammar.not)) {
    const denied = single(tokens, grammar);
    return (record) => {
      const answer = denied(record);
      return answer === undefined ? undefined : !answer;
    };
  }
  if (!tokens.takes("(")) return grammar.comparison(tokens);
  const inner = either(tokens, grammar);
  tokens.expect(")");
  return inner;
}

/** The value at a path such as `a.b[0].c`; undefined if there is none. */
export function valueAt(record: unknown, path: string): unknown {
  return path
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")
    .reduce<unknown>(
      (at, name) =>
        typeof at === "object" && at !== null ? (at as Readonly<Record<string, unknown>>)[name] : undefined,
      record,
    );
}
