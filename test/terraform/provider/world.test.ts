import { configuration } from "../harness/configuration";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { external, oauth2, secretArn } from "./cases/oauth2-configuration";
import type { Steering } from "./steering";

const foreign = { Version: "2012-10-17", Statement: [{ Sid: "Foreign", Effect: "Allow", Action: "*", Resource: "*" }] };
const ours = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Sid: "Ours", Effect: "Deny", Action: "*", Resource: "*" }],
});
const oauth2Type = "aws_bedrockagentcore_oauth2_credential_provider";

const lookups = {
  data: {
    aws_caller_identity: { me: {} },
    aws_partition: { here: {} },
    aws_region: { here: {} },
    aws_secretsmanager_secret: { google: { arn: secretArn }, by_name: { name: "google" } },
    aws_iam_role: { agent: { name: "agent" } },
    aws_kms_key: { key: { key_id: "arn:aws-cn:kms:cn-north-1:444455556666:key/abc" } },
    aws_kms_alias: { key: { name: "alias/a" } },
    aws_iam_policy_document: {
      one: {
        statement: [
          { sid: "A", actions: ["b", "a"], resources: ["*"], principals: [{ type: "AWS", identifiers: ["x"] }] },
        ],
      },
    },
  },
  output: {
    account: { value: "${data.aws_caller_identity.me.account_id}" },
    partition: { value: "${data.aws_partition.here.partition}" },
    region: { value: "${data.aws_region.here.region}" },
    policy: { value: "${data.aws_secretsmanager_secret.google.policy}" },
    key: { value: "${data.aws_secretsmanager_secret.by_name.kms_key_id}" },
    role: { value: "${data.aws_iam_role.agent.arn}" },
    kms: { value: "${data.aws_kms_key.key.arn}" },
    document: { value: "${data.aws_iam_policy_document.one.minified_json}" },
  },
};

describeWithTerraform("the account", () => {
  test("is what the steering file says", async () => {
    const here = secretArn.replace("aws:secretsmanager:us-east-1", "aws-cn:secretsmanager:cn-north-1");
    const world: Steering = {
      account: "444455556666",
      partition: "aws-cn",
      region: "cn-north-1",
      secrets: { [here]: { policy: foreign, kmsKeyId: "key-1" } },
      roles: { agent: { trustPolicy: foreign } },
    };
    const asked = JSON.parse(JSON.stringify(lookups).replaceAll(secretArn, here)) as typeof lookups;
    const workspace = await Workspace.ofFiles(configuration(asked), { world });
    await workspace.init();
    const plan = await workspace.plan();
    expect(Object.fromEntries(Object.entries(plan.outputs).map(([name, { after }]) => [name, after]))).toEqual({
      account: "444455556666",
      partition: "aws-cn",
      region: "cn-north-1",
      policy: JSON.stringify(foreign),
      key: "key-1",
      role: "arn:aws-cn:iam::444455556666:role/agent",
      kms: "arn:aws-cn:kms:cn-north-1:444455556666:key/abc",
      document:
        '{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":["a","b"],"Resource":"*","Principal":{"AWS":"x"}}]}',
    });
    workspace.steer({ secrets: {}, roles: {} });
    await expect(workspace.plan()).rejects.toThrow(
      /reading IAM Role \(agent\).*reading Secrets Manager Secret|reading Secrets Manager Secret.*reading IAM Role \(agent\)/,
    );
  });

  test("a misspelt name in the steering file is an error, not a silent default", async () => {
    const world = { secretz: {} } as Steering;
    const workspace = await Workspace.ofFiles(configuration(lookups), { world });
    await workspace.init();
    await expect(workspace.plan()).rejects.toThrow(/"secretz" is no part of a world/);
  });

  test("keeps the policy that an apply puts on a secret, until it is destroyed", async () => {
    const policy = { resource: { aws_secretsmanager_secret_policy: { a: { secret_arn: secretArn, policy: ours } } } };
    const reads = {
      data: { aws_secretsmanager_secret: { a: { arn: secretArn } } },
      output: { policy: { value: "${data.aws_secretsmanager_secret.a.policy}" } },
    };
    const workspace = await Workspace.ofFiles(configuration({ ...policy, ...reads }), {
      world: { secrets: { [secretArn]: { policy: foreign } } },
    });
    await workspace.init();
    const first = await workspace.plan();
    expect(first.outputs.policy.after).toBe(JSON.stringify(foreign));
    await workspace.apply(first);
    await workspace.apply();
    expect((await workspace.state()).outputs).toEqual({ policy: ours });
    expect((await workspace.plan()).isEmpty).toBe(true);
    await workspace.write(configuration(reads));
    await workspace.apply();
    expect((await workspace.plan()).outputs.policy.after).toBe("");
  });

  test("changes behind Terraform's back show in the next plan", async () => {
    const resource = {
      [oauth2Type]: { a: oauth2("google", { client_id: "id", ...external }) },
      aws_sns_topic: { a: { name: "a" }, b: { name: "b" } },
    };
    const workspace = await Workspace.ofFiles(configuration({ resource }));
    await workspace.init();
    await workspace.apply();
    await workspace.drift(`${oauth2Type}.a`, { set: { client_secret_arn: [{ secret_arn: "arn:other" }] } });
    await workspace.drift("aws_sns_topic.b", { set: { display_name: "changed" } });
    await workspace.drift("aws_sns_topic.a", { gone: true });
    const plan = await workspace.plan();
    expect(plan.summary).toEqual({ create: ["aws_sns_topic.a"], update: ["aws_sns_topic.b"] });
    expect(plan.drift.find(({ type }) => type === oauth2Type)?.after).toMatchObject({
      client_secret_arn: [{ secret_arn: "arn:other" }],
    });
  });

  test("answers ephemeral resources and writes them nowhere; a precondition can look at the keys", async () => {
    const body = {
      ephemeral: {
        aws_secretsmanager_secret_version: { a: { secret_id: secretArn } },
        aws_secretsmanager_random_password: { b: {} },
      },
      resource: {
        terraform_data: {
          check: {
            lifecycle: {
              precondition: [
                {
                  condition:
                    '${contains(keys(jsondecode(ephemeral.aws_secretsmanager_secret_version.a.secret_string)), "wanted")}',
                  error_message: "The secret has no JSON key named wanted.",
                },
              ],
            },
          },
        },
      },
    };
    const workspace = await Workspace.ofFiles(configuration(body), {
      world: { secrets: { [secretArn]: { secretString: { other: "canary" } } } },
    });
    await workspace.init();
    await expect(workspace.plan()).rejects.toThrow(/The secret has no JSON key named wanted/);
    workspace.steer({ secrets: { [secretArn]: { secretString: { wanted: "canary" } } } });
    const plan = await workspace.plan();
    expect(JSON.stringify(plan.json)).not.toContain("canary");
    workspace.steer({ secrets: {} });
    await expect(workspace.plan()).rejects.toThrow(/reading Secrets Manager Secret Version/);
  });
});

