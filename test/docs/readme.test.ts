import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

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
