import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hostileText, nearlyRuled, random } from "../../support/texts";
import { put, valuesOf } from "../harness/arrived";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Plan } from "../harness/plan";
import { TerraformError } from "../harness/run";
import type { Give } from "./inputs";
import { ENUMERATIONS, freeCalls, NO_TEXT, RULED } from "./inputs";
import { inModules, MODULES } from "./modules";

/** Terraform takes the texts from a file of variables; a call of a module names them. */
const named = (index: number): string => `\${var.texts[${index}]}`;

async function planWith(calls: object, texts: readonly string[]): Promise<Plan> {
  const workspace = await inModules("", { variables: { texts } });
  await workspace.write({
    "main.tf.json": {
      provider: { aws: { region: "us-east-1" } },
      variable: { texts: { type: "list(string)" } },
      module: calls,
    },
  });
  await workspace.init();
  return workspace.plan();
}

/** Texts are keys, too, and an address writes them as Terraform would: where there is one instance alone, without its key. */
const unkeyed = (plan: Plan): unknown =>
  Object.fromEntries(
    Object.entries(valuesOf(plan)).map(([address, values]) => [
      address.startsWith("module.root.") ? address : address.replace(/\[".*"\]$/s, ""),
      values,
    ]),
  );

/** A Sid ends in a hash of the provider's name, which a mark changes. */
const unhashed = (values: unknown): unknown =>
  JSON.parse(JSON.stringify(values).replace(/(AgentCoreIdentity[A-Za-z]+Of)[0-9a-f]{8}/g, "$1"));

interface Try {
  readonly id: string;
  readonly input: string;
  readonly text: string;
}

/** Each input with several texts; `x17x` is a call of its module, and `m17m` stands for its text where texts are marks. */
function tries(each: number, next: () => number): Try[] {
  return Object.keys(RULED)
    .flatMap((input) =>
      Array.from({ length: /^(?:root|agent-secret) /.test(input) ? 2 : each }, (_, index) => ({
        input,
        // The first is what most rules take.
        text: index === 0 && !ENUMERATIONS.has(input) ? `a${Math.floor(next() * 1e6)}` : nearlyRuled(next),
      })),
    )
    .map((one, index) => ({ ...one, id: `x${index}x` }));
}

/** The plan of calls with these texts, or what Terraform says against them, one text for each error. */
async function planOf(all: readonly Try[], mark: (one: Try) => string): Promise<Plan | readonly string[]> {
  const call = ({ id, input }: Try, index: number): [string, object] => [
    id,
    (RULED[input] as (text: string) => object)(named(index)),
  ];
  return planWith(Object.fromEntries(all.map(call)), all.map(mark)).catch((error: unknown) => {
    if (!(error instanceof TerraformError)) throw error;
    return error.output.stderr.split(/\n(?=.?\s*Error: )/).filter((text) => text.includes("Error: "));
  });
}

/** Ours, all of them; where the text is that of a key, the secret has another. */
const REFUSALS =
  /Error: (Invalid value for variable|Resource precondition failed|Module output value precondition failed|Resource postcondition failed[\s\S]*in data "aws_secretsmanager_secret")/;

/** Modules that look at their inputs in one of their own, where an error tells the value, but not the call. */
const INNER = /^(?:root|reader-policy) /;

function innerOf(error: string, all: readonly Try[]): string {
  const flat = (text: string): string => text.replace(/[\s│]+/g, "");
  const shown = all.filter(({ input, text }) => INNER.test(input) && flat(error).includes(flat(text)));
  return shown.sort((a, b) => b.text.length - a.text.length)[0]?.id ?? error;
}

describeWithTerraform("Text", () => {
  test("arrives byte for byte from every variable of a module that takes any text", async () => {
    const next = random(20260502);
    const texts: string[] = [];
    const collect: Give = (without = /(?!)/g) => {
      texts.push(hostileText(next).replace(without, "") || "x");
      return named(texts.length - 1);
    };
    const calls = freeCalls(collect);
    const evil = await planWith(calls, texts);
    const marked = await planWith(
      calls,
      texts.map((_, index) => `<${index}>`),
    );
    const [actual, expected] = [put(unkeyed(evil), []), put(unkeyed(marked), texts)];
    expect(Object.keys(expected as object).length).toBeGreaterThan(10);
    expect(actual).toEqual(expected);
  });

  test("arrives byte for byte from every variable with a rule, or is refused by it", async () => {
    const all = tries(4, random(20261130));
    const refused = new Set<string>();
    for (;;) {
      const left = all.filter(({ id }) => !refused.has(id));
      const plan = await planOf(left, ({ text }) => text);
      if (plan instanceof Array) {
        expect(plan.filter((error) => !REFUSALS.test(error))).toEqual([]);
        const now = plan.map((error) => /(?:in|with) module\.?\s?"?(x\d+x)/.exec(error)?.[1] ?? innerOf(error, left));
        expect(now.filter((id) => !/^x\d+x$/.test(id))).toEqual([]);
        now.forEach((id) => refused.add(id));
        continue;
      }
      for (const input of Object.keys(RULED)) {
        const fitting = left.some((one) => one.input === input);
        expect([input, fitting]).toEqual([input, !ENUMERATIONS.has(input)]);
      }
      expect(refused.size).toBeGreaterThan(30);
      const marked = await planOf(left, ({ id }) => `m${id.slice(1, -1)}m`);
      const texts: string[] = [];
      for (const { id, text } of left) texts[Number(id.slice(1, -1))] = text;
      expect(unhashed(put(valuesOf(plan as Plan), []))).toEqual(unhashed(put(valuesOf(marked as Plan), texts)));
      return;
    }
  });
});

test("every variable of a module is looked at here", () => {
  const looked = new Set([...Object.keys(RULED), ...NO_TEXT]);
  for (const { source, ...inputs } of Object.values(freeCalls(() => "x")) as { source: string }[])
    for (const name of Object.keys(inputs)) looked.add(`${source.slice(2)} ${name}`);
  const modules = readdirSync(MODULES).filter((name) => existsSync(join(MODULES, name, "variables.tf")));
  expect(modules.length).toBeGreaterThan(6);
  for (const module of modules) {
    const text = readFileSync(join(MODULES, module, "variables.tf"), "utf8");
    const variables = [...text.matchAll(/^variable "(\w+)"/gm)].map(([, name]) => `${module} ${name}`);
    expect(variables.filter((name) => !looked.has(name))).toEqual([]);
    expect([...looked].filter((name) => name.startsWith(`${module} `) && !variables.includes(name))).toEqual([]);
  }
});
