import { TerraformStack } from "cdktf";
import { follows, knownProblems } from "../../../src/access/rule";
import { ruleGuards } from "../../../src/terraform/guards";
import { settled } from "../../../src/terraform/settled";
import { resolved, testApp } from "../../support/synth";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import type { Judged } from "./judged";
import { JUDGED } from "./judged";

/** The texts of which somebody judges otherwise than the rule; of long ones the beginning. */
const disagreements = (
  { rule, texts }: Pick<Judged, "rule" | "texts">,
  verdict: (text: string, index: number) => boolean | undefined,
): string[] =>
  texts
    .filter((text, index) => verdict(text, index) !== follows(rule, text))
    .map((text) => (text.length > 90 ? `${text.slice(0, 90)}… (${text.length})` : text));

const ALL = Object.entries(JUDGED).map(([name, judged]) => ({ name, ...judged, texts: [...new Set(judged.texts)] }));

/** The guard of a token as Terraform gets it, with another expression in the token's place. */
function guardOf(rule: (typeof ALL)[number]["rule"], text: string): string {
  const stack = new TerraformStack(testApp(), "stack");
  const [guard] = ruleGuards(rule, "x", settled(`\${${text}}`));
  return resolved(stack, guard?.condition ?? "").replace(/^\$\{|\}$/g, "");
}

test("there are enough texts, and each rule takes some and refuses some", () => {
  for (const name of ["role ARN", "secret ARN", "key ARN"])
    expect(JUDGED[name]?.texts.length).toBeGreaterThanOrEqual(300);
  for (const { name, rule, texts } of ALL)
    expect([name, new Set(texts.map((text) => follows(rule, text)))]).toEqual([name, new Set([true, false])]);
});

test.each(ALL)("$name: the constructs' refusal is the rule's", ({ rule, texts }) => {
  // What holds `${` is no text for the constructs: written-text.ts refuses it.
  const judged = { rule, texts: texts.filter((text) => !text.includes("${")) };
  expect(disagreements(judged, (text) => knownProblems(rule, "x", text).length === 0)).toEqual([]);
});

test.each(ALL.filter(({ runner }) => runner))("$name: the bridge's program judges alike", ({ runner, ...judged }) => {
  expect(disagreements(judged, (text) => runner?.(text))).toEqual([]);
});

test.each(ALL.filter(({ sandbox }) => sandbox))("$name: the sandbox judges alike", ({ sandbox, ...judged }) => {
  expect(disagreements(judged, (text) => sandbox?.(text))).toEqual([]);
});

describeWithTerraform("Terraform", () => {
  let verdicts: Record<string, { after?: unknown }> = {};

  beforeAll(async () => {
    const locals = ALL.map(
      ({ rule }, index) => `  verdicts_${index} = [for text in local.texts[${index}] : ${guardOf(rule, "text")}]\n`,
    );
    const outputs = ALL.map((_, index) => `output "verdicts_${index}" {\n  value = local.verdicts_${index}\n}\n`);
    const workspace = await Workspace.ofFiles({
      "main.tf": `locals {\n  texts = jsondecode(file("\${path.module}/texts.json"))\n${locals.join("")}}\n${outputs.join("")}`,
      "texts.json": JSON.stringify(ALL.map(({ texts }) => texts)),
    });
    await workspace.init();
    verdicts = (await workspace.plan()).json.output_changes ?? {};
  });

  test.each(ALL.map((judged, index) => ({ ...judged, index })))("$name: judges alike", ({ index, ...judged }) => {
    const given = verdicts[`verdicts_${index}`]?.after as boolean[];
    expect(disagreements(judged, (_, at) => given[at])).toEqual([]);
  });
});
