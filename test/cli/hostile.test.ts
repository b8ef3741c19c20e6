import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { run } from "../../src/cli/commands/check";
import { sourceOfPlan } from "../../src/plan/from-plan";
import { sourceOfStack } from "../../src/plan/from-stack";
import { InputError } from "../../src/plan/input-error";
import { parseJson } from "../../src/plan/json-file";
import { modelOf } from "../../src/plan/model";
import { htmlReport } from "../../src/report/page/html";
import { jsonReport } from "../../src/report/json";
import { junitReport } from "../../src/report/junit";
import { exitCodeOf, resultOf } from "../../src/report/result";
import { sarifReport } from "../../src/report/sarif";
import { textReport } from "../../src/report/text";
import { GoogleMapsStack } from "../../examples/google-maps/stack";
import { stackJson } from "./support";

let folder: string;
let printed: { out: string; error: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentcore-identity-check-"));
  printed = { out: "", error: "" };
  jest.spyOn(process.stdout, "write").mockImplementation((text) => ((printed.out += String(text)), true));
  jest.spyOn(process.stderr, "write").mockImplementation((text) => ((printed.error += String(text)), true));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const file = (text: string): string => {
  const path = join(folder, "plan.json");
  writeFileSync(path, text);
  return path;
};

describe("an input that is no plan is refused in one line, with exit code 1", () => {
  test.each([
    ["truncated", '{"format_version":"1.2","planned_values":{"root_', /is not JSON: it is truncated/],
    ["empty", "", /is not JSON: it is empty/],
    ["foreign", '{"Resources":{}}', /is not a Terraform plan/],
    ["a list", "[]", /is not a Terraform plan/],
    ["of a later format", '{"format_version":"2.0","planned_values":{}}', /1\.x is understood/],
    ["nested deeply", "[".repeat(100_000), /nested deeper/],
    ["text with brackets in it", `{"a":"${"[".repeat(1000)}"}`, /is not a Terraform plan/],
    ["a secret by mistake", "hunter2", /is not JSON/],
    ["prototype keys", '{"__proto__":{"format_version":"1.2","planned_values":{}}}', /is not a Terraform plan/],
  ])("%s", async (_name, text, message) => {
    expect(await run([file(text)])).toBe(1);
    expect(printed.error).toMatch(message);
    expect(printed.error).not.toContain("hunter2");
    expect(printed.error.trim().split("\n")).toHaveLength(1);
  });

  test("bytes that are no text", async () => {
    const path = file("");
    writeFileSync(path, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]));
    expect(await run([path])).toBe(1);
    expect(printed.error).toMatch(/is not text in UTF-8/);
  });

  test.each(["utf8", "utf16le"] as const)("an empty plan with a byte order mark in %s is one", async (encoding) => {
    const plan = '\ufeff{"format_version":"1.2","planned_values":{}}';
    const path = file("");
    writeFileSync(path, Buffer.from(plan, encoding));
    expect(await run([path])).toBe(0);
    writeFileSync(path, Buffer.from(plan.replace("planned_values", "planned"), encoding));
    expect(await run([path])).toBe(1);
    expect(printed.error).toMatch(/is not a Terraform plan/);
  });

  test("not there", async () => {
    expect(await run([join(folder, "none.json")])).toBe(1);
    expect(printed.error).toMatch(/cannot be opened \(ENOENT\)/);
  });
});

