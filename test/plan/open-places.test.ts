import type { GivenPolicy } from "../../src/plan/given";
import { findings } from "../../src/proof/findings/findings";
import { prove } from "../../src/proof/proof";
import type { PlanParts, Planned } from "./support/plan";
import { ACCOUNT, AGENT, modelOfPlan, PROVIDER, READ, role, secret, SECRET } from "./support/plan";

/** The states of one rule's findings. */
function statesOf(id: string, plan: PlanParts, account: string | undefined): string[] {
  const model = modelOfPlan(plan, account === undefined ? { account: undefined } : { account });
  return findings({ model, rows: prove(model) })
    .filter(({ rule }) => rule.id === id)
    .map(({ state }) => state);
}
const reader = role({ inline_policy: [{ name: "read", policy: READ }] });
const aws = (expressions: object): object => ({ aws: { name: "aws", expressions } });
const secretData: Planned = { ...secret(), data: true, after: secret().before as object };

test("a Region that only the apply tells is not another one", () => {
  const states = (expressions: object): string[] =>
    statesOf("AGC009", { resources: [PROVIDER, secret(), reader], providers: aws(expressions) }, ACCOUNT);
  expect(states({ region: { constant_value: "us-east-1" } })).toEqual([]);
  expect(states({ region: { constant_value: "us-west-2" } })).toEqual(["violated"]);
  expect(states({})).toEqual(["unknown"]);
});

test("an account that nothing tells is not another one", () => {
  const plan: PlanParts = {
    resources: [PROVIDER, { ...secretData, after: { ...secretData.after, kms_key_id: "" } }],
    providers: aws({ region: { constant_value: "us-east-1" } }),
  };
  expect(statesOf("AGC010", plan, ACCOUNT)).toEqual([]);
  expect(statesOf("AGC010", plan, "444455556666")).toEqual(["violated"]);
  expect(statesOf("AGC010", plan, undefined)).toEqual(["unknown"]);
});

test("what may write a policy is no second one for certain", () => {
  const policy = (name: string): Planned => ({
    type: "aws_secretsmanager_secret_policy",
    name,
    after: { secret_arn: SECRET, policy: READ },
  });
  const stack: Planned = {
    type: "aws_cloudformation_stack",
    name: "c",
    after: { name: "c", parameters: { Secret: SECRET } },
  };
  const states = (...resources: Planned[]): string[] =>
    statesOf("AGC026", { resources: [PROVIDER, secret(), ...resources] }, ACCOUNT);
  expect(states(policy("a"))).toEqual([]);
  expect(states(policy("a"), policy("b"))).toEqual(["violated"]);
  expect(states(policy("a"), stack)).toEqual(["unknown"]);
  expect(states(stack)).toEqual([]);
});

test("whether a principal is of the provider's account is told by what would tell it", () => {
  const policies: GivenPolicy[] = [{ kind: "role", arn: AGENT, file: "agent.json", document: JSON.parse(READ) }];
  const of = (account: string | undefined): readonly string[] => {
    const plan = { resources: [PROVIDER], providers: aws({ region: { constant_value: "us-east-1" } }) };
    return prove(modelOfPlan(plan, { account, policies })).map(({ use }) => use.why);
  };
  expect(of(undefined)).toEqual([
    `a role uses the token vault of its own account, and whether ${ACCOUNT} is that of the provider, (account of aws, give --account ID), is not known`,
  ]);
  expect(of("444455556666")).toEqual([expect.stringMatching(/^A role of account 111122223333 uses/)]);
});
