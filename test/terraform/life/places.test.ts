import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { ExternalSecret, PolicyKind, Reader } from "cdktf-agentcore-identity";
import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { resultOf } from "../../../src/report/result";
import { googleIn } from "../../support/fixtures";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { RawPlan } from "../harness/plan";
import { Workspace } from "../workspace";

const AGENTS = "111122223333";
const VAULT = "444455556666";

interface Place {
  readonly partition: string;
  readonly home: string;
  readonly other: string;
  /** The account of the secret. */
  readonly account: string;
}

const keyIn = ({ partition, account }: Place, region: string): string =>
  `arn:${partition}:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const roleOf = ({ partition }: Place, name: string): string => `arn:${partition}:iam::${AGENTS}:role/${name}`;

/** A credential provider in two Regions, with a managed policy for each reader; the secret may be another account's. */
function program(place: Place, more: boolean, stack: TerraformStack): void {
  const { partition, home, other, account } = place;
  const vault = account === AGENTS ? undefined : new AwsProvider(stack, "Vault", { alias: "vault", region: home });
  const secret = ExternalSecret.fromArn(stack, "Secret", {
    secretArn: `arn:${partition}:secretsmanager:${home}:${account}:secret:google-oauth-AbCdEf`,
    kmsKeyArn: keyIn(place, home),
    provider: vault,
  });
  const google = googleIn(stack, secret);
  const there = google.inRegion(other, { kmsKeyArn: keyIn(place, other) });
  const reader = (name: string): Reader => Reader.role(roleOf(place, name), { policyKind: PolicyKind.MANAGED });
  google.grantUse(reader("here"));
  there.grantUse(reader("there"));
  if (more) there.grantUse(reader("more"));
}

/** What the readers may do in each Region. */
const answers = (plan: RawPlan): string[] =>
  resultOf("plan.json", modelWith(sourceOfPlan(plan, "plan.json"), { policies: [], account: AGENTS }))
    .rows.filter(({ principal }) => /:role\/(here|there)$/.test(principal))
    .map(({ provider, principal, use }) => `${provider.region} ${String(principal.split("/").at(-1))} ${use.verdict}`)
    .sort();

describeWithTerraform("a credential provider in two Regions", () => {
  test.each<[string, Place]>([
    ["of a secret in another account", { partition: "aws", home: "us-east-1", other: "eu-west-1", account: VAULT }],
    ["of us-gov", { partition: "aws-us-gov", home: "us-gov-west-1", other: "us-gov-east-1", account: AGENTS }],
    ["of China", { partition: "aws-cn", home: "cn-north-1", other: "cn-northwest-1", account: AGENTS }],
  ])("%s is planned, applied, left alone, changed and destroyed", async (_name, place) => {
    const { home, other } = place;
    const stack = (more: boolean): TerraformStack => stackOf((one) => program(place, more, one), home);
    const workspace = Workspace.ofStack(stack(false));
    await workspace.init();
    await workspace.apply();
    const { json, summary } = await workspace.plan();
    expect(summary).toEqual({});
    const allowed = [`${home} here allowed`, `${other} there allowed`];
    expect(answers(json)).toEqual(expect.arrayContaining(allowed));
    expect(answers(json).filter((line) => line.endsWith("allowed"))).toEqual(allowed.sort());
    // Of the vault's Region alone the policies are told apart.
    const elsewhere = JSON.parse(
      JSON.stringify(json).replaceAll(
        `:${other}:${AGENTS}:token-vault/default\\"`,
        `:none-1:${AGENTS}:token-vault/default\\"`,
      ),
    ) as RawPlan;
    expect(answers(elsewhere).filter((line) => line.endsWith("allowed"))).toEqual([`${home} here allowed`]);

    workspace.replaceStack(stack(true));
    const change = await workspace.plan();
    expect(Object.keys(change.summary).sort()).toEqual(["create", "update"]);
    await workspace.apply(change);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });
});
