import type { Bytes } from "../../src/plan/json-bytes";
import { asUtf8 } from "../../src/plan/json-encoding";
import { planIn } from "../../src/plan/json-pieces";
import type { Keep } from "../../src/plan/json-shape";

/** A file of which each read gives as many bytes as there is room for, but no more than `most`. */
export function bytesOf(content: Buffer, most: number): Bytes {
  let at = 0;
  return {
    read: (into, offset) => {
      const copied = content.copy(into, offset, at, at + most);
      at += copied;
      return copied;
    },
  };
}

/** Reads a plan as a large file is read, a few bytes at a time through a small window. */
export function inPieces(content: string | Buffer, { keep, most = 7 }: { keep?: Keep; most?: number } = {}): unknown {
  const all = Buffer.from(content);
  const head = all.subarray(0, 5);
  return planIn(asUtf8(head, bytesOf(all.subarray(head.length), most), "plan.json"), "plan.json", keep, 16);
}

/** What a reading gives, or the one line that says why not. */
export function resultOf(read: () => unknown): { value: unknown } | { error: string } {
  try {
    return { value: read() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
