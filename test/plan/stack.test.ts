import { sourceOfStack } from "../../src/plan/from-stack";
import { modelWith } from "../../src/plan/model-with";
import type { Model } from "../../src/proof/model";
import { ACCOUNT, answers, expectAgent, READ, SECRET } from "./support/plan";

/** The model of a synthesized stack with a credential provider, a role, and whatever else. */
function modelOfStack(more: object, policy?: object): Model {
  const stack = {
    provider: { aws: [{ region: "us-east-1" }] },
    resource: {
      aws_bedrockagentcore_api_key_credential_provider: {
        w: { name: "weather", api_key_secret_config: [{ secret_id: SECRET, json_key: "key" }] },
      },
      aws_iam_role: { agent: { name: "agent" } },
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
