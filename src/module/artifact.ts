import { zipSync } from "fflate";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "./generate";

const REPOSITORY = join(__dirname, "../..");
/** What travels as it is: the bridge's program, and whose work it holds, with it. */
const OWN = ["LICENSE", "CHANGELOG.md", "assets/agentcore-identity-bridge.cjs", "assets/NOTICE"];
/** The oldest time that a ZIP file can hold: the same for all files and always. */
const TIME = new Date(1980, 0, 1);

/**
 * The module as a registry wants it: the root module at the top, all others in `modules/`.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/structure
 */
export function artifact(): ReadonlyMap<string, string> {
  const own = OWN.map((name) => [name, readFileSync(join(REPOSITORY, name), "utf8")] as const);
  const generated = [...generate()].map(([path, text]) => {
    const root = /^root\/(.*)$/.exec(path)?.[1];
    return root === undefined ? ([`modules/${path}`, text] as const) : ([root, atTop(text)] as const);
  });
  return new Map([...own, ...generated].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** In the repository the root module stands beside the others: in `modules/root`. */
const atTop = (text: string): string =>
  text
    .replace(/(source\s+= )"\.\.\/\.\.\/\.\.\/([a-z])/g, '$1"../../modules/$2')
    .replace(/(source\s+= )"\.\.\/([a-z])/g, '$1"./modules/$2')
    .replaceAll("${path.module}/../../assets/", "${path.module}/assets/");

/** The same bytes for the same files, wherever and whenever. */
export function zip(files: ReadonlyMap<string, string>): Uint8Array {
  const entries = [...files].map(([path, text]) => [path, [Buffer.from(text), { mtime: TIME, level: 9, os: 3 }]]);
  return zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]);
}
