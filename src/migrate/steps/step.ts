/** One step of a plan for a person. */
export interface Step {
  readonly title: string;
  /** What to know before. */
  readonly text: readonly string[];
  /** What to do, as commands. Empty: it is done elsewhere, as the text says. */
  readonly commands: readonly string[];
  /** Commands that show that it is done. */
  readonly checks: readonly string[];
  /** How to undo it, each a sentence or a command. */
  readonly back: readonly string[];
  /** Whether agents get no credential from here until the last step that says so. @default false */
  readonly isWindow?: boolean;
}

/** Each once: providers share secrets, and programs. */
export const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)];
