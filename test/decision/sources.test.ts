import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceOf, TABLES } from "../support/decision-tables";

const ROOT = join(__dirname, "../..");
const FOLDERS = ["src/access", "src/decision", "src/proof", "src/plan", "src/report", "src/cli", "src/identity"];

const LISTED = readFileSync(join(__dirname, "SOURCES.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("- <"))
  .map((line) => {
    const [, address, how, what] = /^- <(\S+)> \*\*(read|seen|linked)\*\*: (.+)$/.exec(line) ?? [];
    if (!address || !what) throw new Error(`SOURCES.md: not an entry: ${line}`);
    return { address, how };
  });

const inTables = [...TABLES.values()].flatMap((table) => table.cases.map((one) => sourceOf(table, one)));

const files = [
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(folder, file)),
  ),
  ...readdirSync(join(ROOT, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file)),
];
const inFiles = files.flatMap((file) =>
  [...readFileSync(join(ROOT, file), "utf8").matchAll(/https:\/\/(?:docs\.)?aws\.amazon\.com\/[^\s)"`>]+/g)].map(
    ([found]) => found.replace(/[.,;]$/, ""),
  ),
);

test("every page that a table, a source or a document names is listed once, and no other", () => {
  expect(LISTED.map(({ address }) => address).sort()).toEqual([...new Set([...inTables, ...inFiles])].sort());
});

test("each is a page of AWS", () => {
  for (const { address } of LISTED) expect(["docs.aws.amazon.com", "aws.amazon.com"]).toContain(new URL(address).host);
  for (const { address } of LISTED) expect(new URL(address).protocol).toBe("https:");
});

test("what a case follows was read", () => {
  const read = LISTED.filter(({ how }) => how === "read").map(({ address }) => address);
  expect(inTables.filter((address) => !read.includes(address))).toEqual([]);
});
