import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import type { StatedRoles } from "../../../src/proof/expected";
import type { RawPlan } from "../harness/plan";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Steering } from "../provider/steering";
import type { Workspace } from "../workspace";
import { answers } from "./answers";
import { root } from "./equality";
import { inModules } from "./modules";
import { keyIn, SECRET, THREE_REGIONS } from "./region-cases";

const IRELAND = "eu-west-1";
const KEYS = ["us-east-1", IRELAND].map(keyIn);
const arnIn = (region: string): string => SECRET.replace("us-east-1", region);

const world = (keys: Readonly<Record<string, string | undefined>> = {}): Steering => ({
  secrets: {
    [SECRET]: { kmsKeyId: keyIn("us-east-1") },
    [arnIn(IRELAND)]: {
      kmsKeyId: keyIn(IRELAND),
      isReplica: true,
      ...(IRELAND in keys && { kmsKeyId: keys[IRELAND] }),
    },
    [arnIn("ap-southeast-2")]: { isReplica: true },
  },
});

async function workspaceOf(inputs: object, account = world()): Promise<Workspace> {
  const workspace = await inModules("", { world: account });
  await workspace.write({ "main.tf.json": root(inputs) });
  await workspace.init();
  return workspace;
}

const refused = async (inputs: object, account?: Steering): Promise<string> =>
  (await workspaceOf(inputs, account)).plan().then(
    () => "planned",
    (error: unknown) => String(error).replaceAll(/[\s│]+/g, " "),
  );

const WHO = { who: { value: "${module.identity.intended_readers}" } };
const namesIn = (stated: StatedRoles | undefined): string[] =>
  (stated?.readers ?? []).map((arn) => arn.split("/").at(-1) ?? "");

const { secrets, readers, oauth2_providers: providers } = THREE_REGIONS;

describeWithTerraform("the root module over three Regions", () => {
  test("is planned, applied, left alone, changed and destroyed; each reader obtains in its own", async () => {
    const workspace = await workspaceOf(THREE_REGIONS);
    expect(await workspace.apply()).toHaveLength(9);
    const { json, summary } = await workspace.plan();
    expect(summary).toEqual({});
    // The one policy is the primary's; identity policy and vault tell the Regions apart.
    const intended = [
      "ap-southeast-2 checker allowed allowed allowed",
      "eu-west-1 checker allowed allowed allowed",
      "us-east-1 checker denied allowed denied",
      "us-east-1 planner allowed allowed allowed",
    ];
    expect(answers(json, KEYS)).toEqual(intended);
    const elsewhere = JSON.parse(
      JSON.stringify(json).replaceAll(
        /(?<=bedrock-agentcore:)eu-west-1(?=:111122223333:token-vault\/default\\)/g,
        "eu-west-2",
      ),
    ) as RawPlan;
    expect(answers(elsewhere, KEYS)).toEqual(
      intended.map((line) => line.replace(/^(eu-west-1 checker) allowed/, "$1 denied")),
    );

    await workspace.write({ "main.tf.json": { ...root(THREE_REGIONS), output: WHO } });
    const stated = modelWith(sourceOfPlan((await workspace.plan()).json, "plan.json"), { policies: [] });
    // Each Region has readers of its own, though the three have one name.
    expect(stated.providers.map((one) => [one.region, namesIn(one.stated)]).sort()).toEqual([
      ["ap-southeast-2", ["checker"]],
      ["eu-west-1", ["checker"]],
      ["us-east-1", ["planner"]],
    ]);

    const less = { ...readers, checker: { ...readers.checker, regions: [IRELAND] } };
    await workspace.write({ "main.tf.json": root({ ...THREE_REGIONS, readers: less }) });
    const change = await workspace.plan();
    expect(change.summary).toEqual({
      delete: ['module.identity.aws_iam_role_policy.this["oauth2/google/ap-southeast-2/checker"]'],
    });
    await workspace.apply(change);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("stops at the key of a replica that is not the stated one", async () => {
    const told = await refused(THREE_REGIONS, world({ [IRELAND]: keyIn(IRELAND).replace("1234abcd", "9999abcd") }));
    expect(told).toContain(
      `Secret ${arnIn(IRELAND)} is encrypted with ${keyIn(IRELAND).replace("1234abcd", "9999abcd")}`,
    );
  });

  test("stops at a key by an alias", async () => {
    expect(await refused(THREE_REGIONS, world({ [IRELAND]: "alias/team" }))).toContain(
      `Secret ${arnIn(IRELAND)} has its key by an alias, alias/team`,
    );
  });

  test("tells what is wrong with Regions, all of it", async () => {
    const told = await refused({
      secrets: { google: { ...secrets.google, replicas: { "us-east-1": null, [IRELAND]: keyIn("eu-west-2") } } },
      readers: { ...readers, planner: { ...readers.planner, regions: ["Ireland"] } },
      oauth2_providers: { google: { ...providers.google, regions: ["eu-west-2"] } },
    });
    expect(told).toContain('secrets["google"].replicas "us-east-1" is the secret\'s own Region.');
    expect(told).toContain("is in another Region than the replica.");
    expect(told).toContain('readers["planner"].regions "Ireland" is not the code of a Region.');
    expect(told).toContain(
      'oauth2_providers["google"].regions "eu-west-2" are Regions in which a secret of the credential provider has no replica.',
    );
  });

  test("attaches no policy to a role that only AWS may change, and gives the document", async () => {
    const kept = (more: object): object => ({
      ...THREE_REGIONS,
      readers: {
        ...readers,
        planner: { role_arn: "arn:aws:iam::111122223333:role/aws-reserved/sso/planner", ...more },
      },
    });
    expect(await refused(kept({}))).toContain("is a role that only AWS may change. Say attach_policy = false");
    expect(await refused(kept({ attach_policy: false }))).toBe("planned");
  });
});
