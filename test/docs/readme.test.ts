import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Construct } from "constructs";
import * as library from "cdktf-agentcore-identity";

const ROOT = join(__dirname, "../..");
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const README = read("README.md");
const PAGES = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "modules/README.md"],
  ...readdirSync(join(ROOT, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

const anchorsOf = (file: string): string[] =>
  [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading));

test.each(PAGES)("every link of %s leads to a file, and to a heading that it has", (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = ""]) => link.split("#"));
  const broken = links.filter(([file = "", anchor]) => {
    const target = file === "" ? page : join(dirname(page), file);
    return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
  expect(broken).toEqual([]);
});

test("README.md can be read at once", () => {
  expect(README.split(/\s+/).length).toBeLessThanOrEqual(1400);
});

const constructs = read("docs/constructs.md").split("\n## ")[0] ?? "";
/** What stands in backquotes in the first column of a table. */
const namedIn = (table: string): string[] =>
  [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );

test("the table of README.md names what docs/constructs.md tells resource by resource", () => {
  const names = namedIn(README.split("\n## How it fits together")[1]?.split("\n## ")[0] ?? "");
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !namedIn(constructs).includes(name))).toEqual([]);
});

test("docs/constructs.md has every construct that the package exports", () => {
  const made = Object.entries(library).flatMap(([name, value]) =>
    typeof value === "function" && value.prototype instanceof Construct ? [name] : [],
  );
  expect(made).toContain("ExternalSecret");
  // What the three kinds have in common is made as one of them.
  expect(made.filter((name) => !constructs.includes(`\`${name}`))).toEqual(["CredentialProvider"]);
});

test("README.md opens with the two commands, which package.json has", () => {
  const scripts = (JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts;
  const commands = [...README.matchAll(/```sh\n(.*?)\n```/gs)].slice(0, 2).map(([, command]) => command);
  expect(commands).toEqual(["npm ci && npm run demo", "npm ci && npm test"]);
  expect(scripts).toMatchObject({ demo: expect.any(String), test: expect.any(String) });
});

test("every script that CONTRIBUTING.md names is there", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...read("CONTRIBUTING.md").matchAll(/npm run ([a-z:-]+)/g)].map(([, script = ""]) => script);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});
