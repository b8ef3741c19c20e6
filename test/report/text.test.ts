import { ACCOUNT, expectedIn, planOf } from "../../bench/programs/plan-json";
import { openText } from "../../src/decision";
import { sourceOfPlan } from "../../src/plan/from-plan";
import { modelOf } from "../../src/plan/model";
import type { Cell } from "../../src/proof/proof";
import { exitCodeOf, resultOf } from "../../src/report/result";
import type { Result } from "../../src/report/result";
import { htmlReport } from "../../src/report/page/html";
import { jsonReport } from "../../src/report/json";
import { junitReport } from "../../src/report/junit";
import { sarifReport } from "../../src/report/sarif";
import { textReport } from "../../src/report/text";

interface Resource {
  readonly type: string;
  readonly values: { readonly role?: string };
}

/** So many credential providers, of which every fifth has a reader without permissions, and every third a key unknown. */
function checked(size: number, change: (one: Resource, index: number) => Resource = (one) => one): Result {
  const plan = JSON.parse(planOf(size)) as { planned_values: { root_module: { resources: Resource[] } } };
  const { root_module: root } = plan.planned_values;
  root.resources = root.resources.map(change);
  const given = { policies: [], account: ACCOUNT, expected: expectedIn(size) };
  return resultOf("plan.json", modelOf(sourceOfPlan(plan, "plan.json"), given));
}

const broken = (one: Resource, index: number): Resource => {
  const [, provider] = /^agent-(\d+)-0$/.exec(one.values.role ?? "") ?? [];
  if (provider !== undefined && Number(provider) % 5 === 0)
    return { ...one, values: { ...one.values, role: `somebody-${provider}` } };
  return one.type === "aws_kms_key_policy" && index % 3 === 0 ? { ...one, type: "terraform_data" } : one;
};
const linesOf = (result: Result, isVerbose = false): string[] => textReport(result, false, isVerbose).split("\n");

describe("the text", () => {
  const large = checked(60, broken);

  test("of 60 credential providers with findings and unknowns has at most 120 lines", () => {
    const lines = linesOf(large);
    expect(lines.length).toBeLessThanOrEqual(120);
    expect(lines.filter((line) => /^ {2}(?:violation|not known|proven) /.test(line))).toHaveLength(60);
    expect(lines.join("\n")).toContain("more: --verbose");
    expect(linesOf(large, true).join("\n")).not.toContain("--verbose");
  });

  test("says the verdict first, then what fails, what is not known, and the rest; and the worst first of each", () => {
    const lines = linesOf(large);
    expect(lines[0]).toMatch(/^\d+ violations\.$/);
    expect(lines.filter((line) => /^[A-Z].*:$/.test(line))).toEqual(
      ["Fails:", "Not known:", "Credential providers:", "Taken for granted:", "Notes:"].filter((title) =>
        lines.includes(title),
      ),
    );
    expect(lines.indexOf("Fails:")).toBe(2);
    const states = lines.flatMap((line) => /^ {2}(violation|not known|proven) /.exec(line)?.[1] ?? []);
    expect(states).toEqual([...states].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
  });
  const ORDER = ["violation", "not known", "proven"];

  test("has a line for a credential provider, and with --verbose each principal and its reasons", () => {
    const small = checked(1);
    expect(linesOf(small)[0]).toMatch(/^Proven/);
    expect(textReport(small, false)).not.toContain("agent-0-3");
    expect(textReport(small, false)).toContain("5 of 5 who should can; nobody else can");
    expect(textReport(small, false, true)).toContain("agent-0-3  reader");
  });

  test("an unknown does not read like a violation", () => {
    const text = textReport(
      checked(1, (one) => (one.type === "aws_kms_key_policy" ? { ...one, type: "x" } : one)),
      false,
    );
    expect(text).toMatch(/^Not proven: 5 of 15 answers/);
    expect(text).not.toMatch(/^ *AGC\d+ unknown (?!Not known|.*(?:whether|not known))/m);
    expect(text).not.toContain("Fails:");
  });
});

describe("an empty plan is nothing to prove", () => {
  const empty = (expected = false): Result =>
    resultOf(
      "plan.json",
      modelOf(sourceOfPlan({ format_version: "1.2", planned_values: {} }, "plan.json"), {
        policies: [],
        ...(expected && { expected: expectedIn(1) }),
      }),
    );

  test("with exit code 0, with --strict 1, and 1 if somebody names a provider", () => {
    expect(textReport(empty(), false).split("\n")[0]).toBe("No credential provider in this plan: nothing to prove.");
    expect([exitCodeOf(empty(), false), exitCodeOf(empty(), true), exitCodeOf(empty(true), false)]).toEqual([0, 1, 1]);
    expect(textReport(empty(true), false)).toMatch(/nothing to prove; provider-0 is named, and is not there\./);
    expect(htmlReport(empty())).toContain(
      '<p class="empty">No credential provider in this plan: nothing to prove.</p>',
    );
  });
});

describe("an answer with a condition", () => {
  const why = "Allowed, if aws:SourceVpce is vpce-1 (statement X of p).";
  const conditions: Cell["conditions"] = [
    {
      effect: "Allow",
      operator: "StringEquals",
      key: "aws:SourceVpce",
      values: ["vpce-1"],
      policy: "p",
      statement: 0,
    },
  ];
  const cell: Cell = { verdict: "conditional", by: [], why, conditions };
  const proven = checked(1);
  const result = { ...proven, rows: proven.rows.map((row) => ({ ...row, read: cell })) };

  test("has its own word, and is no unknown", () => {
    expect(textReport(result, false, true)).toMatch(/agent-0-0 +reader +yes +yes, if +yes/);
    expect(textReport(result, false, true)).toContain(why);
    expect(textReport(result, false)).toContain("0 of 5 who should can, 5 if a condition is met; nobody else can");
    expect(textReport(result, false)).toMatch(/^Proven/);
  });

  test("stands in JSON with what it asks for", () => {
    const { providers } = JSON.parse(jsonReport(result)) as { providers: { principals: { read: Cell }[] }[] };
    expect(providers[0]?.principals[0]?.read).toEqual(cell);
  });

  test("has an edge and a legend of its own", () => {
    const secrets = result.rows[0]?.secrets.map((secret) => ({ ...secret, read: cell })) ?? [];
    const html = htmlReport({ ...result, rows: result.rows.map((row) => ({ ...row, secrets })) });
    expect(html).toContain('<a class="edge conditional"');
    expect(html).toContain("allowed, if a condition is met");
    expect(html).toContain(why);
  });
});

test("what is open in a name is shown by its name, in every report", () => {
  const proven = checked(1, broken);
  const open = `arn:aws:iam::111122223333:role/${openText("aws_iam_role.nosy.name")}`;
  const result: Result = {
    ...proven,
    rows: proven.rows.map((row) => ({ ...row, principal: open })),
    findings: proven.findings.map((finding) => ({ ...finding, subject: open, detail: `${open} can` })),
  };
  const name = "role/(aws_iam_role.nosy.name)";
  for (const report of [
    textReport(result, false, true),
    jsonReport(result),
    sarifReport(result),
    junitReport(result),
  ]) {
    expect(report).toContain(name);
    expect(report).not.toMatch(/[\ue000-\uf8ff]/);
  }
  expect(htmlReport(result)).toContain(name);
  expect(htmlReport(result)).not.toMatch(/[\ue000-\uf8ff]/);
});
