import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Workspace } from "../workspace";
import { inModules } from "./modules";
import { refusalsOf } from "./refused";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const OTHER = KEY.replace("1234abcd", "9999abcd");
const ROLE = "arn:aws:iam::111122223333:role/agents/route-planner";

const granted = (inputs: object = {}, more: object = {}): object => ({
  provider: { aws: { region: "us-east-1" } },
  module: {
    grant: { source: "./kms-grant", secret_arn: SECRET, kms_key_arn: KEY, grantees: { agent: ROLE }, ...inputs },
  },
  ...more,
});

async function workspaceOf(configuration: object, kmsKeyId?: string): Promise<Workspace> {
  const workspace = await inModules("", { world: { secrets: { [SECRET]: { kmsKeyId } } } });
  await workspace.write({ "main.tf.json": configuration });
  await workspace.init();
  return workspace;
}

const grants = async (workspace: Workspace): Promise<unknown[]> =>
  (await workspace.state()).resources.filter(({ type }) => type === "aws_kms_grant").map(({ values }) => values.key_id);

describeWithTerraform("kms-grant compares the stated key with the secret's", () => {
  test.each([
    ["its ARN", KEY],
    ["its ID", KEY.split("/")[1]],
  ])("and grants on it, told by %s", async (_, kmsKeyId) => {
    const workspace = await workspaceOf(granted(), kmsKeyId);
    await workspace.apply();
    expect(await grants(workspace)).toEqual([KEY]);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test.each([
    ["another key", OTHER, `Secret ${SECRET} is encrypted with ${OTHER}, not with the stated ${KEY}: its readers`],
    [
      "AWS's own",
      "alias/aws/secretsmanager",
      `Secret ${SECRET} is encrypted with alias/aws/secretsmanager, not with the stated ${KEY}`,
    ],
    ["an alias", "alias/team", `Secret ${SECRET} has its key by an alias, alias/team, and an alias may come`],
  ])("and grants nothing on %s, until it is told not to look", async (_, kmsKeyId, message) => {
    const workspace = await workspaceOf(granted(), kmsKeyId);
    const told = await refusalsOf(workspace);
    expect(told).toEqual([expect.stringContaining(message)]);
    await workspace.write({ "main.tf.json": granted({ compare_key: false }) });
    await workspace.apply();
    expect(await grants(workspace)).toEqual([KEY]);
  });

  const made = (kms_key_id: string): object =>
    granted(
      { secret_arn: "${aws_secretsmanager_secret.made.arn}" },
      { resource: { aws_secretsmanager_secret: { made: { name: "made", kms_key_id } } } },
    );

  test("of the same apply, too, before it grants", async () => {
    const workspace = await workspaceOf(made(KEY));
    await workspace.apply();
    expect(await grants(workspace)).toEqual([KEY]);
    expect((await workspace.plan()).summary).toEqual({});

    const wrong = await workspaceOf(made(OTHER));
    await expect(wrong.apply()).rejects.toThrow(/is encrypted with/);
    expect(await grants(wrong)).toEqual([]);
  });
});
