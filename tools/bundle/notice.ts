import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BundledPackage } from "./packages";
import { ROOT } from "./programs";

export const NOTICE = "assets/NOTICE";

/** Every package of which a program holds something, with its licence and copyright, and each licence text once. */
export function notice(packages: readonly BundledPackage[]): string {
  const licences = new Map<string, { readonly text: string; readonly packages: string[] }>();
  for (const { folder, name, version, license } of packages) {
    const file = ["LICENSE", "LICENSE.txt", "LICENSE.md"].map((text) => join(ROOT, folder, text)).find(existsSync);
    const text = file ? readFileSync(file, "utf8").replace(/\r\n/g, "\n").trim() : `Licence: ${license}`;
    const copyright = COPYRIGHT.exec(text)?.[0].trim();
    // The same licence differs between packages in its white space and in whom it names.
    const key = text.replace(COPYRIGHT, "").replace(/\s+/g, " ");
    const same = licences.get(key) ?? { text, packages: [] };
    same.packages.push([name, version, `(${license})`, copyright].filter(Boolean).join(" "));
    licences.set(key, same);
  }
  const sections = [...licences.values()].map(({ text, packages: names }) => `${names.join("\n")}\n\n${text}`);
  return `The programs in this folder hold parts of the following packages.\n\n${sections.join(`\n\n${"=".repeat(80)}\n\n`)}\n`;
}

/** The line that names the owner: of all that start with "Copyright" the one with a year. */
const COPYRIGHT = /^\s*Copyright (?:\(c\) )?\d{4}.*$/m;
