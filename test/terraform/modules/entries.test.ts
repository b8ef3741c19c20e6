import { describeWithTerraform } from "../harness/describe-with-terraform";
import { root } from "./equality";
import { inModules } from "./modules";

const arn = (name: string): string => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const role = (name: string): object => ({ role_arn: `arn:aws:iam::111122223333:role/${name}` });

interface Inputs {
  readonly secrets: Readonly<Record<string, object>>;
  readonly readers: Readonly<Record<string, object>>;
  readonly oauth2_providers: Readonly<Record<string, object>>;
}

const provider = (secret: string, readers: readonly string[]): object => ({
  vendor: "GoogleOauth2",
  client_id: "client",
  secret,
  json_key: "client_secret",
  readers,
});
const BEFORE: Inputs = {
  secrets: { a: { secret_arn: arn("a"), kms_key_arn: KEY }, m: { secret_arn: arn("m"), kms_key_arn: KEY } },
  readers: { b: role("b"), m: role("m") },
  oauth2_providers: { b: provider("m", ["b", "m"]), m: provider("a", ["m"]) },
};

const policy = (secret: string): string => `module.identity.aws_secretsmanager_secret_policy.this["${secret}"]`;
const oauth2 = (name: string): string =>
  `module.identity.aws_bedrockagentcore_oauth2_credential_provider.this["${name}"]`;
const inline = (use: string): string => `module.identity.aws_iam_role_policy.this["oauth2/${use}"]`;
const grant = (use: string): string => `module.identity.aws_kms_grant.this["${use}"]`;

/** Names that sort before all others: with a count, all that follow would move. */
const CHANGES: readonly (readonly [string, Inputs, object])[] = [
  [
    "a provider",
    { ...BEFORE, oauth2_providers: { ...BEFORE.oauth2_providers, aa: provider("m", ["m"]) } },
    { create: [oauth2("aa"), inline("aa/m")] },
  ],
  [
    "a reader",
    {
      ...BEFORE,
      readers: { ...BEFORE.readers, aa: role("aa") },
      oauth2_providers: { ...BEFORE.oauth2_providers, b: provider("m", ["aa", "b", "m"]) },
    },
    { create: [inline("b/aa"), grant("m/aa")], update: [policy("m")] },
  ],
  [
    "a secret with its provider",
    {
      ...BEFORE,
      secrets: { ...BEFORE.secrets, aa: { secret_arn: arn("aa"), kms_key_arn: KEY } },
      oauth2_providers: { ...BEFORE.oauth2_providers, aa: provider("aa", ["m"]) },
    },
    { create: [oauth2("aa"), inline("aa/m"), grant("aa/m"), policy("aa")] },
  ],
];

const inverse = (summary: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(summary).map(([action, all]) => [action === "create" ? "delete" : action, all]));

describeWithTerraform("an entry of the root module", () => {
  test.each(CHANGES)("%s touches only its own resources, when it comes and when it goes", async (_, after, touched) => {
    const workspace = await inModules("");
    await workspace.write({ "main.tf.json": root(BEFORE) });
    await workspace.init();
    await workspace.apply();
    await workspace.write({ "main.tf.json": root(after) });
    const coming = await workspace.plan();
    expect(coming.summary).toEqual(touched);
    await workspace.apply(coming);
    await workspace.write({ "main.tf.json": root(BEFORE) });
    expect((await workspace.plan()).summary).toEqual(inverse(touched as Record<string, unknown>));
  });

  test("may name a secret, a key and a role that the same apply makes", async () => {
    const workspace = await inModules("");
    const inputs = {
      secrets: {
        made: {
          secret_arn: "${aws_secretsmanager_secret.made.arn}",
          kms_key_arn: "${aws_kms_key.made.arn}",
          key_access: "GRANT",
        },
      },
      readers: { agent: { role_arn: "${aws_iam_role.agent.arn}" } },
      oauth2_providers: { google: provider("made", ["agent"]) },
    };
    const resource = {
      aws_secretsmanager_secret: { made: { name: "made", kms_key_id: "${aws_kms_key.made.arn}" } },
      aws_kms_key: { made: { description: "made" } },
      aws_iam_role: { agent: { name: "agent", assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' } },
    };
    await workspace.write({ "main.tf.json": { ...root(inputs), resource } });
    await workspace.init();
    expect((await workspace.plan()).summary.create).toHaveLength(7);
    await workspace.apply();
    expect((await workspace.plan()).isEmpty).toBe(true);
  });

  test("keeps its policy and its grants under a new name, if the configuration says where they went", async () => {
    const workspace = await inModules("");
    await workspace.write({ "main.tf.json": root(BEFORE) });
    await workspace.init();
    await workspace.apply();
    const { m, ...others } = BEFORE.secrets;
    const renamed: Inputs = {
      ...BEFORE,
      secrets: { ...others, mm: m as object },
      oauth2_providers: { ...BEFORE.oauth2_providers, b: provider("mm", ["b", "m"]) },
    };
    await workspace.write({ "main.tf.json": root(renamed) });
    const without = await workspace.plan();
    expect(without.summary.delete?.sort()).toEqual([grant("m/b"), grant("m/m"), policy("m")]);
    const moved = [
      { from: policy("m"), to: policy("mm") },
      ...["b", "m"].map((reader) => ({ from: grant(`m/${reader}`), to: grant(`mm/${reader}`) })),
    ];
    await workspace.write({ "main.tf.json": { ...root(renamed), moved } });
    expect((await workspace.plan()).isEmpty).toBe(true);
  });
});
