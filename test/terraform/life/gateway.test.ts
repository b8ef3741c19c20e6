import type { TerraformStack } from "cdktf";
import { App, dependable } from "cdktf";
import { BedrockagentcoreAgentRuntime } from "@cdktf/provider-aws/lib/bedrockagentcore-agent-runtime";
import type { BedrockagentcoreGatewayTarget } from "@cdktf/provider-aws/lib/bedrockagentcore-gateway-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Reader, ReaderKind } from "cdktf-agentcore-identity";
import { GatewayStack } from "../../../examples/gateway/stack";
import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { resultOf } from "../../../src/report/result";
import { apiKeyIn, googleIn, SECRET_ARN, secretIn } from "../../support/fixtures";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/tools-gateway`;
const PREFIX = `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:workload-identity-directory/default/workload-identity/`;

const gateway = (change: (stack: GatewayStack) => void = () => undefined): TerraformStack => {
  const stack = new GatewayStack(new App({ skipValidation: true }), "gateway");
  change(stack);
  return stack;
};
const targetOf = (stack: TerraformStack, id: string): BedrockagentcoreGatewayTarget =>
  stack.node.findChild(id) as BedrockagentcoreGatewayTarget;

/** Resources of the policies of a role: what the account has of them after an apply. */
const resourcesIn = (values: readonly { readonly values: object }[]): string[] =>
  values.flatMap(({ values: one }) => {
    const { Statement } = JSON.parse((one as { policy: string }).policy) as { Statement: { Resource: string[] }[] };
    return Statement.flatMap(({ Resource }) => Resource);
  });

describeWithTerraform("a gateway with two targets", () => {
  test("is planned, applied, left alone, changed and destroyed, and proven", async () => {
    const workspace = Workspace.ofStack(gateway());
    await workspace.init();
    await workspace.validate();
    await workspace.apply(await workspace.plan());
    const unchanged = await workspace.plan();
    expect(unchanged.summary).toEqual({});
    expect(unchanged.checks.filter(({ status }) => status !== "pass")).toEqual([]);

    const policies = (await workspace.state()).resources.filter(({ type }) => type === "aws_iam_role_policy");
    const identities = resourcesIn(policies).filter((arn) => arn.includes("/workload-identity/"));
    expect(new Set(identities).size).toBe(1);
    expect(identities[0]).toMatch(new RegExp(`^${PREFIX}tools-[0-9a-f]{10}$`));

    const answers = (plan: object): string[] =>
      resultOf("plan.json", modelWith(sourceOfPlan(plan, "plan.json"), { policies: [], account: ACCOUNT }))
        .rows.filter(({ principal }) => principal === ROLE)
        .map(({ provider, use, read }) => [provider.name, use.verdict, read.verdict].join(" "))
        .sort();
    expect(answers(unchanged.json)).toEqual(["forecasts allowed allowed", "tickets allowed allowed"]);
    const changed = (from: string, to: string): object =>
      JSON.parse(JSON.stringify(unchanged.json).replaceAll(from, to)) as object;
    expect(answers(changed("bedrock-agentcore:GetResourceApiKey", "bedrock:GetResourceApiKey"))).toEqual([
      "forecasts denied allowed",
      "tickets allowed allowed",
    ]);

    workspace.replaceStack(
      gateway((stack) => {
        targetOf(stack, "WeatherTarget").description = "The weather.";
      }),
    );
    const change = await workspace.plan();
    expect(change.summary).toEqual({ update: [expect.stringContaining("WeatherTarget")] });
    await workspace.apply(change);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("whose target does not wait for the reader's policy is refused by AWS", async () => {
    const stack = gateway((one) => {
      // The role's policy comes after the target, which no longer waits for it.
      const target = targetOf(one, "TicketsTarget");
      target.dependsOn = [];
      const [policy] = one.node.findAll().filter(({ node }) => node.path === "gateway/Tickets/Use-tools-gateway");
      (policy as IamRole).dependsOn = ["aws_bedrockagentcore_gateway_target.TicketsTarget"];
    });
    const workspace = Workspace.ofStack(stack);
    await workspace.init();
    // Without the token, or with that of the weather's policy, which may be there before: without the credential.
    await expect(workspace.apply()).rejects.toThrow(
      /Authorization error when sending message: bedrock-agentcore:Get(WorkloadAccessToken|ResourceOauth2Token) on/,
    );
  });
});

describeWithTerraform("a harness", () => {
  test("with a model's key and a tool's token is what aws 6.66 takes", async () => {
    const workspace = Workspace.ofStack(
      stackOf((stack) => {
        const role = new IamRole(stack, "Role", { name: "harness", assumeRolePolicy: "{}" });
        const reader = Reader.role(role.arn, { account: ACCOUNT, kind: ReaderKind.HARNESS });
        const secret = secretIn(stack);
        const key = apiKeyIn(stack, secret);
        const credential = googleIn(stack, secret).harnessOAuth({ reader, scopes: ["invoke"] });
        const { dependencies } = key.grantUse(reader);
        const gateway_arn = `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:gateway/tools-abcdefghij`;
        stack.addOverride("resource.aws_bedrockagentcore_harness.search", {
          harness_name: "search",
          execution_role_arn: role.arn,
          model: [{ openai_model_config: [{ model_id: "gpt", api_key_arn: key.credentialProviderArn }] }],
          tool: [
            {
              type: "agentcore_gateway",
              config: [{ agentcore_gateway: [{ gateway_arn, outbound_auth: credential.outboundAuth }] }],
            },
          ],
          depends_on: [...credential.dependsOn, ...dependencies].map((one) => dependable(one)),
        });
      }),
    );
    await workspace.init();
    await workspace.validate();
    await workspace.apply();
    const state = await workspace.state();
    const harness = state.resources.find(({ type }) => type === "aws_bedrockagentcore_harness");
    const vault = `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default`;
    const text = JSON.stringify(harness?.values);
    expect(text).toContain(`"api_key_arn":"${vault}/apikeycredentialprovider/weather"`);
    expect(text).toContain(`"provider_arn":"${vault}/oauth2credentialprovider/google-maps","scopes":["invoke"]`);
    expect((await workspace.plan()).summary).toEqual({});
  });
});

describeWithTerraform("the workload identity of a runtime", () => {
  const build = (identityOf: (runtime: BedrockagentcoreAgentRuntime) => string) =>
    stackOf((stack) => {
      const role = new IamRole(stack, "Role", { name: "agent", assumeRolePolicy: "{}" });
      const runtime = new BedrockagentcoreAgentRuntime(stack, "Runtime", {
        agentRuntimeName: "search",
        roleArn: role.arn,
        agentRuntimeArtifact: [{ containerConfiguration: [{ containerUri: "example.com/search:1" }] }],
        networkConfiguration: [{ networkMode: "PUBLIC" }],
      });
      const reader = Reader.role(role.arn, { account: ACCOUNT, workloadIdentityArns: [identityOf(runtime)] });
      googleIn(stack, secretIn(stack)).grantUse(reader);
    });
  const own = (runtime: BedrockagentcoreAgentRuntime): string =>
    runtime.workloadIdentityDetails.get(0).workloadIdentityArn;
  const world = {
    secrets: {
      [SECRET_ARN]: { kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
    },
  };

  test("is the only one in its role's policy, from the first apply on", async () => {
    const workspace = Workspace.ofStack(build(own), { world });
    await workspace.init();
    await workspace.apply();
    expect((await workspace.plan()).summary).toEqual({});
    const policies = (await workspace.state()).resources.filter(({ type }) => type === "aws_iam_role_policy");
    expect(resourcesIn(policies).filter((arn) => arn.includes("workload-identity/"))).toEqual([
      expect.stringMatching(new RegExp(`^${PREFIX}search-[0-9a-f]{10}$`)),
    ]);
  });

  test("is refused where the token is none, before anything is granted", async () => {
    const workspace = Workspace.ofStack(
      build((runtime) => runtime.agentRuntimeArn),
      { world },
    );
    await workspace.init();
    await expect(workspace.apply()).rejects.toThrow("is not the ARN of one workload identity");
    expect((await workspace.state()).resources.map(({ type }) => type)).not.toContain("aws_iam_role_policy");
  });
});
