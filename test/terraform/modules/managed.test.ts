import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { resultOf } from "../../../src/report/result";
import { changed } from "../changed";
import type { RawPlan } from "../harness/plan";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Workspace } from "../workspace";
import { root } from "./equality";
import { many } from "./managed-cases";
import { inModules } from "./modules";
import { refusalsOf } from "./refused";

const COUNT = 24;
/** So many fit into one policy. */
const FEW = 19;
const ROLE = "arn:aws:iam::111122223333:role/agents/runtime";
const MANAGED = { role_arn: ROLE, policy_kind: "MANAGED" };

async function workspaceOf(configuration: object): Promise<Workspace> {
  const workspace = await inModules("");
  await workspace.write({ "main.tf.json": configuration });
  await workspace.init();
  return workspace;
}

/** How many of the credential providers the role may use, and read the secrets of. */
function allowedIn(plan: RawPlan): [uses: number, reads: number] {
  const { rows } = resultOf("plan.json", modelWith(sourceOfPlan(plan, "plan.json"), { policies: [] }));
  const ofRole = rows.filter(({ principal }) => principal === ROLE);
  const count = (of: "use" | "read"): number => ofRole.filter((row) => row[of].verdict === "allowed").length;
  return [count("use"), count("read")];
}

describeWithTerraform("managed policies of a role that uses many credential providers", () => {
  test("live, hold what the role needs, and stay when another credential provider goes", async () => {
    const workspace = await workspaceOf(root(many(COUNT)));
    await workspace.apply();
    const { json, summary } = await workspace.plan();
    expect(summary).toEqual({});
    const policies = (await workspace.state()).resources.filter(({ type }) => type === "aws_iam_policy");
    expect(policies.length).toBeGreaterThan(1);
    expect(policies.length).toBeLessThan(5);

    expect(allowedIn(json)).toEqual([COUNT, COUNT]);
    const other = changed(
      json,
      "aws_iam_policy",
      /oauth2credentialprovider\/provider-105/g,
      "oauth2credentialprovider/x",
    );
    expect(allowedIn(other)).toEqual([COUNT - 1, COUNT]);
    const unread = changed(
      changed(json, "aws_iam_policy", /secret:agents\/provider-105-/g, "secret:agents/x-"),
      "aws_secretsmanager_secret_policy",
      /role\/agents\/runtime/g,
      "role/x",
    );
    expect(allowedIn(unread)).toEqual([COUNT, COUNT - 1]);

    await workspace.write({ "main.tf.json": root(many(COUNT - 1)) });
    const less = await workspace.plan();
    expect(less.summary.update).toEqual([expect.stringMatching(/\.aws_iam_policy\./)]);
    expect(less.summary.delete?.filter((address) => address.includes("aws_iam_"))).toEqual([]);
    await workspace.apply(less);

    // What leaves the second policy is in the first one before.
    await workspace.write({ "main.tf.json": root(many(FEW)) });
    const log = (await workspace.apply())
      .filter(({ type }) => /^aws_iam_(policy|role_policy_attachment)$/.test(type))
      .map(({ action, type }) => `${action} ${type}`);
    expect(log).toEqual(["update aws_iam_policy", "destroy aws_iam_role_policy_attachment", "destroy aws_iam_policy"]);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("stand beside inline policies of other roles, and take their place", async () => {
    const workspace = await workspaceOf(root(many(2, { role_arn: ROLE })));
    await workspace.apply();
    await workspace.write({ "main.tf.json": root(many(2)) });
    const moved = await workspace.plan();
    expect(moved.summary.create).toHaveLength(2);
    expect(moved.summary.delete).toHaveLength(2);
    await workspace.apply(moved);
    const { json, summary } = await workspace.plan();
    expect(summary).toEqual({});
    expect(allowedIn(json)).toEqual([2, 2]);
  });

  test("over what the role may have, and of an unknown kind, are refused", async () => {
    const told = async (reader: object): Promise<string> =>
      (await refusalsOf(await workspaceOf(root(many(COUNT, { ...MANAGED, ...reader }))))).join("\n");
    expect(await told({ max_managed_policies: 1 })).toMatch(
      /needs [2-4] managed policies, over the 1 that it may have\. .* say max_managed_policies = [2-4]\./,
    );
    expect(await told({ max_managed_policies: 0.5 })).toContain("is not a whole number from 1.");
    expect(await told({ policy_kind: "CUSTOM" })).toContain('readers["runtime"].policy_kind "CUSTOM" is none of');
  });
});

describeWithTerraform("managed policies for secrets of the same apply", () => {
  const called = (secrets: object): object =>
    root({
      ...secrets,
      readers: { runtime: MANAGED },
      api_key_providers: { weather: { secret: "weather", json_key: "key", readers: ["runtime"] } },
    });

  test("are planned where the module makes them, and are not where their ARNs are not known", async () => {
    const made = await workspaceOf(called({ agent_secrets: { weather: { name: "agents/weather" } } }));
    expect(JSON.stringify((await made.plan()).summary)).toContain("aws_iam_policy.first");
    const resource = { aws_secretsmanager_secret: { weather: { name: "agents/weather" } } };
    const secrets = { weather: { secret_arn: "${aws_secretsmanager_secret.weather.arn}" } };
    const elsewhere = await workspaceOf({ ...called({ secrets }), resource });
    expect(await refusalsOf(elsewhere)).toEqual([
      'api_key_providers["weather"].readers "runtime" get managed policies, and how many, Terraform must know while it plans; but only the apply tells the ARN of a secret or key here. Say policy_kind = "INLINE", have the module make the secret as one of agent_secrets, or make secret and key first: terraform apply -target=ADDRESS.',
    ]);
    await elsewhere.terraform("apply", "-auto-approve", "-target=aws_secretsmanager_secret.weather");
    await elsewhere.plan();
  });
});

/** `reader-policy` by itself. */
const alone = (reader: object): object => ({
  provider: { aws: { region: "us-east-1" } },
  module: {
    reader: {
      source: "./reader-policy",
      credential_provider: { kind: "apikey", name: "weather" },
      secret: { secret_arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-AbCdEf" },
      readers: { runtime: { role_arn: ROLE, ...reader } },
    },
  },
});

describeWithTerraform("the managed policy of reader-policy", () => {
  test("lives, and says what the inline one says", async () => {
    const inline = await workspaceOf(alone({}));
    const document = ({ json }: { json: RawPlan }, type: string): unknown =>
      (json.resource_changes ?? [])
        .filter((one) => one.type === type)
        .map(({ change }) => (change.after as { policy: unknown }).policy);
    const workspace = await workspaceOf(alone({ policy_kind: "MANAGED" }));
    const plan = await workspace.plan();
    expect(document(plan, "aws_iam_policy")).toEqual(document(await inline.plan(), "aws_iam_role_policy"));
    await workspace.apply(plan);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.write({ "main.tf.json": alone({ policy_kind: "MANAGED", workload_identities: ["maps-*"] }) });
    const less = await workspace.plan();
    expect(less.summary).toEqual({ update: ['module.reader.aws_iam_policy.managed["runtime"]'] });
    await workspace.apply(less);
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });
});
