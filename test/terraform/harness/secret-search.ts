import { inflateRawSync } from "node:zlib";

/** The forms in which a value may hide in a file, each with a name for the report. */
export function formsOf(secret: string): Map<string, string> {
  const bytes = Buffer.from(secret);
  const quoted = JSON.stringify(secret).slice(1, -1);
  return new Map([
    ["plain", secret],
    ["JSON", quoted],
    ["JSON in JSON", JSON.stringify(quoted).slice(1, -1)],
    ["JSON as Go writes it", quoted.replace(/[<>&]/g, escapeForHtml)],
    ["URL", encodeURIComponent(secret)],
    ["hex", bytes.toString("hex")],
    ...[0, 1, 2].map((offset): [string, string] => [`base64 at offset ${offset}`, base64Within(bytes, offset)]),
  ]);
}

function escapeForHtml(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The base64 characters that depend on the secret alone when it starts `offset` bytes into a group of three. */
function base64Within(secret: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), secret])
    .toString("base64")
    .replace(/=+$/, "");
  const start = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + secret.length) * 8) / 6);
  return encoded.slice(start, end);
}

/** The forms of the secret that the content holds. Zip archives, such as plan files, are looked into. */
export function formsIn(content: Buffer, secret: string): string[] {
  const texts = [content.toString("latin1"), content.toString("utf8")];
  const found = [...formsOf(secret)].filter(([, form]) =>
    texts.some((text) => text.includes(form) || (/^[0-9a-f]+$/.test(form) && text.toLowerCase().includes(form))),
  );
  const base64Url = found.length ? [] : formsInBase64Url(texts[0], secret);
  return [...found.map(([name]) => name), ...base64Url, ...unzip(content).flatMap((entry) => formsIn(entry, secret))];
}

function formsInBase64Url(text: string, secret: string): string[] {
  const forms = [...formsOf(secret)].filter(([name]) => name.startsWith("base64"));
  return forms
    .filter(([, form]) => text.includes(form.replaceAll("+", "-").replaceAll("/", "_")))
    .map(([name]) => name.replace("base64", "base64url"));
}

const centralEntry = 0x02014b50;
const endOfCentralDirectory = 0x06054b50;

/** The files in a zip archive; none if the content is not one. */
export function unzip(content: Buffer): Buffer[] {
  const end = content.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (content.subarray(0, 2).toString() !== "PK" || end < 0 || content.readUInt32LE(end) !== endOfCentralDirectory) {
    return [];
  }
  const entries: Buffer[] = [];
  let at = content.readUInt32LE(end + 16);
  while (content.readUInt32LE(at) === centralEntry) {
    const isDeflated = content.readUInt16LE(at + 10) === 8;
    const size = content.readUInt32LE(at + 20);
    const local = content.readUInt32LE(at + 42);
    const start = local + 30 + content.readUInt16LE(local + 26) + content.readUInt16LE(local + 28);
    const raw = content.subarray(start, start + size);
    entries.push(isDeflated ? inflateRawSync(raw) : raw);
    at += 46 + content.readUInt16LE(at + 28) + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return entries;
}
