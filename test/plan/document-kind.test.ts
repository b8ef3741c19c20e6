import { sourceOfPlan } from "../../src/plan/from-plan";
import { planJson, PROVIDER, role, secret } from "./support/plan";

const plan = (top: object): object => planJson({ resources: [PROVIDER, secret()], top });
const refusal = (document: object): string => {
  try {
    sourceOfPlan(document, "plan.json");
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

describe("a document that proves nothing gets one line", () => {
  test.each<[string, object, string]>([
    ["a plan that failed", plan({ errored: true, complete: false }), "failed"],
    ["a plan with -target", plan({ complete: false }), "part of a plan"],
    ["a redacted plan", { plan_format_version: "1.2", provider_schemas: {} }, "redacted"],
    ["a state", { format_version: "1.0", values: {} }, "state"],
    ["a later format", plan({ format_version: "2.0" }), "2.0"],
    ["something else", { hello: 1 }, "not a Terraform plan"],
    ["a plan that destroys", planJson({ resources: [{ ...secret(), after: null }] }), "destroy"],
  ])("%s", (_name, document, word) => {
    expect(refusal(document)).toContain(word);
    expect(refusal(document)).not.toContain("\n");
  });

  test("a plan that only refreshes, told from an empty one by its state", () => {
    const empty = { format_version: "1.2", planned_values: { root_module: {} }, complete: true, errored: false };
    expect(refusal(empty)).toBe("");
    const state = {
      values: {
        root_module: { resources: [{ address: "aws_iam_role.a", mode: "managed", type: "aws_iam_role", values: {} }] },
      },
    };
    expect(refusal({ ...empty, prior_state: state })).toContain("refreshes");
  });

  test("a part of a plan of OpenTofu, which does not say that it is one", () => {
    const resource = (name: string): object => ({
      address: `aws_iam_role.${name}`,
      mode: "managed",
      type: "aws_iam_role",
    });
    const state = (...resources: object[]): object => ({ values: { root_module: { resources } } });
    const of = (more: object, ...resources: object[]): string =>
      refusal(plan({ complete: undefined, applyable: undefined, prior_state: state(...resources), ...more }));
    const change = { ...resource("b"), previous_address: "aws_iam_role.a", change: { actions: ["no-op"] } };
    expect(of({})).toBe("");
    expect(of({}, resource("b"))).toContain("part of a plan");
    expect(of({ resource_changes: [change] }, resource("b"))).toBe("");
    expect(of({ resource_changes: [change] }, resource("a"))).toBe("");
    expect(of({ resource_changes: [change] }, { ...resource("c"), mode: "data" })).toBe("");
    // Terraform says it.
    expect(of({ complete: true }, resource("c"))).toBe("");
  });

  test("a plan that defers changes, or does what nobody here knows", () => {
    expect(refusal(plan({ deferred_changes: [{ reason: "provider_config_unknown" }] }))).toContain("part of a plan");
    expect(refusal(plan({ deferred_changes: [] }))).toBe("");
    const doing = (...actions: string[]): string => refusal(planJson({ resources: [{ ...secret(), actions }] }));
    expect(doing("create", "forget")).toBe("");
    expect(doing("forget", "create")).toBe("");
    expect(doing("recreate")).toBe(
      'plan.json does something that is not known here, "recreate" of aws_secretsmanager_secret.s: use a newer agentcore-identity.',
    );
  });

  test.each<[string, object]>([
    [
      "of Terraform before 1.6, without errored and complete",
      plan({ errored: undefined, complete: undefined, applyable: undefined }),
    ],
    [
      "of a later Terraform, with members that nobody knows",
      plan({ action_invocations: [{}], provider_things: { a: 1 } }),
    ],
    ["of OpenTofu", plan({ applyable: undefined, complete: undefined, terraform_version: "1.11.0" })],
    ["that destroys a part", planJson({ resources: [PROVIDER, secret(), { ...role(), after: null }] })],
  ])("a plan %s is read", (_name, document) => {
    expect(refusal(document)).toBe("");
  });
});
