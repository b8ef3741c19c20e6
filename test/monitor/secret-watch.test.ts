import type { TerraformStack } from "cdktf";
import type { SecretWatchProps } from "cdktf-agentcore-identity";
import {
  Reader,
  SecretWatch,
  WatchLogGroup,
  WatchSeverity,
  WatchSignal,
  WatchTarget,
  WatchTopic,
} from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, KEY_ARN, OTHER_SECRET_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import type { Arguments, Synthesized } from "../support/synth";
import { refusals, synth, tokenFor } from "../support/synth";

const TOPIC = "arn:aws:sns:us-east-1:111122223333:oncall";
const topic = WatchTarget.topic(TOPIC);
const watchIn = (stack: TerraformStack, props: Partial<SecretWatchProps> = {}, id = "Watch"): SecretWatch =>
  new SecretWatch(stack, id, { name: "agents", targets: [topic], ...props });

const only = (stack: Synthesized, type: string): Arguments => {
  const all = Object.values(stack.resource?.[type] ?? {});
  expect(all).toHaveLength(1);
  return all[0] as Arguments;
};
const patternsOf = (stack: Synthesized): Record<string, string> =>
  Object.fromEntries(
    Object.entries(only(stack, "aws_cloudwatch_event_rule").for_each as Record<string, { pattern: string }>).map(
      ([key, { pattern }]) => [key, pattern],
    ),
  );

test("it watches what the stack names, whenever it is named", () => {
  const before = patternsOf(
    synth((stack) => {
      googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
      watchIn(stack);
    }),
  );
  const after = patternsOf(
    synth((stack) => {
      watchIn(stack);
      googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
    }),
  );
  expect(after).toEqual(before);
  expect(Object.keys(after)).toEqual(expect.arrayContaining(Object.values(WatchSignal)));
  expect(after["denied-reader"]).toContain(SECRET_ARN);
  expect(after["unexpected-reader"]).toContain(ROLE_ARN);
  expect(after["key-disabled"]).toContain(KEY_ARN);
  expect(after["changed-oauth2"]).toContain("google-maps");
});

test("rules see reads, which no other state lets through", () => {
  const stack = synth((one) => {
    googleIn(one, secretIn(one)).grantUse(Reader.role(ROLE_ARN));
    watchIn(one);
  });
  expect(only(stack, "aws_cloudwatch_event_rule").state).toBe("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
  expect(only(stack, "aws_cloudwatch_event_target").for_each).toHaveProperty(["denied-reader", "message"]);
  expect(stack.resource?.aws_cloudtrail).toBeUndefined();
});

test("signals may be off or louder, and targets choose by severity", () => {
  const stack = synth((one) => {
    googleIn(one, secretIn(one)).grantUse(Reader.role(ROLE_ARN));
    watchIn(one, {
      targets: [WatchTarget.topic(TOPIC, { severities: [WatchSeverity.PAGE] })],
      signals: [
        { signal: WatchSignal.DIRECT_READ, isOn: false },
        { signal: WatchSignal.DELETED_READ, severity: WatchSeverity.PAGE },
      ],
    });
  });
  expect(patternsOf(stack)).not.toHaveProperty("direct-read");
  const told = Object.keys(only(stack, "aws_cloudwatch_event_target").for_each as object);
  expect(told).toContain("deleted-read");
  expect(told).not.toContain("changed");
});

test("a prefix stands for the secrets that it covers, with all of their readers", () => {
  const prefix = SECRET_ARN.replace(/google.*/, "google");
  const patterns = patternsOf(
    synth((stack) => {
      googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
      apiKeyIn(stack, secretIn(stack, { secretArn: OTHER_SECRET_ARN, kmsKeyArn: undefined }, "Other"));
      watchIn(stack, { secretPrefixes: [prefix] });
    }),
  );
  expect(patterns["denied-reader"]).toContain(`{"prefix":"${prefix}"}`);
  expect(patterns["denied-reader"]).not.toContain(SECRET_ARN);
  expect(patterns["denied-reader"]).toContain(OTHER_SECRET_ARN);
  expect(patterns["unexpected-reader"]).toContain(ROLE_ARN);
});

test("secrets in another Region are left to a watch there", () => {
  const elsewhere = OTHER_SECRET_ARN.replace("us-east-1", "eu-west-1");
  const patterns = patternsOf(
    synth((stack) => {
      googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
      apiKeyIn(stack, secretIn(stack, { secretArn: elsewhere, kmsKeyArn: undefined }, "Other"));
      watchIn(stack);
    }),
  );
  expect(JSON.stringify(patterns)).not.toContain("weather");
});

test("metric filters make one alarm for each signal, and tell topics", () => {
  const stack = synth((one) => {
    googleIn(one, secretIn(one)).grantUse(Reader.role(ROLE_ARN));
    watchIn(one, { trailLogGroupName: "trail", fetchAlarms: false });
  });
  expect(stack.resource?.aws_cloudwatch_event_rule).toBeUndefined();
  const alarms = only(stack, "aws_cloudwatch_metric_alarm").for_each as Record<string, { topics: string[] }>;
  expect(Object.keys(alarms).sort()).toEqual(Object.values(WatchSignal).sort());
  expect(alarms["denied-reader"]?.topics).toEqual([TOPIC]);
  const filters = only(stack, "aws_cloudwatch_log_metric_filter");
  expect(filters.log_group_name).toBe("trail");
  expect(only(stack, "aws_cloudwatch_query_definition").log_group_names).toEqual(["trail"]);
});

test("a topic lets rules and alarms of watches publish, and nobody else", () => {
  const stack = synth((one) => {
    googleIn(one, secretIn(one)).grantUse(Reader.role(ROLE_ARN));
    watchIn(one, { targets: [new WatchTopic(one, "Topic", { name: "oncall", kmsKeyArn: KEY_ARN }).target()] });
  });
  const policy = String(only(stack, "aws_sns_topic_policy").policy);
  expect(policy).toContain(":rule/agentcore-identity-*");
  expect(policy).not.toContain('"*"');
  expect(only(stack, "aws_sns_topic").kms_master_key_id).toBe(KEY_ARN);
});

test("log groups of a stack share one resource policy", () => {
  const stack = synth((one) => {
    googleIn(one, secretIn(one)).grantUse(Reader.role(ROLE_ARN));
    const groups = ["a", "b"].map((name) => new WatchLogGroup(one, name, { name }));
    watchIn(one, { targets: groups.map((group) => group.target()) });
  });
  expect(Object.keys(stack.resource?.aws_cloudwatch_log_group ?? {})).toHaveLength(2);
  only(stack, "aws_cloudwatch_log_resource_policy");
});

describe("what Terraform gets", () => {
  const made = (props: Partial<SecretWatchProps>): Synthesized =>
    synth((stack) => {
      googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN, { attachPolicy: false }));
      watchIn(stack, props);
    });
  const ofWatch = ({ resource = {} }: Synthesized): unknown =>
    Object.fromEntries(Object.entries(resource).filter(([type]) => /^aws_(cloudwatch|sns|sqs|athena)/.test(type)));
  test("for rules of EventBridge is this", () =>
    expect(ofWatch(made({ athena: { database: "security" } }))).toMatchSnapshot());
  test("for metric filters is this", () => expect(ofWatch(made({ trailLogGroupName: "trail" }))).toMatchSnapshot());
});

