import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { TerraformStack } from "cdktf";
import {
  ApiKeyCredentialProvider,
  ExternalSecret,
  Reader,
  SecretWatch,
  WatchLogGroup,
  WatchQueue,
  WatchSeverity,
  WatchSignal,
  WatchTarget,
  WatchTopic,
} from "cdktf-agentcore-identity";
import { googleIn, ROLE_ARN, secretIn } from "../../support/fixtures";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { StateResource } from "../harness/state";
import { Workspace } from "../workspace";

/** All targets, and a provider whose secret and reader only Terraform knows. */
function byRules(stack: TerraformStack, change: boolean): void {
  const topic = new WatchTopic(stack, "Topic", { name: "oncall" });
  // Each target of each rule costs time.
  const pages = { severities: [WatchSeverity.PAGE] };
  const tickets = { severities: [WatchSeverity.TICKET] };
  new SecretWatch(stack, "Watch", {
    name: "agents",
    targets: [
      topic.target(pages),
      new WatchQueue(stack, "Queue", { name: "siem" }).target(pages),
      new WatchLogGroup(stack, "Log", { name: "signals" }).target(tickets),
      WatchTarget.eventBus("arn:aws:events:us-east-1:444455556666:event-bus/security", tickets),
      WatchTarget.firehose("arn:aws:firehose:us-east-1:111122223333:deliverystream/siem", tickets),
    ],
    signals: change ? [{ signal: WatchSignal.CHANGED, isOn: false }] : [],
    athena: { database: "security" },
  });
  googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
  const made = new SecretsmanagerSecret(stack, "Made", { name: "made-here" });
  const role = new IamRole(stack, "Agent", { name: "agent", assumeRolePolicy: "{}" });
  const secret = ExternalSecret.fromAttributes(stack, "Own", {
    secretArn: made.arn,
    region: "us-east-1",
    account: "111122223333",
  });
  new ApiKeyCredentialProvider(stack, "Weather", { name: "weather", apiKey: secret.jsonKey("api_key") }).grantUse(
    Reader.role(role.arn, { account: "111122223333", roleName: "agent" }),
  );
}

/** `TYPE["key"]` of what a plan does. */
const keysOf = (addresses: readonly string[] = []): string[] =>
  addresses.map((address) => address.replace(/\.[^[]+/, "")).sort();

describeWithTerraform("a watch lives", () => {
  test("as rules of EventBridge with all targets: a signal that is switched off goes, and nothing else", async () => {
    const stack = (change: boolean): TerraformStack => stackOf((one) => byRules(one, change));
    const workspace = Workspace.ofStack(stack(false));
    await workspace.init();
    await workspace.apply(await workspace.plan());
    expectPatterns((await workspace.state()).resources);
    expect((await workspace.plan()).summary).toEqual({});

    workspace.replaceStack(stack(true));
    const change = await workspace.plan();
    const { summary } = change;
    expect(keysOf(summary.update)).toEqual(["aws_cloudwatch_dashboard"]);
    const parts = ["changed", "changed-apikey", "changed-key", "changed-oauth2", "changed-vault"];
    // Its severity is TICKET, of which topic and queue are not told.
    const targets = Array.from({ length: 3 }, () => parts.map((key) => `aws_cloudwatch_event_target["${key}"]`)).flat();
    expect(keysOf(summary.delete)).toEqual(
      [
        'aws_athena_named_query["changed"]',
        ...parts.map((key) => `aws_cloudwatch_event_rule["${key}"]`),
        ...targets,
      ].sort(),
    );
    expect(Object.keys(summary).sort()).toEqual(["delete", "update"]);
    await workspace.apply(change);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });
});

/** What only Terraform knows stands in them, and they are valid JSON. */
function expectPatterns(resources: readonly StateResource[]): void {
  const rules = resources.filter(({ type }) => type === "aws_cloudwatch_event_rule");
  const patterns = rules.map(({ values }) => JSON.stringify(JSON.parse(String(values.event_pattern))));
  const denied = patterns.find((one) => one.includes('"errorCode":[{"prefix":"AccessDenied"}]')) ?? "";
  expect(denied).toMatch(/"arn:aws:secretsmanager:us-east-1:111122223333:secret:made-here-[^"]{6}"/);
  expect(denied).toContain('"made-here"');
  expect(denied).toContain('"arn:aws:secretsmanager:us-east-1:111122223333:secret:made-here"');
  expect(patterns.join()).toContain('"arn:aws:iam::111122223333:role/agent"');
  for (const { values } of rules) expect(values.state).toBe("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
}