test.each([
  [[], /wants a PLAN/],
  [["a", "a"], /a is given twice/],
  [["a", "--account", "1"], /12 digits/],
  [["a", "--account", "aws.vault=1"], /12 digits/],
  [["a", "--account", "111122223333", "--account", "444455556666"], /--account is given twice\./],
  [["a", "--account", "aws.v=111122223333", "--account", "aws.v=444455556666"], /given twice for aws\.v\./],
  [["a", "--max-size", "much"], /--max-size wants a size, such as 500M/],
  [["a", "--max-size", "0"], /--max-size wants a size/],
  [["a", "--expct", "x"], /^There is no option --expct: did you mean --expect\? See/],
  [["a", "--strct"], /did you mean --strict\?/],
  [["a", "-x"], /^There is no option -x\. See/],
  [["a", "--expect"], /^--expect wants a value\./],
  [["a", "--strict=yes"], /^--strict takes no value\./],
  [["a", "--suppress", "AGC007"], /ID of a rule and a reason/],
  [["a", "--suppress", "AGC999=x"], /ID of a rule and a reason/],
  [["a", "--policy", "secret=x=y"], /--policy wants/],
  [["a", "--colour"], /^There is no option --colour\. See/],
])("wrong usage %j has exit code 2", async (args, message) => {
  if (args.includes("--policy")) args[0] = file('{"format_version":"1.2","planned_values":{}}');
  expect(await run(args)).toBe(2);
  expect(printed.error).toMatch(message);
});

test("help has exit code 0", async () => {
  expect(await run(["--help"])).toBe(0);
  expect(printed.out).toContain("exit codes");
});

const reports = [
  htmlReport,
  jsonReport,
  junitReport,
  sarifReport,
  (one: Parameters<typeof jsonReport>[0]) => textReport(one, true),
];

const hostile = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "*", "${", "${a.b.c}", "<script>", "arn:aws:iam::1:role/x"),
  fc.string(),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    hostile,
    fc.integer(),
    fc.constant(null),
    fc.array(tie("value")),
    fc.dictionary(hostile, tie("value")),
  ),
})).value;
const types = [
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_kms_grant",
  "aws_kms_key",
  "aws_secretsmanager_secret",
  "aws_secretsmanager_secret_policy",
  "aws_bedrockagentcore_oauth2_credential_provider",
  "terraform_data",
];

test("whatever stands in a plan, the check ends with a result or a clear refusal", () => {
  const names = [
    "arn",
    "name",
    "role",
    "policy",
    "secret_arn",
    "secret_id",
    "json_key",
    "key_id",
    "constraints",
    "operations",
    "triggers_replace",
  ];
  const values = fc.dictionary(fc.constantFrom(...names), json);
  const resource = fc.record({
    address: hostile,
    mode: fc.constant("managed"),
    type: fc.constantFrom(...types),
    values,
  });
  fc.assert(
    fc.property(fc.array(resource), json, json, (resources, changes, configuration) => {
      const plan = {
        format_version: "1.2",
        planned_values: { root_module: { resources } },
        resource_changes: changes,
        configuration,
      };
      const result = resultOf("plan.json", modelOf(sourceOfPlan(plan, "plan.json"), { policies: [] }));
      for (const report of reports) expect(typeof report(result)).toBe("string");
      expect([0, 1, 3]).toContain(exitCodeOf(result, true));
    }),
    { numRuns: 300 },
  );
  expect(({} as Record<string, unknown>).format_version).toBeUndefined();
});

test("any text is parsed or refused, and any stack read or refused", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      try {
        modelOf(sourceOfStack(parseJson(text, "x"), "x"), { policies: [] });
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 500 },
  );
});

test("every part of a real stack may be missing or of another type", () => {
  const stack = stackJson(GoogleMapsStack);
  const paths: (string | number)[][] = [];
  const walk = (value: unknown, path: (string | number)[]): void => {
    paths.push(path);
    if (typeof value === "object" && value !== null)
      for (const [key, one] of Object.entries(value)) walk(one, [...path, key]);
  };
  walk(stack.resource, ["resource"]);
  for (const path of paths) {
    for (const replacement of [undefined, 7, "${x}"]) {
      const copy = structuredClone(stack) as Record<string, unknown>;
      const last = path[path.length - 1] as string;
      const parent = path
        .slice(0, -1)
        .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
      parent[last] = replacement;
      expect(() => resultOf("x", modelOf(sourceOfStack(copy, "x"), { policies: [] }))).not.toThrow();
    }
  }
});
