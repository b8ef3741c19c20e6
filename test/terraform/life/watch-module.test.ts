import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "../modules/modules";

const tickets = { severities: ["TICKET"] };

/** A topic that is made, all kinds of targets, and a secret, key and role that only Terraform knows. */
const configuration = (change: object = {}): object => ({
  provider: { aws: { region: "us-east-1" } },
  resource: {
    aws_secretsmanager_secret: { made: { name: "made-here" } },
    aws_kms_key: { made: { description: "made" } },
    aws_iam_role: { agent: { name: "agent", assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' } },
    aws_bedrockagentcore_gateway: {
      tools: { name: "tools", role_arn: "${aws_iam_role.agent.arn}", protocol_type: "MCP", authorizer_type: "AWS_IAM" },
    },
  },
  module: {
    watch: {
      source: "./watch",
      name: "agents",
      topic_name: "oncall",
      targets: {
        siem: { kind: "QUEUE", arn: "arn:aws:sqs:us-east-1:111122223333:siem", ...tickets },
        signals: {
          kind: "LOG_GROUP",
          arn: "arn:aws:logs:us-east-1:111122223333:log-group:/aws/events/agentcore-identity/signals",
          ...tickets,
        },
        security: { kind: "EVENT_BUS", arn: "arn:aws:events:us-east-1:444455556666:event-bus/security", ...tickets },
        lake: { kind: "FIREHOSE", arn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/siem", ...tickets },
      },
      secrets: { made: { secret_arn: "${aws_secretsmanager_secret.made.arn}" } },
      kms_key_arns: ["${aws_kms_key.made.arn}"],
      readers: { agent: "${aws_iam_role.agent.arn}" },
      gateway_ids: ["${aws_bedrockagentcore_gateway.tools.gateway_id}"],
      api_key_providers: ["weather"],
      ...change,
    },
  },
});

const of = (type: string, ...keys: readonly string[]): string[] =>
  keys.map((key) => `module.watch.${type}.this["${key}"]`);

describeWithTerraform("a watch of the modules lives", () => {
  test("with all that the same apply makes: an exception changes direct reads and changes, and nothing else", async () => {
    const workspace = await inModules("");
    await workspace.write({ "main.tf.json": configuration() });
    await workspace.init();
    await workspace.apply(await workspace.plan());
    const { resources } = await workspace.state();
    const patterns = resources
      .filter(({ type }) => type === "aws_cloudwatch_event_rule")
      .map(({ values }) => JSON.stringify(JSON.parse(String(values.event_pattern))));
    const denied = patterns.find((one) => one.includes('{"prefix":"AccessDenied"}')) ?? "";
    expect(denied).toMatch(/"arn:aws:secretsmanager:us-east-1:111122223333:secret:made-here-[^"]{6}"/);
    expect(denied).toContain('"made-here","arn:aws:secretsmanager:us-east-1:111122223333:secret:made-here"');
    expect(patterns.join()).toContain('{"anything-but":["arn:aws:iam::111122223333:role/agent"]}');
    expect((await workspace.plan()).isEmpty).toBe(true);

    const exceptions = { exceptions: { break_glass: "arn:aws:iam::111122223333:user/break-glass" } };
    await workspace.write({ "main.tf.json": configuration(exceptions) });
    const excepted = await workspace.plan();
    expect(excepted.summary).toEqual({ update: of("aws_cloudwatch_event_rule", "changed", "direct-read") });
    await workspace.apply(excepted);

    await workspace.write({ "main.tf.json": configuration({ ...exceptions, signals: { changed: { is_on: false } } }) });
    const { summary } = await workspace.plan();
    expect(summary.update).toEqual(["module.watch.aws_cloudwatch_dashboard.this[0]"]);
    const parts = ["changed", "changed-apikey", "changed-gateway", "changed-key", "changed-vault"];
    expect(summary.delete?.sort()).toEqual(
      [
        ...of("aws_cloudwatch_event_rule", ...parts),
        ...["lake", "made-topic", "security", "siem", "signals"].flatMap((target) =>
          of("aws_cloudwatch_event_target", ...parts.map((part) => `${target}/${part}`)),
        ),
      ].sort(),
    );
    expect(Object.keys(summary).sort()).toEqual(["delete", "update"]);
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });
});
