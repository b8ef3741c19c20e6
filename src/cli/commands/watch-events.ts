import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { InputError } from "../../plan/input-error";
import { headOf, nameOf, withBytes } from "../../plan/json-bytes";
import { LARGEST_FILE_BYTES, tooLarge } from "../../plan/json-limits";
import type { Read } from "../../watch/records";
import { recordsIn } from "../../watch/records";

/** What a trail, `lookup-events` and the sandbox write. */
const EVENTS_FILE = /\.(?:jsonl?|ndjson|log)(?:\.gz)?$/;

/** The records of a file, of the standard input, or of all files in a folder, one file after the other. */
export function* eventsIn(path: string, maxBytes = LARGEST_FILE_BYTES): Generator<Read> {
  const files = path === "-" ? [path] : filesIn(path);
  for (const file of files) yield readFile(file, maxBytes);
}

function filesIn(path: string): string[] {
  if (!isFolder(path)) return [path];
  const files = readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => EVENTS_FILE.test(name))
    .sort()
    .map((name) => join(path, name))
    .filter((name) => !isFolder(name));
  if (files.length === 0) throw new InputError(`${path} holds no .json, .jsonl, .ndjson or .log, packed or not.`);
  return files;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new InputError(`${path} cannot be opened (there is no such file).`);
  }
}

function readFile(path: string, maxBytes: number): Read {
  const name = nameOf(path);
  const bytes = withBytes(path, { maxBytes }, (from) => headOf(from, maxBytes).head);
  const read = recordsIn(unpacked(bytes, name, maxBytes).toString("utf8"));
  if (read === undefined) throw new InputError(`${name} is not JSON, nor lines of JSON.`);
  if (read.records.length === 0) throw new InputError(`${name} holds no CloudTrail record.`);
  return read;
}

/** A trail packs its files; a small one may be very large inside. */
function unpacked(bytes: Buffer, name: string, maxBytes: number): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(name, maxBytes);
    throw new InputError(`${name} begins like gzip, but cannot be unpacked.`);
  }
}
