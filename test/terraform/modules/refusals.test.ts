import type { ModuleDefinition } from "../../../src/module/definition";
import { type Refused, refusalsOf } from "../../../src/module/documents/tests";
import { parseTemplate } from "../../../src/module/hcl/parse";
import { modules } from "../../../src/module/modules";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { TerraformError } from "../harness/run";
import type { Workspace } from "../workspace";
import { inModules } from "./modules";

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");

/** A message with anything where it shows a value. */
const pattern = (message: string): RegExp =>
  new RegExp(
    parseTemplate(message)
      .map((part) => (typeof part === "string" ? escaped(part) : ".*?"))
      .join(""),
  );

describeWithTerraform("a module refuses in the constructs' words", () => {
  test.each(modules())("$folder", async (definition) => {
    const workspace = await inModules("");
    let missing: readonly Refused[] = refusalsOf(definition);
    // Terraform stops at the first kind of condition: those that look at one variable, at several, at the plan.
    for (let before = Infinity; missing.length > 0 && missing.length < before;) {
      before = missing.length;
      const text = await planBroken(workspace, definition, missing);
      missing = missing.filter(({ validation: { words, message } }) => !pattern(words ?? message).test(text));
    }
    expect(missing.map(({ name, validation }) => `${name}: ${validation.message}`)).toEqual([]);
  });
});

/** What Terraform says of one call for each broken input, or for all of them where each entry is refused by itself. */
async function planBroken(
  workspace: Workspace,
  { folder, minimal }: ModuleDefinition,
  refusals: readonly Refused[],
): Promise<string> {
  const entries = new Map<string, Record<string, unknown>>();
  const calls: (readonly [string, object])[] = [];
  for (const { name, expected, validation } of refusals) {
    const [[variable, map] = [], ...others] = Object.entries(validation.broken ?? {});
    const isEntry = !/^(var|output)\./.test(expected) && variable !== undefined && others.length === 0;
    if (isEntry)
      entries.set(variable, { ...entries.get(variable), [name]: Object.values(map as object)[0] as unknown });
    else calls.push([name, validation.broken ?? {}]);
  }
  calls.push(...[...entries].map(([variable, map]) => [variable, { [variable]: map }] as const));
  const module = Object.fromEntries(
    calls.map(([name, inputs]) => [name, { source: `./${folder}`, ...minimal, ...inputs }]),
  );
  await workspace.write({ "main.tf.json": { provider: { aws: { region: "us-east-1" } }, module } });
  await workspace.init();
  const refused: unknown = await workspace.plan().catch((error: unknown) => error);
  return refused instanceof TerraformError ? refused.output.text : "";
}
