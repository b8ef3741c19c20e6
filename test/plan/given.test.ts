import type { GivenPolicy } from "../../src/plan/given";
import type { Planned } from "./support/plan";
import { AGENT, allow, answers, modelOfPlan, PROVIDER, READ, role, secret, SECRET } from "./support/plan";

const POLICY = "arn:aws:iam::111122223333:policy/read";
const LISTS = JSON.stringify(allow("s3:ListBucket", "*"));
const managed = (policy: string): Planned => ({
  type: "aws_iam_policy",
  name: "p",
  before: { arn: POLICY, name: "read", policy },
});
const file = (kind: "policy" | "secret", arn: string, document: unknown): { policies: GivenPolicy[] } => ({
  policies: [{ kind, arn, file: "given.json", document }],
});

describe("a file says something of what the plan shows", () => {
  const attached = [PROVIDER, secret(), role({ managed_policy_arns: [POLICY] })];

  test("of a managed policy that is not in the plan it counts", () => {
    const model = modelOfPlan({ resources: attached }, file("policy", POLICY, JSON.parse(READ)));
    expect(answers(model)).toBe("allowed allowed allowed");
    expect(model.conflicts).toEqual([]);
  });

  test("of one that the plan has the plan counts, and the contradiction is found", () => {
    const model = modelOfPlan({ resources: [...attached, managed(LISTS)] }, file("policy", POLICY, JSON.parse(READ)));
    expect(answers(model)).toBe("denied denied allowed");
    expect(model.conflicts?.map(({ at }) => at)).toEqual([["aws_iam_policy.p", "given.json"]]);
  });

  test("the same in other words is no contradiction", () => {
    const {
      Statement: [first, second],
    } = JSON.parse(READ) as { Statement: [object, { Action: string }] };
    const words = { Statement: [{ ...second, Action: [second.Action] }, first], Version: "2012-10-17" };
    const model = modelOfPlan({ resources: [...attached, managed(READ)] }, file("policy", POLICY, words));
    expect(answers(model)).toBe("allowed allowed allowed");
    expect(model.conflicts).toEqual([]);
  });

  test("of a secret policy, too", () => {
    const statement = {
      Effect: "Allow",
      Principal: { AWS: AGENT },
      Action: "secretsmanager:GetSecretValue",
      Resource: "*",
    };
    const letsIn = { Version: "2012-10-17", Statement: [statement] };
    const denies = JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, Effect: "Deny" }] });
    const reader = role({
      inline_policy: [{ name: "use", policy: JSON.stringify(allow("bedrock-agentcore:*", "*")) }],
    });
    const of = (policy: object): string | undefined =>
      answers(modelOfPlan({ resources: [PROVIDER, secret({}, policy), reader] }, file("secret", SECRET, letsIn)));
    expect(of({ policy: denies })).toBe("allowed denied allowed");
    expect(of({})).toBe("allowed allowed allowed");
  });
});
