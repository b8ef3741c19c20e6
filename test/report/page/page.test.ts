import { ACCOUNT, expectedIn, planOf } from "../../../bench/programs/plan-json";
import { GoogleMapsStack } from "../../../examples/google-maps/stack";
import { PaymentsBridgeStack } from "../../../examples/payments-bridge/stack";
import { expectedOf } from "../../../src/plan/expected";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { modelOf } from "../../../src/plan/model";
import { htmlReport } from "../../../src/report/page/html";
import type { Result } from "../../../src/report/result";
import { resultOf } from "../../../src/report/result";
import { check, defaultKeyPolicy, stackJson } from "../../cli/support";
import { changed } from "./changed";

const google = stackJson(GoogleMapsStack);
const KEY = defaultKeyPolicy("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
const verdict = (result: Result): string | undefined =>
  /<h1>(.*)<\/h1>/.exec(htmlReport(result))?.[1]?.replace(/<span[^>]*>(.)<\/span>/, "$1");

describe("the verdict stands first", () => {
  const proven = check(google, [KEY]);

  test.each<[string, Result]>([
    ["✓ Proven as far as the inputs go", proven],
    ["✓ Proven", { ...proven, assumptions: [] }],
    ["? Not proven: 6 of 10 answers about those who should read are unknown", check(stackJson(PaymentsBridgeStack))],
    ["✗ 1 violation", check(changed(google, "role/agents/fraud-check", "role/agents/somebody"), [KEY])],
    [
      "○ No credential provider in this plan: nothing to prove",
      resultOf("x", { ...proven.model, providers: [], expected: undefined }),
    ],
    [
      "○ No credential provider in this plan: nothing to prove; google-maps is named, and is not there",
      resultOf("x", { ...proven.model, providers: [] }),
    ],
  ])("%s", (expected, result) => {
    expect(verdict(result)).toBe(expected);
  });

  test("what is suppressed is no violation, and stays on the page", () => {
    const { model } = check(changed(google, "role/agents/fraud-check", "role/agents/somebody"), [KEY]);
    const result = resultOf("x", model, [{ id: "AGC002", reason: "until <Friday>" }]);
    expect(verdict(result)).toBe("✓ Proven as far as the inputs go");
    expect(htmlReport(result)).toContain(
      "AGC002</a> suppressed: Somebody can read who should not. Kept: until &lt;Friday&gt;",
    );
  });
});

/** One credential provider with so many readers. */
function withReaders(count: number): string {
  const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:s-AbCdEf";
  const readers = Array.from({ length: count }, (_, index) => `arn:aws:iam::111122223333:role/reader-${index}`);
  const values = { name: "one", region: "us-east-1", api_key_secret_config: [{ secret_id: secret, json_key: "k" }] };
  const resources = [
    { address: "p.p", mode: "managed", type: "aws_bedrockagentcore_api_key_credential_provider", name: "p", values },
  ];
  const plan = { format_version: "1.2", planned_values: { root_module: { resources } } };
  const expected = expectedOf({ providers: { one: { readers, deployers: [] } } }, "expected");
  return htmlReport(
    resultOf(
      "plan.json",
      modelOf(sourceOfPlan(plan, "plan.json"), { policies: [], account: "111122223333", expected }),
    ),
  );
}

test("more principals than a picture can show are in the text", () => {
  const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0;
  const [few, many] = [withReaders(50), withReaders(60)];
  for (const html of [few, many]) expect(count(html, /<a class="node reader/g)).toBe(50);
  expect(few).not.toContain("more principal");
  expect(many).toContain("<p>10 more principals in the text below.</p>");
  expect(count(many, /<li id="p0-r\d+"/g)).toBe(60);
});

test("those with violations are above those without, and few are open", () => {
  const text = planOf(7).replace('"role":"agent-6-0"', '"role":"somebody"');
  const given = { policies: [], account: ACCOUNT, expected: expectedIn(7) };
  const html = htmlReport(resultOf("x", modelOf(sourceOfPlan(JSON.parse(text), "x"), given)));
  const found = [...html.matchAll(/<details class="provider" id="(p\d)" data-state="(\w+)"( open)?/g)];
  expect(found.map(([, ...parts]) => parts.join(" ").trim())).toEqual([
    "p6 violated  open",
    ...["p0", "p1", "p2", "p3"].map((id) => `${id} proven  open`),
    "p4 proven",
    "p5 proven",
  ]);
});
