import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { resultOf } from "../../../src/report/result";
import { table } from "../../cli/support";
import { changed } from "../changed";
import type { RawPlan } from "../harness/plan";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Workspace } from "../workspace";
import { ACCOUNT, IRELAND, made, NAME, role, ROTATED, VALUE, workspaceOf } from "./agent-secret-calls";

const answers = (plan: RawPlan): string[] =>
  table(resultOf("plan.json", modelWith(sourceOfPlan(plan, "plan.json"), { policies: [], account: ACCOUNT }))).sort();

const typesIn = (summary: object): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(summary as Record<string, string[]>).map(([action, addresses]) => [
      action,
      addresses.map((address) => /\b(aws_[a-z0-9_]+)\.[^.]*$/.exec(address)?.[1] ?? address).sort(),
    ]),
  );

/** What is known of a secret is asked anew after its change. */
const ASKED_ANEW = { read: ["aws_secretsmanager_secret"] };

/** Applied, left alone, changed and destroyed; gives the plan after the first apply. */
async function lived(workspace: Workspace, other: object, change: Record<string, readonly string[]>): Promise<RawPlan> {
  await workspace.apply();
  const { json, summary } = await workspace.plan();
  expect(summary).toEqual({});
  await workspace.write({ "main.tf.json": other });
  const second = await workspace.plan();
  expect(typesIn(second.summary)).toEqual(change);
  await workspace.apply(second);
  expect((await workspace.plan()).summary).toEqual({});
  await workspace.destroy();
  expect((await workspace.state()).isEmpty).toBe(true);
  return json;
}

describeWithTerraform("secrets that the root module makes", () => {
  test("live with what uses them, and their readers and rotators are proven", async () => {
    const secret = { value_version: 1, writers: { terraform: role("terraform") }, ...ROTATED };
    const workspace = await workspaceOf(made(secret, VALUE));
    const plan = await lived(workspace, made({ ...secret, rotation_days: 10 }, VALUE), {
      ...ASKED_ANEW,
      update: ["aws_secretsmanager_secret_rotation"],
    });
    expect(answers(plan)).toEqual(["rotate deployer denied allowed allowed", "runtime reader allowed allowed allowed"]);
    const reader = (one: RawPlan): string | undefined => answers(one).find((line) => line.startsWith("runtime "));
    const elsewhere = changed(plan, "aws_iam_role_policy", /(?<=secret:)agents\/route-planner\/google-/g, "other-");
    expect(reader(elsewhere)).toBe("runtime reader allowed allowed allowed");
    const unnamed = changed(elsewhere, "aws_secretsmanager_secret_policy", "role/agents/runtime", "role/x");
    expect(reader(unnamed)).toBe("runtime reader allowed denied allowed");
    const ungranted = changed(plan, "aws_kms_grant", "role/agents/runtime", "role/x");
    expect(reader(ungranted)).toBe("runtime reader allowed allowed denied");
  });

  test("are written anew by their version, and keep no value", async () => {
    const workspace = await workspaceOf(made({ value_version: 1 }, VALUE), {
      environment: { TF_VAR_client_secret: "c4nary-value" },
    });
    const plan = await lived(workspace, made({ value_version: 2 }, VALUE), {
      ...ASKED_ANEW,
      replace: ["aws_secretsmanager_secret_version"],
    });
    expect(JSON.stringify(plan)).not.toContain("c4nary-value");
    expect(workspace.transcript.join("\n")).not.toContain("c4nary-value");
  });

  test("wait for a value that somebody puts, before what needs it", async () => {
    const workspace = await workspaceOf(made(ROTATED));
    await expect(workspace.apply()).rejects.toThrow(/has no value yet, and what is made next needs one\./);
    const types = (await workspace.state()).resources.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["aws_secretsmanager_secret", "aws_kms_key"]));
    expect(types.filter((type) => /credential_provider|secret_rotation/.test(type))).toEqual([]);
    workspace.steer({ values: { [NAME]: { client_secret: "put" } } });
    await lived(workspace, made({ ...ROTATED, description: "For the route planner" }), {
      read: ["aws_secretsmanager_secret", "aws_secretsmanager_secret_versions"],
      update: ["aws_secretsmanager_secret"],
    });
  });

  test("have replicas, of which a credential provider in their Region is made", async () => {
    const secret = { value_version: 1, replicas: { "eu-west-1": IRELAND } };
    const there = { regions: ["eu-west-1"] };
    const workspace = await workspaceOf(made(secret, VALUE, there));
    const plan = await lived(workspace, made({ ...secret, tags: { team: "travel" } }, VALUE, there), {
      read: ["aws_secretsmanager_secret", "aws_secretsmanager_secret"],
      update: ["aws_kms_key", "aws_secretsmanager_secret"],
    });
    expect(answers(plan)).toEqual([
      "runtime reader allowed allowed allowed",
      // The policy of the replica's key is in no input.
      "runtime reader allowed allowed unknown",
    ]);
  });

  test("are each made in its Region, with all that uses it", async () => {
    const secret = { value_version: 1, region: "eu-west-1" };
    const workspace = await workspaceOf(made(secret, VALUE));
    const plan = await lived(workspace, made({ ...secret, description: "For the route planner" }, VALUE), {
      ...ASKED_ANEW,
      update: ["aws_secretsmanager_secret"],
    });
    const regions = (plan.resource_changes ?? []).flatMap(({ mode, change }) =>
      mode === "managed" ? ((change.after as { region?: string }).region ?? []) : [],
    );
    expect(new Set(regions)).toEqual(new Set(["eu-west-1"]));
    expect(answers(plan)).toEqual(["runtime reader allowed allowed allowed"]);
    const elsewhere = changed(plan, "aws_iam_role_policy", /secretsmanager\.eu-west-1/g, "secretsmanager.us-east-1");
    const ungranted = changed(elsewhere, "aws_kms_grant", "role/agents/runtime", "role/x");
    expect(answers(ungranted)).toContainEqual("runtime reader allowed allowed denied");
  });
});
