import type { Planned } from "./support/plan";
import { answers, modelOfPlan, PROVIDER, READ, role, secret } from "./support/plan";

/** A policy of a role that only the apply tells. */
const policy = (references: string[]): Planned => ({
  type: "aws_iam_role_policy",
  name: "p",
  after: { name: "read", policy: READ },
  unknown: { role: true },
  expressions: { role: { references }, policy: {} },
});
const granted = (...resources: Planned[]): string[] =>
  modelOfPlan({ resources: [PROVIDER, secret(), ...resources] }).assumptions.map(({ subject }) => subject);

describe("a policy of somebody whom only the apply tells", () => {
  test("may be that of one who is managed elsewhere or made, and not of one whom the plan knows by name", () => {
    const of = (...resources: Planned[]): string | undefined =>
      answers(modelOfPlan({ resources: [PROVIDER, secret(), policy(["local.role"]), ...resources] }));
    expect(of()).toBe("unknown unknown allowed");
    expect(of(role())).toBe("denied denied allowed");
    const made = role({}, { before: undefined, after: { name: "agent", path: "/" }, unknown: { arn: true } });
    expect(of(made)).toBe("unknown unknown allowed");
  });

  test("is told as taken for granted", () => {
    expect(granted(policy(["local.role"]))).toContain("aws_iam_role_policy.p");
    const named = policy(["aws_iam_role.agent.name", "aws_iam_role.agent"]);
    expect(granted(named, role())).toEqual(["aws_iam_role_policy.p.role"]);
  });
});
