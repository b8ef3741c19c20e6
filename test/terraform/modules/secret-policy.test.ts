import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Workspace } from "../workspace";
import { inModules } from "./modules";
import { refusalsOf } from "./refused";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const OTHER = KEY.replace("1234abcd", "9999abcd");
const AWS_OWN = "alias/aws/secretsmanager";
const ROLE = "arn:aws:iam::111122223333:role/agents/route-planner";
const FOREIGN = ROLE.replace("111122223333", "444455556666");

const call = (inputs: object, more: object = {}): object => ({
  provider: { aws: { region: "us-east-1" } },
  module: {
    policy: { source: "./secret-policy", owner: "agents", secret_arn: SECRET, readers: { agent: ROLE }, ...inputs },
  },
  ...more,
});

async function workspaceOf(configuration: object, kmsKeyId?: string): Promise<Workspace> {
  const workspace = await inModules("", { world: { secrets: { [SECRET]: { kmsKeyId } } } });
  await workspace.write({ "main.tf.json": configuration });
  await workspace.init();
  return workspace;
}

const policies = async (workspace: Workspace): Promise<number> =>
  (await workspace.state()).resources.filter(({ type }) => type === "aws_secretsmanager_secret_policy").length;

/** Applied, and the next plan is empty. */
async function isMade(workspace: Workspace): Promise<void> {
  await workspace.apply();
  expect(await policies(workspace)).toBe(1);
  expect((await workspace.plan()).summary).toEqual({});
}

/** With a secret, and perhaps its key, of the same apply. */
const made = (inputs: object, secret: object, more: object = {}): object =>
  call(
    { secret_arn: "${aws_secretsmanager_secret.made.arn}", ...inputs },
    { resource: { aws_secretsmanager_secret: { made: { name: "made", ...secret } }, ...more } },
  );

describeWithTerraform("secret-policy compares the stated key with the secret's", () => {
  test.each([
    ["its ARN", KEY],
    ["its ID", KEY.split("/")[1]],
  ])("and writes the policy, told by %s", async (_, kmsKeyId) => {
    const workspace = await workspaceOf(call({ kms_key_arn: KEY }), kmsKeyId);
    await isMade(workspace);
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test.each([
    ["another key", OTHER, `Secret ${SECRET} is encrypted with ${OTHER}, not with the stated ${KEY}: its readers`],
    ["AWS's own", AWS_OWN, `Secret ${SECRET} is encrypted with ${AWS_OWN}, not with the stated ${KEY}`],
    ["an alias", "alias/team", `Secret ${SECRET} has its key by an alias, alias/team, and an alias may come`],
  ])("and writes none where it has %s, unless none is stated", async (_, kmsKeyId, message) => {
    const workspace = await workspaceOf(call({ kms_key_arn: KEY }), kmsKeyId);
    expect(await refusalsOf(workspace)).toEqual([expect.stringContaining(message)]);
    await workspace.write({ "main.tf.json": call({}) });
    await isMade(workspace);
  });

  test("of the same apply, too, before it writes", async () => {
    await isMade(await workspaceOf(made({ kms_key_arn: KEY }, { kms_key_id: KEY })));
    const wrong = await workspaceOf(made({ kms_key_arn: KEY }, { kms_key_id: OTHER }));
    await expect(wrong.apply()).rejects.toThrow(/is encrypted with/);
    expect(await policies(wrong)).toBe(0);
  });

  test("where the same apply makes the key", async () => {
    const key = "${aws_kms_key.made.arn}";
    await isMade(
      await workspaceOf(
        made({ kms_key_arn: key, readers: { agent: FOREIGN } }, { kms_key_id: key }, { aws_kms_key: { made: {} } }),
      ),
    );
  });
});

describeWithTerraform("secret-policy lets no role in that cannot decrypt with AWS's own key", () => {
  const refused = `${SECRET} is encrypted with aws/secretsmanager, and that key works in the secret's own account only: ${FOREIGN} could read nothing.`;

  test.each(["readers", "deployers", "rotators"])("of another account, among %s", async (input) => {
    const foreign = await workspaceOf(call({ [input]: { other: FOREIGN } }), AWS_OWN);
    expect(await refusalsOf(foreign)).toEqual([expect.stringContaining(refused)]);
    await foreign.steer({ secrets: { [SECRET]: { kmsKeyId: KEY } } });
    await isMade(foreign);
  });

  test("but those of the secret's own account", async () => {
    await isMade(await workspaceOf(call({ readers: { agent: ROLE } }), AWS_OWN));
  });

  test("of the same apply, too, before it writes", async () => {
    const wrong = await workspaceOf(made({ readers: { agent: FOREIGN } }, {}));
    await expect(wrong.apply()).rejects.toThrow(/works in the secret's/);
    expect(await policies(wrong)).toBe(0);
  });
});
