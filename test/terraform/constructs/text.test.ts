import { put, valuesOf } from "../harness/arrived";
import type { Plan } from "../harness/plan";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { hostileText, random } from "../../support/texts";
import { Workspace } from "../workspace";
import type { Give } from "./free-texts";
import { freeTexts } from "./free-texts";
import { textsBeside } from "./free-texts-beside";
import { stackOf } from "./lifecycle";
import type { Given } from "./shapes";
import { SHAPES, VARIABLES } from "./shapes";

/** The plan of a stack with these texts. */
async function planWith(give: Give): Promise<Plan> {
  const stack = stackOf((one) => {
    one.addOverride("variable", VARIABLES);
    freeTexts(one, give, 8);
    textsBeside(one, give, 8);
  });
  const workspace = Workspace.ofStack(stack);
  await workspace.init();
  return workspace.plan();
}

describeWithTerraform("Text", () => {
  test("arrives byte for byte in every input that takes any text, alone and beside tokens", async () => {
    const next = random(20260501);
    const given: Given[] = [];
    const evil = await planWith((without) => {
      // The last one has a dollar, which is what some inputs do not take.
      const shape = SHAPES[given.length % (SHAPES.length - (without ? 1 : 0))] as (typeof SHAPES)[number];
      const [text, other] = [hostileText(next), hostileText(next)].map(
        (one) => one.replace(without ?? /(?!)/g, "") || "x",
      );
      given.push(shape(text as string, other as string));
      return (given.at(-1) as Given).said;
    });
    let count = 0;
    const marked = await planWith(() => `<${count++}>`);
    expect(given.length).toBeGreaterThan(1000);
    const [actual, expected] = [
      put(valuesOf(evil), []),
      put(
        valuesOf(marked),
        given.map(({ meant }) => meant),
      ),
    ];
    for (const [address, values] of Object.entries(expected as object))
      expect({ [address]: (actual as Record<string, unknown>)[address] }).toEqual({ [address]: values });
  });
});
