import type { TerraformStack } from "cdktf";
import {
  AgentSecret,
  AgentSecretRotation,
  Deployer,
  Reader,
  Rotator,
  SecretPolicy,
  SecretWatch,
  WatchTarget,
} from "cdktf-agentcore-identity";
import type { SecretWatchProps } from "cdktf-agentcore-identity";
import { matchesPattern } from "../../src/watch/event-pattern";
import type { TrailRecord } from "../../src/watch/records";
import { eventOf } from "../../src/watch/records";
import { apiKeyIn, googleIn, OTHER_SECRET_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import type { Synthesized } from "../support/synth";
import { only, synth } from "../support/synth";
import { forward, read, secretCall, session } from "../watch/records/record";

const ROTATOR_ARN = "arn:aws:iam::111122223333:role/google-rotation";
const OTHER_ARN = "arn:aws:iam::111122223333:role/weather-rotation";
const rotator = (): Rotator => Rotator.role(ROTATOR_ARN);

const watchIn = (stack: TerraformStack, props: Partial<SecretWatchProps> = {}): SecretWatch =>
  new SecretWatch(stack, "Watch", {
    name: "agents",
    targets: [WatchTarget.topic("arn:aws:sns:us-east-1:111122223333:oncall")],
    ...props,
  });

const patternsIn = (stack: Synthesized): [string, string][] =>
  Object.entries(only(stack, "aws_cloudwatch_event_rule").for_each as Record<string, { pattern: string }>).map(
    ([key, { pattern }]) => [key, pattern],
  );

/** What fires, by the patterns that Terraform gives to EventBridge. */
const firesIn = (stack: Synthesized, record: TrailRecord): string[] =>
  patternsIn(stack)
    .filter(([, pattern]) => matchesPattern(JSON.parse(pattern), eventOf(record)))
    .map(([key]) => key.replace(/-\d+$/, ""));

/** Two secrets, of which each has its own rotator. */
function twoIn(stack: TerraformStack): void {
  const google = secretIn(stack);
  new SecretPolicy(stack, "Policy", { secret: google }).addRotator(rotator());
  const other = secretIn(stack, { secretArn: OTHER_SECRET_ARN, kmsKeyArn: undefined }, "Other");
  new SecretPolicy(stack, "OtherPolicy", { secret: other, rotators: [Rotator.role(OTHER_ARN)] });
  const [first, second] = [googleIn(stack, google), apiKeyIn(stack, other)];
  for (const provider of [first, second]) provider.grantUse(Reader.role(ROLE_ARN));
  watchIn(stack);
}

describe("who rotates a secret by the program", () => {
  const stack = synth(twoIn);
  test("reads it, and writes its value", () => {
    expect(firesIn(stack, read(session(ROTATOR_ARN), SECRET_ARN))).toEqual([]);
    expect(firesIn(stack, secretCall("PutSecretValue", session(ROTATOR_ARN), SECRET_ARN))).toEqual([]);
  });
  test("is that role alone: not one beside it, not a reader", () => {
    expect(firesIn(stack, read(session(`${ROTATOR_ARN}-2`), SECRET_ARN))).toEqual(["direct-read"]);
    expect(firesIn(stack, read(session(ROLE_ARN), SECRET_ARN))).toEqual(["direct-read"]);
  });
  test("reads no other secret", () => {
    expect(firesIn(stack, read(session(OTHER_ARN), OTHER_SECRET_ARN))).toEqual([]);
    expect(firesIn(stack, read(session(OTHER_ARN), SECRET_ARN))).toEqual(["direct-read"]);
  });
  test("is no deployer: neither for settings nor through AgentCore", () => {
    expect(firesIn(stack, secretCall("DeleteResourcePolicy", session(ROTATOR_ARN), SECRET_ARN))).toEqual(["changed"]);
    expect(firesIn(stack, read(forward(ROTATOR_ARN), SECRET_ARN))).toEqual(["unexpected-reader"]);
  });
});

test("a role that deploys and rotates does both", () => {
  const stack = synth((one) => {
    const secret = secretIn(one);
    new SecretPolicy(one, "Policy", { secret, rotators: [rotator()] });
    const google = googleIn(one, secret);
    google.grantUse(Reader.role(ROLE_ARN));
    watchIn(one, { deployers: [Deployer.role(ROTATOR_ARN)] });
  });
  expect(firesIn(stack, read(session(ROTATOR_ARN), SECRET_ARN))).toEqual([]);
  expect(firesIn(stack, secretCall("DeleteResourcePolicy", session(ROTATOR_ARN), SECRET_ARN))).toEqual([]);
});

test.each<readonly [string, Partial<SecretWatchProps>]>([
  ["a secret that the watch is given", {}],
  ["secrets of a prefix", { secretPrefixes: [SECRET_ARN.replace("-oauth-AbCdEf", "")] }],
])("%s has its rotator, too", (_, props) => {
  const stack = synth((one) => {
    const secret = secretIn(one);
    new SecretPolicy(one, "Policy", { secret, readers: [Reader.role(ROLE_ARN)], rotators: [rotator()] });
    watchIn(one, { secrets: [secret], ...props });
  });
  expect(firesIn(stack, read(session(ROTATOR_ARN), SECRET_ARN))).toEqual([]);
  expect(firesIn(stack, read(session(OTHER_ARN), SECRET_ARN))).toEqual(["direct-read"]);
});

test("so has one that is made for an agent, whose ARN only Terraform knows", () => {
  const stack = synth((one) => {
    const secret = new AgentSecret(one, "Secret", {
      name: "agents/google",
      account: "111122223333",
      rotation: AgentSecretRotation.byFunction({
        functionArn: "arn:aws:lambda:us-east-1:111122223333:function:rotate",
        rotator: rotator(),
        everyDays: 30,
      }),
    });
    googleIn(one, secret).grantUse(Reader.role(ROLE_ARN));
    watchIn(one);
  });
  const patterns = Object.fromEntries(patternsIn(stack));
  expect(patterns["direct-read"]).toContain(ROTATOR_ARN);
  expect(patterns["unexpected-reader"]).not.toContain(ROTATOR_ARN);
});
