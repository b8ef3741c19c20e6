import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MODULES = join(__dirname, "../../modules");
const LONGEST = 160;

/** Texts that describe are no expressions to Terraform, so that they cannot be parted. */
const isDescription = (line: string): boolean => /^\s*description\s+= "/.test(line);

const longLines = (file: string): string[] =>
  readFileSync(join(MODULES, file), "utf8")
    .split("\n")
    .filter((line) => line.length > LONGEST && !isDescription(line))
    .map((line) => `${file}: ${line}`);

test("no line of the modules' HCL is longer than what a reader sees", () => {
  const files = readdirSync(MODULES, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tf(test\.hcl)?$/.test(file),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(files.flatMap(longLines)).toEqual([]);
});
