import type { TerraformStack } from "cdktf";
import { refusals } from "../../support/synth";
import { nearlyRuled, random } from "../../support/texts";
import { put, valuesOf } from "../harness/arrived";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Plan } from "../harness/plan";
import { TerraformError } from "../harness/run";
import { Workspace } from "../workspace";
import { stackOf } from "./lifecycle";
import type { RuledInput } from "./ruled-texts";
import { PARTS, WHOLES } from "./ruled-texts";
import type { Given } from "./shapes";
import { SHAPES, VARIABLES } from "./shapes";

/** One text in one input: `x17x` is its construct, and `m17m` stands for it where texts are marks. */
interface Try extends Given {
  readonly id: string;
  readonly ruled: RuledInput;
}

/** Each input with each shape of text; wholes, which none of them is, with three. */
function tries(next: () => number): Try[] {
  const pairs = [
    ...PARTS.flatMap((ruled) => SHAPES.map((shape) => ({ ruled, shape }))),
    ...WHOLES.flatMap((ruled) => SHAPES.slice(1, 4).map((shape) => ({ ruled, shape }))),
  ];
  return pairs.map(({ ruled, shape }, index) => ({
    id: `x${index}x`,
    ruled,
    ...shape(nearlyRuled(next), nearlyRuled(next)),
  }));
}

const building =
  (all: readonly Try[], textOf: (one: Try) => string) =>
  (stack: TerraformStack): void => {
    stack.addOverride("variable", VARIABLES);
    all.forEach((one) => one.ruled.build(stack, one.id, textOf(one)));
  };

const without = (all: readonly Try[], ids: ReadonlySet<string>): Try[] => all.filter(({ id }) => !ids.has(id));
const idsIn = (texts: readonly string[], pattern: RegExp): Set<string> =>
  new Set(texts.map((text) => pattern.exec(text)?.[1] ?? `none in ${text}`));

/** What synthesis refuses: one line says which construct. */
const refusedAtSynthesis = (all: readonly Try[]): Set<string> =>
  idsIn(refusals(building(all, ({ said }) => said)), /^\[stack\/(x\d+x)/);

async function planOf(all: readonly Try[], textOf: (one: Try) => string): Promise<Plan | readonly string[]> {
  const workspace = Workspace.ofStack(stackOf(building(all, textOf)));
  await workspace.init();
  return workspace.plan().catch((error: unknown) => {
    if (!(error instanceof TerraformError)) throw error;
    return error.output.stderr.split(/\n(?=.?\s*Error: )/).filter((text) => text.includes("Error: "));
  });
}

/** Plans until nothing is refused: what stands behind a refused block is looked at only then. */
async function survivors(all: readonly Try[]): Promise<{ plan: Plan; left: Try[]; refused: Set<string> }> {
  const refused = new Set<string>();
  for (let left = [...all]; ; left = without(left, refused)) {
    const plan = await planOf(left, ({ said }) => said);
    if (!(plan instanceof Array)) return { plan: plan as Plan, left, refused };
    expect(plan.filter((error) => !REFUSALS.test(error))).toEqual([]);
    const now = idsIn(plan, /(?:with|in) \S*?(x\d+x)/);
    expect([...now].filter((id) => !/^x\d+x$/.test(id))).toEqual([]);
    now.forEach((id) => refused.add(id));
  }
}

/**
 * Ours, and those of the AWS provider's schema: Terraform asks it first where all is known, as with what CDKTF's Lazy
 * stands for. A secret is read as soon as its ARN is known, in whatever Region is said, and compared with whatever key.
 */
const REFUSALS =
  /Error: (Resource precondition failed|Invalid Attribute Value|Resource postcondition failed|reading Secrets Manager Secret)/;

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** What all resources are to be, without their addresses: these may be made of what a text beside a token is known to be. */
const contentOf = (plan: Plan, texts: readonly string[]): string[] =>
  Object.entries(valuesOf(plan))
    .map(([address, values]) => `${address.split(".")[0]} ${JSON.stringify(put(values, texts), inOrder)}`)
    .sort();

describeWithTerraform("Text in an input with a rule", () => {
  test("arrives byte for byte, or is refused by us: alone and beside tokens", async () => {
    const all = tries(random(20261128));
    const atSynthesis = refusedAtSynthesis(all);
    const { plan, left, refused } = await survivors(without(all, atSynthesis));
    for (const ruled of PARTS)
      expect([ruled.input, left.some((one) => one.ruled === ruled)]).toEqual([ruled.input, true]);
    // Nothing random is a whole ARN, Region or account.
    expect(left.flatMap(({ ruled, said }) => (WHOLES.includes(ruled) ? [[ruled.input, said]] : []))).toEqual([]);
    expect([atSynthesis.size > 10, refused.size > 50, left.length > 50]).toEqual([true, true, true]);

    const marked = await planOf(left, ({ id }) => `m${id.slice(1, -1)}m`);
    const texts: string[] = [];
    for (const { id, meant } of left) texts[Number(id.slice(1, -1))] = meant;
    expect(Object.keys(valuesOf(plan)).length).toBeGreaterThan(left.length);
    expect(contentOf(plan, [])).toEqual(contentOf(marked as Plan, texts));
  });
});
