/** A value check of one resource, as data. Names are arguments and blocks of the block that the check stands in. */
export type Check =
  | { kind: "length"; at: string; min: number; max: number }
  | { kind: "pattern"; at: string; pattern: RegExp }
  | { kind: "enum"; at: string; values: readonly string[] }
  | { kind: "range"; at: string; min: number; max: number; orElse?: number }
  | { kind: "items"; at: string; min: number; max: number }
  | { kind: "arn"; at: string }
  | { kind: "json"; at: string }
  | { kind: "conflicts"; at: string; with: readonly string[] }
  | { kind: "requires"; at: string; with: readonly string[] }
  | { kind: "exactlyOne"; of: readonly string[] }
  | { kind: "present"; at: string }
  | { kind: "absent"; at: string }
  | { kind: "chosenBlock"; at: string; within: string; blocks: Readonly<Record<string, string>> }
  | { kind: "within"; block: string; checks: readonly Check[] }
  | { kind: "when"; at: string; is: readonly string[]; checks: readonly Check[] }
  | { kind: "versions"; from?: string; before?: string; checks: readonly Check[] };

export const length = (at: string, min: number, max: number): Check => ({ kind: "length", at, min, max });
export const pattern = (at: string, regex: RegExp): Check => ({ kind: "pattern", at, pattern: regex });
export const oneOf = (at: string, values: readonly string[]): Check => ({ kind: "enum", at, values });
export const range = (at: string, min: number, max: number, orElse?: number): Check => ({
  kind: "range",
  at,
  min,
  max,
  orElse,
});
export const items = (at: string, min: number, max: number): Check => ({ kind: "items", at, min, max });
export const arn = (at: string): Check => ({ kind: "arn", at });
export const json = (at: string): Check => ({ kind: "json", at });
export const conflicts = (at: string, ...others: string[]): Check => ({ kind: "conflicts", at, with: others });
export const requires = (at: string, ...others: string[]): Check => ({ kind: "requires", at, with: others });
export const exactlyOne = (...of: string[]): Check => ({ kind: "exactlyOne", of });
export const present = (at: string): Check => ({ kind: "present", at });
export const absent = (at: string): Check => ({ kind: "absent", at });
/** The value of `at` decides which block must stand inside the block `within`. */
export const chosenBlock = (at: string, within: string, blocks: Readonly<Record<string, string>>): Check => ({
  kind: "chosenBlock",
  at,
  within,
  blocks,
});
export const within = (block: string, checks: readonly Check[]): Check => ({ kind: "within", block, checks });
export const when = (at: string, is: readonly string[], checks: readonly Check[]): Check => ({
  kind: "when",
  at,
  is,
  checks,
});
export const since = (version: string, checks: readonly Check[]): Check => ({
  kind: "versions",
  from: version,
  checks,
});
export const before = (version: string, checks: readonly Check[]): Check => ({
  kind: "versions",
  before: version,
  checks,
});
