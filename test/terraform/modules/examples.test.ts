import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Sandbox } from "../../../src/sandbox/sandbox";
import { FOREIGN_KEY_POLICY } from "../../bridge/support/objects";
import { inSandbox } from "../account";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { EXAMPLES, inModules, MODULE_NAMES, MODULES } from "./modules";

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

/** A sandbox with all secrets and keys that an example names. */
async function furnished(folder: string): Promise<Sandbox> {
  sandbox = await Sandbox.start();
  const text = readFileSync(join(MODULES, folder, "main.tf"), "utf8");
  for (const [arn] of text.matchAll(/arn:aws:secretsmanager:[^"]+/g)) sandbox.secrets.add(arn, "{}");
  for (const [arn] of text.matchAll(/arn:aws:kms:[^"]+/g)) sandbox.keys.add(arn, FOREIGN_KEY_POLICY);
  return sandbox;
}

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
    const account = await furnished(folder);
    const changes = (): number =>
      account.calls.filter(({ operation }) => /^(Create|Put|Delete)/.test(operation)).length;
    const workspace = await inModules(folder, inSandbox(account));
    await workspace.init();
    await workspace.validate();
    const made = (await workspace.apply()).filter(({ action }) => action === "create").length;
    const bridged = changes();
    expect(made + bridged).toBeGreaterThan(0);
    const second = await workspace.plan();
    expect(second.isEmpty).toBe(true);
    expect(second.checks.filter(({ status }) => status !== "pass")).toEqual([]);
    const gone = (await workspace.destroy()).filter(({ action }) => action === "destroy").length;
    expect([gone, changes()]).toEqual([made, 2 * bridged]);
    expect((await workspace.state()).isEmpty).toBe(true);
  });
});
