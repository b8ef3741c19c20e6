import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

/** What a line begins with, and the test that fails when it is no longer true. */
export type Claim = readonly [line: string, file: string, test: string];

/** Each line of a section's list, in a page of docs/, has its test. */
export function holds(page: string, section: string, claims: readonly Claim[]): void {
  test(`each line of "${section}" has a test`, () => {
    const whole = readFileSync(join(ROOT, "docs", page), "utf8");
    const text = whole.split(`## ${section}\n`)[1]?.split("\n## ")[0] ?? "";
    const lines = text.split("\n").filter((line) => line.startsWith("- "));
    expect(lines).toHaveLength(claims.length);
    claims.forEach(([start, file, name], index) => {
      expect(lines[index]?.slice(2)).toMatch(new RegExp(`^${start.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
      expect(readFileSync(join(ROOT, file), "utf8")).toContain(name);
    });
  });
}