describe("what is refused", () => {
  const refused = (props: Partial<SecretWatchProps>): string[] =>
    refusals((stack) => {
      googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
      watchIn(stack, props);
    });
  test("nothing of a right one", () => expect(refused({})).toEqual([]));
  test.each<readonly [string, Partial<SecretWatchProps>]>([
    ["is not 1 to 20 letters", { name: "a b" }],
    ["is a token", { name: tokenFor("var.name") }],
    ["targets is empty", { targets: [] }],
    [
      "others than topics",
      { targets: [WatchTarget.queue("arn:aws:sqs:us-east-1:111122223333:q")], trailLogGroupName: "t" },
    ],
    ["targets of a rule", { targets: Array.from({ length: 6 }, () => topic) }],
    [
      "is not the beginning of secret ARNs",
      { secretPrefixes: ["arn:aws:secretsmanager:us-east-1:111122223333:secret:"] },
    ],
    ["Make a watch for that Region", { secretPrefixes: ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:a"] }],
    ["is not the ARN of one role or user", { exceptionArns: ["arn:aws:iam::111122223333:root"] }],
    ["is an IAM user, not a role", { rotationRoleArns: ["arn:aws:iam::111122223333:user/rotation"] }],
    ["is not 512 to 4096", { eventPatternCharacters: 100 }],
    ["nothing to watch", { signals: Object.values(WatchSignal).map((signal) => ({ signal, isOn: false })) }],
  ])("%s", (words, props) => {
    const lines = refused(props);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });
  test("two watches of one name", () => {
    const lines = refusals((stack) => {
      googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
      watchIn(stack);
      watchIn(stack, {}, "Again");
    });
    expect(lines).toEqual([expect.stringContaining("is that of stack/Watch, too")]);
  });
  test("more readers of one secret than a pattern holds", () => {
    const lines = refusals((stack) => {
      const google = googleIn(stack, secretIn(stack));
      for (let index = 0; index < 60; index++)
        google.grantUse(
          Reader.role(`arn:aws:iam::111122223333:role/agents/agent-number-${index}`, { attachPolicy: false }),
        );
      watchIn(stack);
    });
    expect(lines.join()).toContain("switch UNEXPECTED_READER and DIRECT_READ off");
  });
});
