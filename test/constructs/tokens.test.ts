import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { TerraformStack } from "cdktf";
import { atSynthesis, identityInProgram, identityOf } from "../../src/terraform/tokens";
import { resolved, stackIn, testApp } from "../support/synth";

const roleIn = (stack: TerraformStack, id = "Agent"): IamRole => new IamRole(stack, id, { assumeRolePolicy: "{}" });

describe("identityOf", () => {
  const app = testApp();
  const [one, two] = [stackIn(app, "one"), stackIn(app, "two")];
  const [role, other, alike] = [roleIn(one), roleIn(one, "Other"), roleIn(two)];

  test("known text is itself", () => {
    expect(identityOf(one, "arn:aws:iam::111122223333:role/x")).toBe("arn:aws:iam::111122223333:role/x");
  });

  test("a token is its expression, however often the attribute is read", () => {
    const [first, second] = [role.arn, role.arn];
    expect(first).not.toBe(second);
    expect([identityOf(one, first), identityOf(one, second)]).toEqual([
      "${aws_iam_role.Agent.arn}",
      "${aws_iam_role.Agent.arn}",
    ]);
  });

  test("different attributes and resources differ", () => {
    const identities = [role.arn, role.name, other.arn].map((text) => identityOf(one, text));
    expect(new Set(identities).size).toBe(3);
  });

  test("a token within text is told from the token alone", () => {
    expect(identityOf(one, `${role.arn}/x`)).toBe("${aws_iam_role.Agent.arn}/x");
  });

  test("roles of two stacks with the same construct id differ, seen from either", () => {
    expect(identityOf(one, role.arn)).not.toBe(identityOf(one, alike.arn));
    expect(identityOf(two, role.arn)).not.toBe(identityOf(two, alike.arn));
  });

  test("in the program, what two stacks call alike differs, and known text does not", () => {
    expect(identityInProgram(one, role.arn)).not.toBe(identityInProgram(two, alike.arn));
    expect(identityInProgram(one, "${var.arn}")).not.toBe(identityInProgram(two, "${var.arn}"));
    expect(identityInProgram(one, "known")).toBe(identityInProgram(two, "known"));
  });
});

describe("atSynthesis", () => {
  const stack = stackIn(testApp(), "stack");
  const role = roleIn(stack);

  test("gives one token for each expression, however often the attribute is read", () => {
    const [first, second] = [role.arn, role.arn];
    expect(first).not.toBe(second);
    const compared = atSynthesis((resolve) => String(resolve(first) === resolve(second)));
    expect(resolved(stack, compared)).toBe("true");
  });

  test("leaves known text alone", () => {
    expect(
      resolved(
        stack,
        atSynthesis((resolve) => resolve("known")),
      ),
    ).toBe("known");
  });
});
