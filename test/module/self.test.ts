import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../modules/root");

/** Of these Terraform looks at all instances for each one: the time of a plan grows with the square of their number. */
const LOOKS_AT_ALL = /\bpostcondition \{|\blookup\(local\.(secrets|readers|providers|policy_readers|reader_names)\b/;

test("no instance of the root module makes Terraform go through all the others", () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tf"));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => LOOKS_AT_ALL.test(readFileSync(join(ROOT, file), "utf8")))).toEqual([]);
  expect(LOOKS_AT_ALL.test("lifecycle {\n postcondition {\n")).toBe(true);
});
