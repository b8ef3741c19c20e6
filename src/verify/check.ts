import type { Piece, Unread } from "../live/piece";
import { unreadText } from "../live/piece";

/** `note` informs, and is neither right nor wrong. */
export type State = "fails" | "note" | "ok" | "unknown";

/** One thing that was looked at. */
export interface Check {
  /** What was looked at, the same in every run: `provider.json-key`, or the rule of the proof: `AGC001`. */
  readonly id: string;
  readonly state: State;
  /** What was looked at, in a few words. */
  readonly what: string;
  /** What was found, or why it was not. */
  readonly text: string;
  /** What helps; of what is not known, what would tell it. */
  readonly fix?: string;
}

/** What was found of one thing. */
export interface Group {
  readonly kind: "account" | "proof" | "provider" | "role" | "secret";
  /** Its name or ARN. */
  readonly subject: string;
  /** Where the inputs have it. */
  readonly at?: string;
  readonly checks: readonly Check[];
}

/** The checks of one kind, by what they look at. */
export class Checks {
  public readonly all: Check[] = [];

  public constructor(private readonly kind: string) {}

  public ok(name: string, what: string, text: string): void {
    this.add(name, "ok", what, text);
  }

  public fails(name: string, what: string, text: string, fix: string): void {
    this.add(name, "fails", what, text, fix);
  }

  public unknown(name: string, what: string, text: string, fix: string): void {
    this.add(name, "unknown", what, text, fix);
  }

  public note(name: string, what: string, text: string): void {
    this.add(name, "note", what, text);
  }

  public unread(name: string, what: string, unread: Unread): void {
    this.unknown(name, what, unreadText(unread), wayFor(unread));
  }

  /** The value of what was read; of what was not, that it is unknown is said. */
  public value<T>(name: string, what: string, piece: Piece<T>): T | undefined {
    if ("value" in piece) return piece.value;
    this.unread(name, what, piece.unread);
    return undefined;
  }

  private add(name: string, state: State, what: string, text: string, fix?: string): void {
    this.all.push({ id: `${this.kind}.${name}`, state, what, text, ...(fix !== undefined && { fix }) });
  }
}

/** What would have told. */
export function wayFor({ action, resource, isDenied }: Unread): string {
  if (isDenied) return `Allow ${action} on ${resource} to whoever verifies.`;
  return action === "" ? "Nothing here asks for it." : `Verify again; ${action} on ${resource} must answer.`;
}
