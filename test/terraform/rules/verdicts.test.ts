import { TerraformStack } from "cdktf";
import { knownProblems } from "../../../src/access/rule";
import { follows } from "../../../src/access/rule";
import { ruleGuards } from "../../../src/terraform/guards";
import { settled } from "../../../src/terraform/settled";
import { resolved, testApp } from "../../support/synth";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { JUDGED } from "./judged";

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
  for (const text of texts.filter((one) => !one.includes("${")))
    expect([text, knownProblems(rule, "x", text).length === 0]).toEqual([text, follows(rule, text)]);
});

test.each(ALL.filter(({ runner }) => runner))("$name: the bridge's program judges alike", ({ rule, texts, runner }) => {
  for (const text of texts) expect([text, runner?.(text)]).toEqual([text, follows(rule, text)]);
});

test.each(ALL.filter(({ sandbox }) => sandbox))("$name: the sandbox judges alike", ({ rule, texts, sandbox }) => {
  for (const text of texts) expect([text, sandbox?.(text)]).toEqual([text, follows(rule, text)]);
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

  test.each(ALL.map((judged, index) => ({ ...judged, index })))("$name: judges alike", ({ rule, texts, index }) => {
    const given = verdicts[`verdicts_${index}`]?.after as boolean[];
    expect(texts.map((text, at) => [text, given[at]])).toEqual(texts.map((text) => [text, follows(rule, text)]));
  });
});
