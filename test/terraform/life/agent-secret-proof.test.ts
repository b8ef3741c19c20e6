import type { TerraformStack } from "cdktf";
import { AgentSecretValue } from "cdktf-agentcore-identity";
import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { resultOf } from "../../../src/report/result";
import { stackOf } from "../constructs/lifecycle";
import { changed } from "../changed";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { ACCOUNT, byFunction, byPartner, fromVariable, madeIn, NAME } from "./agent-secrets";

type Json = Awaited<ReturnType<Workspace["plan"]>>["json"];

/** What `check` says of each principal: use, read, decrypt. */
const answers = (plan: Json): Record<string, string> =>
  Object.fromEntries(
    resultOf("plan.json", modelWith(sourceOfPlan(plan, "plan.json"), { policies: [], account: ACCOUNT }))
      .rows.filter(({ principal }) => principal.includes(":role/"))
      .map(({ principal, use, read, decrypt }) => [
        principal.split(":role/")[1],
        [use.verdict, read.verdict, decrypt.verdict].join(" "),
      ]),
  );

async function applied(build: (stack: TerraformStack) => void): Promise<Json> {
  const workspace = Workspace.ofStack(stackOf(build), {
    world: { values: { [NAME]: { client_secret: "put" } } },
    environment: { TF_VAR_client_secret: "value" },
  });
  await workspace.init();
  await workspace.apply();
  const { json, summary } = await workspace.plan();
  expect(summary).toEqual({});
  return json;
}

describeWithTerraform("who reads a secret that is made for an agent", () => {
  test("is known before the first apply, too", async () => {
    const build = (stack: TerraformStack): void =>
      void madeIn(stack, { value: fromVariable(stack), rotation: byFunction() });
    const workspace = Workspace.ofStack(stackOf(build), { environment: { TF_VAR_client_secret: "value" } });
    await workspace.init();
    const { json } = await workspace.plan();
    expect(answers(json)).toEqual({
      "agents/runtime": "allowed allowed allowed",
      "rotate-client-secret": "denied allowed allowed",
    });
    const ungranted = changed(json, "aws_kms_grant", "role/agents/runtime", "role/x");
    expect(answers(ungranted)["agents/runtime"]).toBe("allowed allowed denied");
  });

  test("is its reader, which one property decides, and its rotator, which cannot use the provider", async () => {
    const json = await applied((stack) => void madeIn(stack, { value: fromVariable(stack), rotation: byFunction() }));
    const before = answers(json);
    expect(before).toMatchObject({
      "agents/runtime": "allowed allowed allowed",
      "rotate-client-secret": "denied allowed allowed",
    });
    const reader = (plan: Json): string | undefined => answers(plan)["agents/runtime"];
    // Within one account either policy lets it read, and its grant alone lets it decrypt.
    const elsewhere = changed(json, "aws_iam_role_policy", /(?<=secret:)agents\/route-planner\/google-/g, "other-");
    expect(reader(elsewhere)).toBe("allowed allowed allowed");
    const unnamed = changed(elsewhere, "aws_secretsmanager_secret_policy", "role/agents/runtime", "role/x");
    expect(reader(unnamed)).toBe("allowed denied allowed");
    const ungranted = changed(json, "aws_kms_grant", "role/agents/runtime", "role/x");
    expect(reader(ungranted)).toBe("allowed allowed denied");
  });

  test.each([
    ["made up", AgentSecretValue.generated(["client_secret"], { version: 1 })],
    ["put out of band", AgentSecretValue.outOfBand(["client_secret"])],
  ])("is its reader and nobody else, of a value that is %s", async (_, value) => {
    const json = await applied((stack) => void madeIn(stack, { value }));
    expect(answers(json)).toEqual({ "agents/runtime": "allowed allowed allowed" });
    const reader = (plan: Json): string | undefined => answers(plan)["agents/runtime"];
    const unused = changed(
      json,
      "aws_iam_role_policy",
      "oauth2credentialprovider/google-maps",
      "oauth2credentialprovider/x",
    );
    expect(reader(unused)).toBe("denied allowed allowed");
    const elsewhere = changed(json, "aws_iam_role_policy", /(?<=secret:)agents\/route-planner\/google-/g, "other-");
    expect(reader(changed(elsewhere, "aws_secretsmanager_secret_policy", "role/agents/runtime", "role/x"))).toBe(
      "allowed denied allowed",
    );
    expect(reader(changed(json, "aws_kms_grant", "role/agents/runtime", "role/x"))).toBe("allowed allowed denied");
    const keyed = changed(json, "aws_kms_key", "role/terraform", "role/agents/runtime");
    // Whom the key's policy lets write may decrypt without a grant.
    expect(reader(changed(keyed, "aws_kms_grant", "role/agents/runtime", "role/x"))).toBe("allowed allowed allowed");
  });

  test("is a partner's rotator, whose grant alone lets it decrypt", async () => {
    const json = await applied((stack) => void madeIn(stack, { value: fromVariable(stack), rotation: byPartner() }));
    expect(answers(json)["rotate-client-secret"]).toBe("denied allowed allowed");
    const ungranted = changed(json, "aws_kms_grant", "role/rotate-client-secret", "role/x");
    expect(answers(ungranted)["rotate-client-secret"]).toBe("denied allowed denied");
  });
});
