import { statSync } from "node:fs";
import { writeLargePlan } from "../../bench/programs/large-plan";
import { Reader } from "./reader";

const reader = new Reader();
afterAll(() => reader.end());

const RESOURCES = '{"format_version":"1.2","planned_values":{"root_module":{"resources":[';
const END = "]}}}";
const instance = JSON.stringify({ type: "aws_instance", values: { a: '\\"{['.repeat(100), b: [{}, [], 1.5, null] } });

test("60 MB take less than twice the memory, and what matters is all there", () => {
  const path = reader.path("plan.json");
  const size = writeLargePlan(path, 60_000_000);
  expect(size).toBe(statSync(path).size);
  const { plan, grownBytes, progress } = reader.read(path, { types: ["aws_iam_role"], heap: 100 });
  expect(grownBytes).toBeLessThan(2 * size);
  expect(progress).toMatchObject({ done: size, of: size });
  expect(progress.times).toBeGreaterThan(5);
  const { planned_values, resource_changes, configuration } = plan as {
    planned_values: { root_module: { child_modules: { resources: { address: string; type: string }[] }[] } };
    resource_changes: { address: string; type: string }[];
    configuration: {
      root_module: { module_calls: Record<string, { module: { resources: { expressions?: object }[] } }> };
    };
  };
  const planned = planned_values.root_module.child_modules.flatMap(({ resources }) => resources);
  expect(planned.length).toBeGreaterThan(1000);
  for (const resources of [planned, resource_changes]) {
    expect(new Set(resources.map(({ address }) => address)).size).toBe(planned.length);
    expect(new Set(resources.map(({ type }) => type))).toEqual(new Set(["aws_iam_role"]));
  }
  const configured = Object.values(configuration.root_module.module_calls).flatMap(({ module }) => module.resources);
  expect(configured).toHaveLength(planned.length * 10);
  expect(configured.filter(({ expressions }) => expressions)).toHaveLength(planned.length);
});

describe("a plan of 20 MB from", () => {
  const path = (): string => reader.file(20_000_000, `${RESOURCES}{"type":"aws_kms_key"}`, `,${instance}`, END);
  const expected = { format_version: "1.2", planned_values: { root_module: { resources: [{ type: "aws_kms_key" }] } } };
  test.each([
    ["a file", "", '"$@"'],
    ["the standard input that is a file", "-", '"$@" < "$FOLDER/plan.json"'],
    ["the standard input that is a pipe", "-", 'cat "$FOLDER/plan.json" | "$@"'],
    ["its device", "/dev/stdin", 'cat "$FOLDER/plan.json" | "$@"'],
    ["a pipe that has a path", "", '"${@:1:3}" <(cat "$FOLDER/plan.json") "${@:5}"'],
  ])("%s", (_name, given, shell) => {
    const file = path();
    const { plan, progress } = reader.read(given === "" ? file : given, { types: ["aws_kms_key"], shell });
    expect(plan).toEqual(expected);
    const { size } = statSync(file);
    expect(progress).toMatchObject({ done: size, of: shell.includes("cat") ? 0 : size });
  });

  test("the standard input without its end", () => {
    path();
    const cut = 'head -c 19000000 "$FOLDER/plan.json" | "$@"';
    expect(reader.refusal("-", { shell: cut })).toMatch(/^The standard input is not JSON: it is truncated/);
    expect(reader.refusal("-", { shell: '"$@" < /dev/null' })).toMatch(/^The standard input is not JSON: it is empty/);
  });
});

describe("with little memory nothing ends without a word:", () => {
  const TOO_MUCH = /^[^\n]*plan\.json holds too much for the memory of Node\.js\. Give it more: NODE_OPTIONS=/;
  const TOO_LONG = /^[^\n]*plan\.json holds more than \d+ bytes in one piece/;

  test.each<[string, string, string, string, RegExp]>([
    ["brackets", RESOURCES, "{},", "1", TOO_MUCH],
    ["numbers", RESOURCES, "1,", "1", TOO_MUCH],
    ["resources that matter", RESOURCES, '{"type":"aws_iam_role","values":{"a":[]}},', "1", TOO_MUCH],
    ["long texts", RESOURCES, `{"type":"aws_iam_role","a":"${"x".repeat(50_000)}"},`, "1", TOO_MUCH],
    ["keys", '{"a":1', ',"b":{"c":[]}', "}", TOO_MUCH],
    ["one text", '{"format_version":"', "x", '"}', TOO_LONG],
    ["one list", '{"checks":[', "[],", "1]}", TOO_LONG],
    ["one key", '{"', "x", '":1}', TOO_LONG],
    ["a text without an end", '{"format_version":"', "\\\\", "", TOO_LONG],
    ["one resource", `${RESOURCES}{"type":"aws_instance","a":[`, "1,", `1]}${END}`, TOO_LONG],
    ["white space", "", " \n", "", /plan\.json is not JSON: it is empty/],
    ["zeros", "", "\0", "", /plan\.json is not JSON: it is truncated, or another format/],
    ["brackets that only open", '{"planned_values":', "[", "", /plan\.json is nested deeper than 200 levels\.$/],
    ["modules in modules", '{"planned_values":{"root_module":', '{"child_modules":[', "", /nested deeper/],
  ])("60 MB of %s", (_name, before, piece, after, message) => {
    const end = before === RESOURCES ? after + END : after;
    expect(reader.refusal(reader.file(60_000_000, before, piece, end), { types: ["aws_iam_role"] })).toMatch(message);
  });

  test("the same brackets where nobody needs them", () => {
    const path = reader.file(
      60_000_000,
      `${RESOURCES}{"type":"aws_iam_role"}],"x":1}},"relevant_attributes":[`,
      "{},",
      "1]}",
    );
    const root_module = { resources: [{ type: "aws_iam_role" }], x: 1 };
    expect(reader.read(path, { types: ["aws_iam_role"] }).plan).toEqual({
      format_version: "1.2",
      planned_values: { root_module },
    });
  });

  test.each([
    ["/dev/zero", /^\/dev\/zero is not JSON/],
    ["/dev/urandom", /^\/dev\/urandom is not (text in UTF-8|JSON)/],
  ])("%s", (path, message) => expect(reader.refusal(path)).toMatch(message));
});
