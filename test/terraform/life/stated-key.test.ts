import type { TerraformStack } from "cdktf";
import type { ExternalSecretFromArnProps, SecretReplicaOptions } from "cdktf-agentcore-identity";
import { KmsAccess, SecretPolicyMode } from "cdktf-agentcore-identity";
import { googleIn, KEY_ARN, reader, SECRET_ARN, secretIn } from "../../support/fixtures";
import { tokenFor } from "../../support/synth";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { ExistingSecret } from "../provider/steering";
import { Workspace } from "../workspace";

const WEST = "us-west-2";
const WEST_ARN = SECRET_ARN.replace("us-east-1", WEST);
const WEST_KEY = KEY_ARN.replace("us-east-1", WEST);
const ID = KEY_ARN.split("/")[1] as string;
const OTHER = KEY_ARN.replace("1234abcd", "9999abcd");

type Stated = Partial<ExternalSecretFromArnProps>;

/** A secret as it is stated, and its replica in another Region if that is. */
const program = (stated: Stated, replica?: SecretReplicaOptions) => (stack: TerraformStack) => {
  const secret = secretIn(stack, stated);
  const google = googleIn(stack, secret);
  google.grantUse(reader());
  if (replica) google.inRegion(WEST, replica).grantUse(reader());
};

async function workspaceOf(
  stated: Stated,
  kmsKeyId: string | undefined,
  replica?: SecretReplicaOptions & { readonly has?: string },
): Promise<Workspace> {
  const secrets: Record<string, ExistingSecret> = { [SECRET_ARN]: { kmsKeyId } };
  if (replica) secrets[WEST_ARN] = { kmsKeyId: replica.has, isReplica: true };
  const { has: _has, ...options } = replica ?? {};
  const stack = stackOf((one) => program(stated, replica && options)(one));
  const workspace = Workspace.ofStack(stack, { world: { secrets } });
  await workspace.init();
  return workspace;
}

const FOUND = /Secret \S+ (is encrypted with \S+|has its key by an alias,) .*?(?=: |, and )/;

const planned = async (...args: Parameters<typeof workspaceOf>): Promise<unknown> =>
  (await workspaceOf(...args)).plan().then(
    () => "planned",
    (error: unknown) => FOUND.exec(told(error))?.[0] ?? error,
  );

/** Terraform breaks lines, and draws one beside them. */
const told = (error: unknown): string => String(error).replaceAll(/[\s│]+/g, " ");

const mismatch = (arn: string, found: string, stated?: string): string =>
  `Secret ${arn} is encrypted with ${found}, not with ${stated === undefined ? "aws/secretsmanager, as without kmsKeyArn" : `the stated ${stated}`}`;

const { EXCLUSIVE, ADDITIVE, NONE } = SecretPolicyMode;

describeWithTerraform("the stated key is compared with the secret's", () => {
  test.each([
    ["by its ID", KEY_ARN, ID],
    ["none for AWS's own by its alias", undefined, "alias/aws/secretsmanager"],
  ])("and passes %s", async (_name, kmsKeyArn, kmsKeyId) => {
    expect(await planned({ kmsKeyArn }, kmsKeyId)).toBe("planned");
  });

  test.each([
    ["another key", KEY_ARN, OTHER],
    ["AWS's own", KEY_ARN, ""],
    ["a customer managed key where none is stated", undefined, KEY_ARN],
  ])("and stops the plan at %s", async (_name, kmsKeyArn, kmsKeyId) => {
    const found = kmsKeyId === "" ? "alias/aws/secretsmanager" : kmsKeyId;
    expect(await planned({ kmsKeyArn }, kmsKeyId)).toBe(mismatch(SECRET_ARN, found, kmsKeyArn));
  });

  test.each([ADDITIVE, NONE])("with %s, too", async (policyMode) => {
    const stated = { policyMode, keyAccess: KmsAccess.NONE };
    expect(await planned(stated, ID)).toBe("planned");
    expect(await planned(stated, OTHER)).toBe(mismatch(SECRET_ARN, OTHER, KEY_ARN));
  });

  test("and a replica's, too", async () => {
    expect(await planned({}, KEY_ARN, { kmsKeyArn: WEST_KEY, has: WEST_KEY })).toBe("planned");
    const other = OTHER.replace("us-east-1", WEST);
    expect(await planned({}, KEY_ARN, { kmsKeyArn: WEST_KEY, has: other })).toBe(mismatch(WEST_ARN, other, WEST_KEY));
  });
});

describeWithTerraform("a secret that has its key by an alias", () => {
  test.each([EXCLUSIVE, NONE])("is refused with %s, and the way out arrives", async (policyMode) => {
    const workspace = await workspaceOf({ policyMode }, "alias/team");
    const refused = await workspace.plan().then(String, told);
    expect(refused).toContain(`Secret ${SECRET_ARN} has its key by an alias, alias/team`);
    expect(refused).toContain(`aws secretsmanager update-secret --secret-id ${SECRET_ARN} --kms-key-id KEY_ARN`);
    workspace.steer({ secrets: { [SECRET_ARN]: { kmsKeyId: KEY_ARN } } });
    await workspace.plan();
  });
});

describeWithTerraform("the key is looked up", () => {
  const LOOKED_UP: Stated = { kmsKeyArn: undefined, lookUpKmsKey: true };

  test.each([EXCLUSIVE, NONE])(
    "with %s by ARN or ID, also of a replica, and the grants are on it",
    async (policyMode) => {
      const workspace = await workspaceOf({ ...LOOKED_UP, policyMode }, KEY_ARN, { has: ID });
      await workspace.apply();
      const grants = (await workspace.state()).resources.filter(({ type }) => type === "aws_kms_grant");
      expect(grants.map(({ values }) => values.key_id).sort()).toEqual([KEY_ARN, WEST_KEY].sort());
      expect((await workspace.plan()).summary).toEqual({});
    },
  );

  test("and none is there of a secret with AWS's own key: stated so, it passes", async () => {
    expect(await planned(LOOKED_UP, undefined)).toBe(
      `Secret ${SECRET_ARN} is encrypted with aws/secretsmanager, for which there is no key to look up. Leave out lookUpKmsKey`,
    );
    expect(await planned({ kmsKeyArn: undefined }, undefined)).toBe("planned");
  });
});

describeWithTerraform("a key that only the apply tells", () => {
  test.each([EXCLUSIVE, NONE])("is compared then, with %s", async (policyMode) => {
    const made = (stack: TerraformStack): void => {
      stack.addOverride("resource.terraform_data.key", { input: OTHER });
      program({ kmsKeyArn: tokenFor("terraform_data.key.output"), policyMode, keyAccess: KmsAccess.NONE })(stack);
    };
    const workspace = Workspace.ofStack(stackOf(made), { world: { secrets: { [SECRET_ARN]: { kmsKeyId: KEY_ARN } } } });
    await workspace.init();
    await expect(workspace.apply()).rejects.toThrow(/is encrypted with/);
  });
});
