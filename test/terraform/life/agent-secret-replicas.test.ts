import type { TerraformStack } from "cdktf";
import { Reader } from "cdktf-agentcore-identity";
import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { resultOf } from "../../../src/report/result";
import { googleIn } from "../../support/fixtures";
import { live, stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { ACCOUNT, fromVariable, madeIn, role } from "./agent-secrets";

const WEST = "us-west-2";
const environment = { TF_VAR_client_secret: "value" };

/** A secret and its replica, each with a credential provider and a reader of its own. */
function replicated(stack: TerraformStack, tags?: { [key: string]: string }): void {
  const { secret } = madeIn(stack, { value: fromVariable(stack), ...(tags && { tags }) });
  googleIn(stack, secret.replicaIn(WEST), {}, "West").grantUse(Reader.role(role("agents/west")));
}

describeWithTerraform("a secret made for an agent, with a replica", () => {
  test("is planned, applied, left alone, changed and destroyed", async () => {
    await live({
      name: "replica",
      build: (stack, changed) => replicated(stack, changed ? { team: "travel" } : undefined),
      environment,
      // Secret and replica are asked for their keys anew.
      change: { read: ["data", "data"], update: ["aws_kms_key", "aws_kms_key", "aws_secretsmanager_secret"] },
    });
  });

  test("is read in each Region by that Region's reader alone", async () => {
    const workspace = Workspace.ofStack(
      stackOf((stack) => replicated(stack)),
      { environment },
    );
    await workspace.init();
    await workspace.apply();
    const { json } = await workspace.plan();
    const { rows } = resultOf(
      "plan.json",
      modelWith(sourceOfPlan(json, "plan.json"), { policies: [], account: ACCOUNT }),
    );
    const answers = rows
      .filter(({ principal }) => principal.includes(":role/agents/"))
      .map(({ provider, principal, use, read, decrypt }) =>
        [provider.region, principal.split("/").at(-1), use.verdict, read.verdict, decrypt.verdict].join(" "),
      )
      .sort();
    // One policy holds for both copies: vault and key tell the Regions apart.
    expect(answers).toEqual([
      "us-east-1 runtime allowed allowed allowed",
      "us-east-1 west denied allowed denied",
      "us-west-2 runtime denied allowed denied",
      "us-west-2 west allowed allowed allowed",
    ]);
  });

  test("that AWS could not make is warned of, and stops nothing", async () => {
    const workspace = Workspace.ofStack(
      stackOf((stack) => replicated(stack)),
      { world: { failedReplicas: [WEST] }, environment },
    );
    await workspace.init();
    await workspace.apply();
    const { text, summary } = await workspace.plan();
    expect(summary).toEqual({});
    expect(text).toContain(`These replicas of the secret were not made: ${WEST} (Replication failed: Secret name`);
  });
});