describeWithTerraform("a secret that an apply makes", () => {
  test("is found by name, with its value, though the steering file does not list it", async () => {
    const made = {
      resource: {
        aws_secretsmanager_secret: { a: { name: "made", kms_key_id: "key-1" } },
        aws_secretsmanager_secret_version: {
          a: { secret_id: "${aws_secretsmanager_secret.a.arn}", secret_string: '{"made_key":"x"}' },
        },
      },
    };
    const reads = {
      data: { aws_secretsmanager_secret: { a: { name: "made" } } },
      ephemeral: { aws_secretsmanager_secret_version: { a: { secret_id: "made" } } },
      output: { key: { value: "${data.aws_secretsmanager_secret.a.kms_key_id}" } },
      check: {
        key: {
          assert: [
            {
              condition:
                "${can(jsondecode(ephemeral.aws_secretsmanager_secret_version.a.secret_string).made_key) || length(data.aws_secretsmanager_secret.a.arn) < 1}",
              error_message: "no made_key",
            },
          ],
        },
      },
    };
    const workspace = await Workspace.ofFiles(configuration(made), { world: { secrets: {} } });
    await workspace.init();
    const [, version] = await workspace.apply();
    expect(version.values).toMatchObject({ secret_string: "(sensitive)" });
    await workspace.write(configuration({ ...made, ...reads }));
    const plan = await workspace.plan();
    expect(plan.outputs.key.after).toBe("key-1");
    expect(plan.text).not.toContain("no made_key");
  });
});

describeWithTerraform("import", () => {
  test("finds what an apply has made, and an apply settles what the service does not give back", async () => {
    const resource = {
      [oauth2Type]: { a: oauth2("google", { client_id: "id", ...external }) },
      aws_secretsmanager_secret_policy: { a: { secret_arn: secretArn, policy: ours } },
    };
    const workspace = await Workspace.ofFiles(configuration({ resource }));
    await workspace.init();
    await workspace.apply();
    const { callback_url } = (await workspace.state()).values(`${oauth2Type}.a`);
    await workspace.terraform("state", "rm", `${oauth2Type}.a`, "aws_secretsmanager_secret_policy.a");
    const imports = [
      { to: `${oauth2Type}.a`, id: "google" },
      { to: "aws_secretsmanager_secret_policy.a", id: secretArn },
    ];
    await workspace.write(configuration({ resource, import: imports }));
    const plan = await workspace.plan();
    expect(plan.summary).toEqual({ update: [`${oauth2Type}.a`] });
    expect(plan.text).toContain("2 to import");
    await workspace.apply(plan);
    expect((await workspace.state()).values(`${oauth2Type}.a`)).toMatchObject({ callback_url });
    expect((await workspace.plan()).isEmpty).toBe(true);
  });

  test("of what is not there is refused", async () => {
    const resource = { [oauth2Type]: { a: oauth2("google", { client_id: "id", ...external }) } };
    const workspace = await Workspace.ofFiles(
      configuration({ resource, import: [{ to: `${oauth2Type}.a`, id: "nobody" }] }),
    );
    await workspace.init();
    await expect(workspace.plan()).rejects.toThrow(/Cannot import non-existent remote object.*"nobody"/);
  });
});
