import { symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { googleIn, SECRET_ARN, secretIn } from "../../support/fixtures";
import { follow, MANAGED, warned } from "../advice";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";

const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";

describeWithTerraform("whoever follows the advice to replace a provider arrives", () => {
  let workspace: Workspace;
  let address: string;
  /** Where the program runs: its output lies below, as `cdktf synth` writes it. */
  let program: string;
  const changedTo = (secret_arn: string): Promise<void> =>
    workspace.drift(address, { set: { client_secret_arn: [{ secret_arn }] } });

  beforeEach(async () => {
    workspace = Workspace.ofStack(stackOf((stack) => void googleIn(stack, secretIn(stack))));
    program = workspace.area.make("program");
    await symlink(dirname(dirname(workspace.folder)), join(program, "cdktf.out"));
    await workspace.init();
    await workspace.apply();
    const made = (await workspace.state()).resources.find(({ type }) => type === OAUTH2);
    address = made?.address ?? "";
  });

  /** The new object has none of what was changed at the old one. */
  const replaced = async (message: string): Promise<void> => {
    const before = workspace.log().length;
    await follow(workspace, message, program);
    workspace.steer({});
    const changes = workspace.log().slice(before);
    expect(changes.map(({ action, type }) => `${action} ${type}`)).toEqual([`destroy ${OAUTH2}`, `create ${OAUTH2}`]);
    expect(await warned(workspace)).toEqual([]);
  };

  test("from a plan that warns of another secret", async () => {
    expect(await warned(workspace)).toEqual([]);
    await changedTo(SECRET_ARN.replace("google", "other"));
    const [message, ...others] = await warned(workspace);
    expect(others).toEqual([]);
    expect(message).toContain(`-chdir=cdktf.out/stacks/stack apply -replace=${address}`);
    await replaced(message ?? "");
  });

  test("from a plan that is stopped by a secret that AgentCore made", async () => {
    await changedTo(MANAGED);
    const message = await workspace.plan().then(
      () => "planned",
      (error: Error) => error.message,
    );
    expect(message).toContain("AgentCore cannot switch it to your own in place.");
    await replaced(message);
  });
});
