import type { ModuleDefinition, Validation } from "../../../src/module/definition";
import { modules } from "../../../src/module/modules";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "./modules";
import { refusalsOf } from "./refused";

/** What the account breaks and no input does: regions.test.ts and replace.test.ts see these refusals. */
const OF_THE_ACCOUNT = ["length(local.wrong_keys) == 0", "length(local.managed_secrets) == 0"];

/** All conditions of a module's variables and outputs. */
const rulesOf = ({ variables, outputs }: ModuleDefinition): readonly Validation[] =>
  [
    ...variables.flatMap(({ validations = [] }) => validations),
    ...outputs.flatMap(({ preconditions = [] }) => preconditions),
  ].filter(({ condition }) => !OF_THE_ACCOUNT.includes(condition));

/** What makes a message of a value. */
const CODE = /\bissensitive\(|\bregexall\(|\bfor \w+ in \w+\(|\btolist\(/;

/** The longest part of a message that stands whatever the value is. */
const fixedPart = (message: string): string =>
  message
    .split(/[$"{}[\]\\]/)
    .filter((part) => !CODE.test(part))
    .reduce((longest, part) => (part.length > longest.length ? part : longest), "");

const one = (text: string): string => text.replaceAll('\\"', '"').replace(/\s+/g, " ").trim();

describeWithTerraform("a module refuses what breaks a condition, and says so", () => {
  const all = modules();

  test("every condition of every module has an input that breaks it, and words that are said then", async () => {
    const workspace = await inModules("");
    const broken = all.flatMap((definition) =>
      rulesOf(definition).map((rule, index) => ({ definition, rule, name: `${definition.folder}-${index}` })),
    );
    let missing = broken;
    // Terraform stops at the first kind of condition: those that look at one variable, at several, at the plan.
    for (let before = Infinity; missing.length > 0 && missing.length < before;) {
      before = missing.length;
      const calls = missing.map(({ definition, rule, name }) => [
        name,
        { source: `./${definition.folder}`, ...definition.minimal, ...rule.broken },
      ]);
      const module = Object.fromEntries(calls) as object;
      await workspace.write({ "main.tf.json": { provider: { aws: { region: "us-east-1" } }, module } });
      await workspace.init();
      const told = (await refusalsOf(workspace)).map(one);
      missing = missing.filter(({ rule }) => !told.some((text) => text.includes(one(fixedPart(rule.message)))));
    }
    expect(missing.map(({ name, rule }) => `${name}: ${rule.message}`)).toEqual([]);
    expect(broken.filter(({ rule }) => fixedPart(rule.message).length < 20)).toEqual([]);
  });

  test.each(["secret-policy", "key-policy-statement"])(
    "%s tells whoever names no owner what one is for",
    async (name) => {
      const { owner, ...others } = all.find(({ folder }) => folder === name)?.minimal ?? {};
      expect(owner).toBeDefined();
      const workspace = await inModules("");
      const module = { without: { source: `./${name}`, ...others } };
      await workspace.write({ "main.tf.json": { provider: { aws: { region: "us-east-1" } }, module } });
      await workspace.init();
      const [told, ...more] = (await refusalsOf(workspace)).map(one);
      expect(told).toContain('owner "" is not 1 to 128 letters, digits, spaces and any of "._:/=+@-".');
      expect(told).toContain("Give a name that no other configuration has: it marks at AWS what is this one's.");
      expect(more).toEqual([]);
    },
  );
});
