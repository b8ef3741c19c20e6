import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { RawPlan } from "../harness/plan";
import type { ExistingSecret } from "../provider/steering";
import type { Workspace } from "../workspace";
import { answers } from "./answers";
import { root } from "./equality";
import { inModules } from "./modules";
import { refusalsOf } from "./refused";
import { keyIn, LOOKED_UP, LOOKED_UP_WORLD, SECRET } from "./region-cases";

const HOME = "us-east-1";
const WEST = SECRET.replace(HOME, "us-west-2");
const KEYS = [HOME, "eu-west-1", "ap-southeast-2"].map(keyIn);
const OTHER_KEY = keyIn(HOME).replace("1234abcd", "9999abcd");

async function workspaceOf(
  configuration: object,
  secrets: Readonly<Record<string, ExistingSecret>>,
): Promise<Workspace> {
  const workspace = await inModules("", { world: { secrets } });
  await workspace.write({ "main.tf.json": configuration });
  await workspace.init();
  return workspace;
}

const { readers, oauth2_providers: providers } = LOOKED_UP;
const { regions: _regions, ...google } = providers.google;
/** One secret and one reader of it. */
const one = (secret: object): object => ({
  secrets: { google: secret },
  readers: { planner: readers.planner },
  oauth2_providers: { google: { ...google, readers: ["planner"] } },
});
const LOOK = { secret_arn: SECRET, look_up_kms_key: true };

const grants = async (workspace: Workspace): Promise<unknown[]> =>
  (await workspace.state()).resources
    .filter(({ type }) => type === "aws_kms_grant")
    .map(({ values }) => values.key_id)
    .sort();

