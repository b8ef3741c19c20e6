import { sourceOfStack } from "../../src/plan/from-stack";
import { modelWith } from "../../src/plan/model-with";
import type { Model } from "../../src/proof/model";
import { prove } from "../../src/proof/proof";
import { ACCOUNT, answers, expectAgent, READ, SECRET } from "./support/plan";

/** The model of a synthesized stack with a credential provider, a role, and whatever else. */
function modelOfStack(more: object, policy?: object, resources: object = {}): Model {
  const stack = {
    provider: { aws: [{ region: "us-east-1" }] },
    resource: {
      aws_bedrockagentcore_api_key_credential_provider: {
        w: { name: "weather", api_key_secret_config: [{ secret_id: SECRET, json_key: "key" }] },
      },
      aws_iam_role: { agent: { name: "agent" } },
      ...resources,
      ...(policy && { aws_iam_role_policy: { p: { role: "agent", name: "read", policy: READ, ...policy } } }),
    },
    ...more,
  };
  return modelWith(sourceOfStack(stack, "cdk.tf.json"), { policies: [], account: ACCOUNT, expected: expectAgent() });
}

test.each<[string, object, string]>([
  ["once", {}, "allowed allowed allowed"],
  ["count 1", { count: 1 }, "allowed allowed allowed"],
  ["count 0", { count: 0 }, "denied denied allowed"],
  ["for_each of nothing", { for_each: {} }, "denied denied allowed"],
  ["for_each of something", { for_each: { a: "b" } }, "allowed allowed allowed"],
  ["count of a variable", { count: "${var.on ? 1 : 0}" }, "unknown unknown unknown"],
  ["for_each of an expression", { for_each: "${toset(var.names)}" }, "unknown unknown unknown"],
])("a policy of a stack: %s", (_name, policy, cells) => {
  expect(answers(modelOfStack({}, policy))).toBe(cells);
});

test("what a module of a stack makes is not shown, and that is told", () => {
  const subjects = (more: object): string[] => modelOfStack(more).assumptions.map(({ subject }) => subject);
  expect(subjects({ module: { vault: { source: "./vault" } } })).toContain("module.vault");
  expect(subjects({})).not.toContain("module.vault");
});

test("what no input holds is told in words that are right for a stack, too", () => {
  const POLICY = `arn:aws:iam::${ACCOUNT}:policy/read`;
  const kms_key_id = SECRET.replace("secretsmanager", "kms").replace(
    /secret:.*/,
    "key/1234abcd-12ab-34cd-56ef-1234567890ab",
  );
  const model = modelOfStack({}, undefined, {
    aws_iam_role_policy_attachment: { a: { role: "agent", policy_arn: POLICY } },
    aws_secretsmanager_secret: { s: { arn: SECRET, name: "weather", kms_key_id } },
  });
  const whys = prove(model).flatMap(({ use, read, decrypt }) => [use.why, read.why, decrypt.why]);
  expect(whys.filter((why) => why.includes("no input holds it: give --policy "))).toHaveLength(whys.length);
  expect(whys.filter((why) => why.includes("in the plan"))).toEqual([]);
});
