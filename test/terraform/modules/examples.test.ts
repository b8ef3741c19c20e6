import { describeWithTerraform } from "../harness/describe-with-terraform";
import { EXAMPLES, inModules, MODULE_NAMES } from "./modules";

describeWithTerraform("the published modules", () => {
  test("are formatted as terraform fmt wants it", async () => {
    const workspace = await inModules("");
    await workspace.terraform("fmt", "-check", "-recursive", "-diff");
  });

  test.each(MODULE_NAMES)("%s passes its own tests", async (name) => {
    const workspace = await inModules(name);
    await workspace.init();
    const { text } = await workspace.test();
    expect(text).toMatch(/Success! \d+ passed, 0 failed\./);
  });

  test.each(EXAMPLES)("%s is made, needs no second apply, and leaves nothing behind", async (folder) => {
    const workspace = await inModules(folder);
    await workspace.init();
    await workspace.validate();
    const made = (await workspace.apply()).filter(({ action }) => action === "create").length;
    expect(made).toBeGreaterThan(0);
    const second = await workspace.plan();
    expect(second.isEmpty).toBe(true);
    expect(second.checks.filter(({ status }) => status !== "pass")).toEqual([]);
    const gone = (await workspace.destroy()).filter(({ action }) => action === "destroy").length;
    expect(gone).toBe(made);
    expect((await workspace.state()).isEmpty).toBe(true);
  });
});