describeWithTerraform("the root module looks keys up", () => {
  test("of a secret and its replicas, and is planned, applied, left alone, changed and destroyed", async () => {
    const workspace = await workspaceOf(root(LOOKED_UP), LOOKED_UP_WORLD.secrets ?? {});
    await workspace.apply();
    expect(await grants(workspace)).toEqual(["ap-southeast-2", "eu-west-1", HOME].map(keyIn));
    const { summary, json } = await workspace.plan();
    expect(summary).toEqual({});
    expect(answers(json, KEYS)).toEqual([
      "ap-southeast-2 checker allowed allowed allowed",
      "eu-west-1 checker allowed allowed allowed",
      "us-east-1 checker denied allowed denied",
      "us-east-1 planner allowed allowed allowed",
    ]);
    // With grant and identity policy on another key than the one that was found, nobody decrypts.
    const granted = new RegExp(`(?<="key_id":"|Resource\\\\":\\[?\\\\")${keyIn(HOME)}`, "g");
    const elsewhere = JSON.stringify(json).replaceAll(granted, OTHER_KEY);
    expect(answers(JSON.parse(elsewhere) as RawPlan, [...KEYS, OTHER_KEY]).at(-1)).toBe(
      "us-east-1 planner allowed allowed denied",
    );
    // The team gives the secret another key: the grant goes to that, and the old one goes.
    workspace.steer({ secrets: { ...LOOKED_UP_WORLD.secrets, [SECRET]: { kmsKeyId: OTHER_KEY } } });
    const change = await workspace.plan();
    expect(change.summary).toEqual({ update: expect.anything() as unknown, replace: expect.anything() as unknown });
    await workspace.apply(change);
    expect(await grants(workspace)).toEqual([keyIn("ap-southeast-2"), keyIn("eu-west-1"), OTHER_KEY].sort());
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  const NO_KEY = (arn: string, at = "google"): string =>
    `secrets["${at}"] "${arn}" is encrypted with aws/secretsmanager, for which there is no key to look up. Leave out look_up_kms_key: who is in the secret's account and may read it decrypts it, too. If the secret is to have a key of yours, give it that one first. Where the secret has one and a replica has none, state the secret's as kms_key_arn.`;

  test("and refuses a secret with AWS's own, and the ways out arrive", async () => {
    const workspace = await workspaceOf(root(one(LOOK)), { [SECRET]: {} });
    expect(await refusalsOf(workspace)).toEqual([NO_KEY(SECRET)]);
    await workspace.write({ "main.tf.json": root(one({ secret_arn: SECRET })) });
    await workspace.plan();
    await workspace.write({ "main.tf.json": root(one({ ...LOOK, replicas: { "us-west-2": null } })) });
    workspace.steer({ secrets: { [SECRET]: { kmsKeyId: keyIn(HOME) }, [WEST]: { isReplica: true } } });
    expect(await refusalsOf(workspace)).toEqual([NO_KEY(WEST, 'google"].replicas["us-west-2')]);
    const stated = { secret_arn: SECRET, kms_key_arn: keyIn(HOME), replicas: { "us-west-2": null } };
    await workspace.write({ "main.tf.json": root(one(stated)) });
    await workspace.plan();
  });

  test("and refuses an alias", async () => {
    const [told, ...more] = await refusalsOf(
      await workspaceOf(root(one(LOOK)), { [SECRET]: { kmsKeyId: "alias/team" } }),
    );
    expect(more).toEqual([]);
    expect(told).toContain(`secrets["google"] "${SECRET}" has its key by an alias, alias/team, and an alias may`);
  });

  test("and refuses a key that is stated, too, and a key of another account", async () => {
    const both = { ...LOOK, kms_key_arn: keyIn(HOME) };
    const workspace = await workspaceOf(root(one(both)), { [SECRET]: { kmsKeyId: keyIn(HOME) } });
    expect(await refusalsOf(workspace)).toEqual([
      'secrets["google"].look_up_kms_key is said beside kms_key_arn, and one of them says the key. Leave out kms_key_arn to take the key from the secret, or look_up_kms_key to have the two compared.',
    ]);
    const foreign = keyIn(HOME).replace("111122223333", "444455556666");
    workspace.steer({ secrets: { [SECRET]: { kmsKeyId: foreign } } });
    await workspace.write({ "main.tf.json": root(one(LOOK)) });
    expect(await refusalsOf(workspace)).toEqual([
      `secrets["google"].kms_key_arn "${foreign}" is in another account than the secret, where this AWS provider can make no grant. Say key_access = "NONE" and grant the readers in the key's account.`,
    ]);
    await workspace.write({ "main.tf.json": root(one({ ...LOOK, key_access: "NONE" })) });
    await workspace.plan();
  });

  test("and tells what else is wrong before AWS does", async () => {
    const secrets = { google: { ...LOOK, secret_arn: SECRET.slice(0, -7) }, far: { ...LOOK, secret_arn: WEST } };
    const { readers: inputs, oauth2_providers } = one({}) as Record<string, object>;
    const far = { weather: { secret: "far", json_key: "key", readers: ["planner"] } };
    const workspace = await workspaceOf(
      root({ secrets, readers: inputs, oauth2_providers, api_key_providers: far }),
      {},
    );
    const told = await refusalsOf(workspace);
    expect(told.flatMap((text) => text.split("\n")).map((line) => line.split(" ")[0])).toEqual([
      'secrets["google"].secret_arn',
      'api_key_providers["weather"]:',
    ]);
  });

  test("and refuses a replica in another partition, looked up or not", async () => {
    const workspace = await workspaceOf(root(one({ ...LOOK, replicas: { "cn-north-1": null } })), {
      [SECRET]: { kmsKeyId: keyIn(HOME) },
    });
    const told =
      'secrets["google"].replicas "cn-north-1" is not in the secret\'s partition, aws, and secrets are replicated within one. Name Regions of that partition.';
    expect(await refusalsOf(workspace)).toEqual([told]);
    const stated = { secret_arn: SECRET, kms_key_arn: keyIn(HOME), replicas: { "cn-north-1": null } };
    await workspace.write({ "main.tf.json": root(one(stated)) });
    expect(await refusalsOf(workspace)).toEqual([told]);
  });

  test("of a secret that the same apply makes, and tells a wrong one then", async () => {
    const secret = { name: "made", kms_key_id: keyIn(HOME) };
    const configuration = (kms: object): object => ({
      ...root(one({ secret_arn: "${aws_secretsmanager_secret.made.arn}", look_up_kms_key: true })),
      resource: { aws_secretsmanager_secret: { made: { ...secret, ...kms } } },
    });
    const workspace = await workspaceOf(configuration({}), {});
    await workspace.apply();
    expect(await grants(workspace)).toEqual([keyIn(HOME)]);
    expect((await workspace.plan()).summary).toEqual({});

    const wrong = await workspaceOf(configuration({ kms_key_id: null }), {});
    await expect(wrong.apply()).rejects.toThrow(/no key to look up/);
    const made = (await wrong.state()).resources.filter(({ mode }) => mode === "managed");
    expect(made.map(({ address }) => address)).toEqual(["aws_secretsmanager_secret.made"]);
  });

  test("and says to apply once more where the same apply gives the secret another", async () => {
    const configuration = (key: string): object => ({
      ...root(one({ secret_arn: "${aws_secretsmanager_secret.made.arn}", look_up_kms_key: true })),
      resource: { aws_secretsmanager_secret: { made: { name: "made", kms_key_id: key } } },
    });
    const workspace = await workspaceOf(configuration(keyIn(HOME)), {});
    await workspace.apply();
    await workspace.write({ "main.tf.json": configuration(OTHER_KEY) });
    await expect(workspace.apply()).rejects.toThrow(/was looked up before this apply/);
    await workspace.apply();
    expect(await grants(workspace)).toEqual([OTHER_KEY]);
    expect((await workspace.plan()).summary).toEqual({});
  });
});
