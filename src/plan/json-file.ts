import type { Bytes, ReadOptions } from "./json-bytes";
import { headOf, nameOf, withBytes } from "./json-bytes";
import { asUtf8, decoded } from "./json-encoding";
import { filtered } from "./json-filter";
import { LARGEST_FILE_BYTES, SMALL_FILE_BYTES } from "./json-limits";
import { planIn } from "./json-pieces";
import type { Keep } from "./json-shape";
import { parseJson } from "./json-text";

export { parseJson } from "./json-text";

export interface PlanOptions extends Partial<ReadOptions> {
  /** Whether resources of a type matter. What does not is left out, and takes no memory; without it everything is read. */
  readonly keep?: Keep;
}

/** Reads a JSON file, or says in one line why not. `-` is the standard input. */
export const readJsonFile = (path: string, options: Partial<ReadOptions> = {}): unknown =>
  readPlanFile(path, { ...options, keep: undefined });

/** Reads a plan of any size without what does not matter, or says in one line why not. `-` is the standard input. */
export function readPlanFile(
  path: string,
  { maxBytes = LARGEST_FILE_BYTES, progress, keep }: PlanOptions = {},
): unknown {
  return withBytes(path, { maxBytes, ...(progress && { progress }) }, (bytes) => planOf(bytes, nameOf(path), keep));
}

function planOf(bytes: Bytes, name: string, keep: Keep | undefined): unknown {
  const { head, isAll } = headOf(bytes, SMALL_FILE_BYTES);
  if (!isAll) return planIn(asUtf8(head, bytes, name), name, keep);
  const plan = parseJson(decoded(head, name), name);
  return keep ? filtered(plan, keep) : plan;
}
