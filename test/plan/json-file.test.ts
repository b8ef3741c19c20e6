import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanOptions } from "../../src/plan/json-file";
import { readJsonFile, readPlanFile } from "../../src/plan/json-file";
import { SMALL_FILE_BYTES } from "../../src/plan/json-limits";
import { resultOf } from "./pieces";

const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-json-"));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, "plan.json");
const keep = (type: string): boolean => type === "aws_iam_role";
const PLAN = {
  format_version: "1.2",
  planned_values: { root_module: { resources: [{ type: "aws_iam_role", é: "✓" }, { type: "aws_instance" }] } },
  relevant_attributes: [{ resource: "aws_instance.a" }],
};
const TEXT = JSON.stringify(PLAN);
/** White space that makes a file large. */
const PADDING = " ".repeat(SMALL_FILE_BYTES);

/** A file of one content, small and large: what both are read as. */
function both(content: string, options: PlanOptions, encoding: BufferEncoding = "utf8"): unknown {
  const [small, large] = [content, content + PADDING].map((text) => {
    writeFileSync(path, text, encoding);
    return resultOf(() => readPlanFile(path, options));
  });
  expect(large).toEqual(small);
  return small && "value" in small ? small.value : small;
}

describe("small or large, a file is read as the same", () => {
  test("with everything in it", () => expect(both(TEXT, {})).toEqual(PLAN));
  test("without what does not matter", () =>
    expect(both(TEXT, { keep })).toEqual({
      format_version: "1.2",
      planned_values: { root_module: { resources: [{ type: "aws_iam_role", é: "✓" }] } },
    }));
  test("with a byte order mark", () => expect(both(`\ufeff${TEXT}`, {})).toEqual(PLAN));
  test("in UTF-16, as Windows PowerShell writes it", () => {
    expect(both(`\ufeff${TEXT}`, {}, "utf16le")).toEqual(PLAN);
    expect(both(TEXT, {}, "utf16le")).toHaveProperty("error", expect.stringMatching(/plan\.json is not text in UTF-8/));
  });
  test("with a key twice, of which the last one counts, and a resource of two types", () => {
    expect(both('{"a":1,"planned_values":1,"a":{"__proto__":2},"planned_values":2}', { keep })).toEqual(
      JSON.parse('{"a":{"__proto__":2},"planned_values":2}'),
    );
    const types = (first: string, second: string): string =>
      `{"resource_changes":[{"type":"${first}","\\u0074ype":"${second}"}]}`;
    expect(both(types("aws_iam_role", "aws_instance"), { keep })).toEqual({ resource_changes: [] });
    expect(both(types("aws_instance", "aws_iam_role"), { keep })).toEqual({
      resource_changes: [{ type: "aws_iam_role" }],
    });
  });
  test("with something after its end", () =>
    expect(both(`${TEXT}}`, {})).toHaveProperty("error", expect.stringMatching(/plan\.json is not JSON: it is trunc/)));
  test.each(["", " \n"])("empty: %j", (text) =>
    expect(both(text, {})).toHaveProperty(
      "error",
      expect.stringMatching(/plan\.json is not JSON: it is empty\. Write/),
    ),
  );
  test("in no encoding", () =>
    expect(both(`["\xff"]`, {}, "latin1")).toHaveProperty(
      "error",
      expect.stringMatching(/plan\.json is not text in UTF-8/),
    ));
});

describe("the limit is an option", () => {
  const size = Buffer.byteLength(TEXT);
  const refusal = `${path} is too large: at most ${size - 1} bytes are read. Raise the limit with --max-size.`;

  test("of a file, before it is read", () => {
    writeFileSync(path, TEXT);
    const progress = jest.fn();
    expect(() => readPlanFile(path, { maxBytes: size - 1, progress })).toThrow(refusal);
    expect(() => readJsonFile(path, { maxBytes: size - 1 })).toThrow(refusal);
    expect(progress).not.toHaveBeenCalled();
    expect(readPlanFile(path, { maxBytes: size, progress })).toEqual(PLAN);
    expect(readJsonFile(path, { maxBytes: size })).toEqual(PLAN);
    expect(progress).toHaveBeenLastCalledWith(size, size);
  });

  test("of what tells no size, as soon as there is more", () => {
    expect(() => readPlanFile("/dev/zero", { maxBytes: 1000 })).toThrow("/dev/zero is too large: at most 1000 bytes");
  });

  test("is 1 GiB", () => {
    // It has no content: such a file takes no place.
    execFileSync("truncate", ["--size", String(2 ** 30 + 1), path]);
    expect(() => readJsonFile(path)).toThrow("plan.json is too large: at most 1073741824 bytes are read.");
    execFileSync("truncate", ["--size", String(2 ** 30), path]);
    expect(() => readJsonFile(path)).toThrow("plan.json is not JSON");
  });
});

test("what cannot be read is said in one line", () => {
  expect(() => readPlanFile(folder, {})).toThrow(`${folder} is a folder: give a file.`);
  expect(() => readPlanFile(join(folder, "none"), {})).toThrow(`${join(folder, "none")} cannot be opened (ENOENT).`);
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  expect(() => readPlanFile(pipe, {})).toThrow(`${pipe} is not JSON: it is empty.`);
});
