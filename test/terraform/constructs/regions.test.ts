import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ExternalSecret, Reader } from "cdktf-agentcore-identity";
import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { resultOf } from "../../../src/report/result";
import { googleIn, KEY_ARN, SECRET_ARN, secretIn } from "../../support/fixtures";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { stackOf } from "./lifecycle";

const REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2"] as const;
const ACCOUNT = "111122223333";
const [HOME, ...OTHERS] = REGIONS;

const keyIn = (region: string): string => KEY_ARN.replace(HOME, region);
const roleIn = (region: string): string => `arn:aws:iam::${ACCOUNT}:role/agents/${region}`;
const arnIn = (region: string): string => SECRET_ARN.replace(HOME, region);

/** One AWS provider, one credential provider in three Regions, a reader in each. */
function threeRegions(stack: TerraformStack, readers: (region: string) => string = roleIn): void {
  const google = googleIn(stack, secretIn(stack), { verifyJsonKey: true });
  google.grantUse(Reader.role(readers(HOME)));
  for (const region of OTHERS)
    google.inRegion(region, { kmsKeyArn: keyIn(region) }).grantUse(Reader.role(readers(region)));
}

const WORLD = {
  secrets: Object.fromEntries(
    REGIONS.map((region) => [
      arnIn(region),
      {
        kmsKeyId: keyIn(region),
        secretString: { client_secret: "value" },
        ...(region !== HOME && { isReplica: true as const }),
      },
    ]),
  ),
};

/** What the account has beside the plan, for `check`: the replicas, which no program of ours makes. */
const replicated = (stack: TerraformStack): void => {
  const keys = new Map(REGIONS.map((region) => [region, new KmsKey(stack, `Key-${region}`, { region })] as const));
  const made = new SecretsmanagerSecret(stack, "Made", {
    name: "made",
    kmsKeyId: keys.get(HOME)?.arn,
    replica: OTHERS.map((region) => ({ region, kmsKeyId: keys.get(region)?.arn })),
  });
  const secret = ExternalSecret.fromAttributes(stack, "Secret", {
    secretArn: made.arn,
    region: HOME,
    account: ACCOUNT,
    kmsKeyArn: keys.get(HOME)?.arn,
    populatedBy: [made],
  });
  for (const region of OTHERS) secret.replicaIn(region, { kmsKeyArn: keys.get(region)?.arn });
  const google = googleIn(stack, secret);
  for (const region of REGIONS) google.inRegion(region).grantUse(Reader.role(roleIn(region)));
};

const typesIn = (all: readonly { readonly type: string }[]): string[] => all.map(({ type }) => type).sort();

describeWithTerraform("three Regions from one AWS provider", () => {
  test("are planned, applied, left alone, changed and destroyed", async () => {
    const workspace = Workspace.ofStack(
      stackOf((stack) => threeRegions(stack)),
      { world: WORLD },
    );
    await workspace.init();
    await workspace.validate();
    const made = await workspace.apply(await workspace.plan());
    expect(typesIn(made)).toEqual([
      ...REGIONS.map(() => "aws_bedrockagentcore_oauth2_credential_provider"),
      ...REGIONS.map(() => "aws_iam_role_policy"),
      ...REGIONS.map(() => "aws_kms_grant"),
      "aws_secretsmanager_secret_policy",
    ]);
    expect((await workspace.plan()).summary).toEqual({});

    const state = await workspace.state();
    const regionsOf = (type: string): unknown[] =>
      state.resources.filter((one) => one.type === type).map(({ values }) => values.region);
    expect(regionsOf("aws_bedrockagentcore_oauth2_credential_provider").sort()).toEqual([...REGIONS].sort());
    expect(regionsOf("aws_kms_grant").sort()).toEqual([...REGIONS].sort());
    expect(regionsOf("aws_secretsmanager_secret_policy")).toEqual([HOME]);

    workspace.replaceStack(stackOf((stack) => threeRegions(stack, (region) => roleIn(region).replace("eu-", "eu2-"))));
    const change = await workspace.plan();
    expect(Object.keys(change.summary).sort()).toEqual(["create", "delete", "update"]);
    await workspace.apply(change);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("are refused by AWS where the region argument is missing", async () => {
    const workspace = Workspace.ofStack(
      stackOf((stack) => threeRegions(stack)),
      { world: WORLD },
    );
    await workspace.init();
    const file = readFileSync(join(workspace.folder, "cdk.tf.json"), "utf8");
    const without = JSON.parse(file, (name, value: unknown) =>
      name === "region" && value === "eu-west-1" ? undefined : value,
    ) as object;
    await workspace.write({ "cdk.tf.json": without });
    await expect(workspace.apply()).rejects.toThrow(
      /NotFoundException: (Invalid arn eu-west-1|.* is not in us-east-1)/,
    );
  });
});

/** Changes a text in all that a plan says of a type of resource. */
function changed<T>(json: T, type: string, from: string | RegExp, to: string): T {
  let count = 0;
  const change = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll(from, () => (count++, to))) as unknown;
  const made = JSON.parse(JSON.stringify(json), (name, value: unknown) =>
    (value as { type?: unknown } | null)?.type === type && name !== "expressions" ? change(value) : value,
  ) as T;
  expect(count).toBeGreaterThan(0);
  return made;
}

describeWithTerraform("who reads in each Region", () => {
  test("is allowed, and not where one property is another", async () => {
    const workspace = Workspace.ofStack(stackOf(replicated));
    await workspace.init();
    await workspace.apply();
    const { json, summary } = await workspace.plan();
    expect(summary).toEqual({});
    const answers = (plan: typeof json): string[] =>
      resultOf("plan.json", modelWith(sourceOfPlan(plan, "plan.json"), { policies: [], account: ACCOUNT }))
        .rows.filter(({ principal }) => principal.includes(":role/agents/"))
        .map(({ provider, principal, use, read, decrypt }) =>
          [provider.region, principal.split("/").at(-1), use.verdict, read.verdict, decrypt.verdict].join(" "),
        )
        .sort();
    // One policy holds for all copies of the secret; vault, identity policy and key tell the Regions apart.
    const all = [...REGIONS]
      .sort()
      .flatMap((place) =>
        [...REGIONS]
          .sort()
          .map((role) => `${place} ${role} ${place === role ? "allowed allowed allowed" : "denied allowed denied"}`),
      );
    expect(answers(json)).toEqual(all);
    const but = (verdicts: string): string[] =>
      all.map((line) => (line.startsWith("eu-west-1 eu-west-1") ? `eu-west-1 eu-west-1 ${verdicts}` : line));
    const ofIreland = /(?<=secretsmanager:)eu-west-1(?=:)/g;
    const otherVault = changed(json, "aws_iam_role_policy", /(?<=bedrock-agentcore:)eu-west-1(?=:)/g, "eu-west-2");
    expect(answers(otherVault)).toEqual(but("denied allowed allowed"));
    const otherSecret = changed(json, "aws_iam_role_policy", ofIreland, "eu-west-2");
    // The key's own policy lets the account's identity policies decrypt, as the grant does: both name the secret.
    expect(answers(otherSecret)).toEqual(all);
    expect(answers(changed(otherSecret, "aws_kms_grant", ofIreland, HOME))).toEqual(but("allowed allowed denied"));
    const unnamed = changed(otherSecret, "aws_secretsmanager_secret_policy", "role/agents/eu-west-1", "role/x/nobody");
    expect(answers(unnamed)).toContain("eu-west-1 eu-west-1 allowed denied allowed");
  });
});
