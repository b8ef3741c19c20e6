import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "./modules";
import { type Inputs, OTHERS, RIGHT, TRIED } from "./mistakes";
import { refusalsOf } from "./refused";

const numbered = (inputs: Inputs, number: string): Inputs =>
  JSON.parse(JSON.stringify(inputs).replaceAll("#", `-${number}`)) as Inputs;

describeWithTerraform("mistakes in the root module's inputs", () => {
  test.each([
    ["the 28 that were tried", TRIED],
    ["others of their kinds", OTHERS],
  ])("%s are told each in one error: entry, value, rule and way out", async (_, mistakes) => {
    const workspace = await inModules("");
    const calls = mistakes.map(([, inputs], index) => {
      const number = String(index + 1).padStart(2, "0");
      return [`m${number}`, { source: "./root", ...numbered({ ...RIGHT, ...inputs }, number) }];
    });
    await workspace.write({
      "main.tf.json": { provider: { aws: { region: "us-east-1" } }, module: Object.fromEntries(calls) as object },
    });
    await workspace.init();
    const told = await refusalsOf(workspace);
    const expected = mistakes.map(([, , message], index) =>
      message.replaceAll("#", `-${String(index + 1).padStart(2, "0")}`),
    );
    expect(told.sort()).toEqual(expected.sort());
  });
});
