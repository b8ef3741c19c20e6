import type { GivenPolicy } from "../../src/plan/given";
import type { Planned } from "./support/plan";
import { AGENT, allow, answers, KEY, modelOfPlan, PROVIDER, READ, role, secret, SECRET } from "./support/plan";

const POLICY = "arn:aws:iam::111122223333:policy/read";
const LISTS = JSON.stringify(allow("s3:ListBucket", "*"));
const managed = (policy: string): Planned => ({
  type: "aws_iam_policy",
  name: "p",
  before: { arn: POLICY, name: "read", policy },
});
const file = (
  kind: "policy" | "role" | "secret" | "key",
  arn: string,
  document: unknown,
): { policies: GivenPolicy[] } => ({
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
    expect(of({ policy: null })).toBe("allowed allowed allowed");
  });
});

describe("a file gives a policy to a role", () => {
  const use = JSON.stringify(allow("bedrock-agentcore:*", "*"));
  const read = JSON.parse(READ) as object;
  const of = (reader: Planned): { said: string | undefined; conflicts: unknown } => {
    const model = modelOfPlan({ resources: [PROVIDER, secret(), reader] }, file("role", AGENT, read));
    return { said: answers(model), conflicts: model.conflicts?.map(({ at }) => at) };
  };
  const seen = { inline_policy: [{ name: "use", policy: use }], managed_policy_arns: [] };
  const conflicts = [["aws_iam_role.agent", "given.json"]];

  test("of which the refresh saw all: what it saw counts, and the contradiction is found", () => {
    expect(of(role(seen))).toEqual({ said: "allowed denied allowed", conflicts });
  });

  test("that the refresh saw, too: nothing is said twice", () => {
    const both = [...seen.inline_policy, { name: "read", policy: READ }];
    expect(of(role({ ...seen, inline_policy: both }))).toEqual({ said: "allowed allowed allowed", conflicts: [] });
  });

  test("of which not all is seen: the file counts", () => {
    expect(of(role({ ...seen, managed_policy_arns: [POLICY] }))).toMatchObject({ conflicts: [] });
    expect(of(role({ ...seen, managed_policy_arns: null }))).toMatchObject({ conflicts: [] });
  });

  test("that the apply makes: nobody has seen anything yet, the file counts", () => {
    const { type, name, before } = role(seen);
    expect(of({ type, name, after: before })).toMatchObject({ conflicts: [] });
  });
});

describe("a file gives a policy to a secret that the plan shows without one", () => {
  const letsIn = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS: AGENT }, Action: "secretsmanager:GetSecretValue", Resource: "*" },
  };
  const use = JSON.stringify(allow("bedrock-agentcore:*", "*"));
  const of = (...resources: Planned[]): { said: string | undefined; conflicts: unknown } => {
    const reader = role({ inline_policy: [{ name: "use", policy: use }] });
    const model = modelOfPlan({ resources: [PROVIDER, reader, ...resources] }, file("secret", SECRET, letsIn));
    return { said: answers(model), conflicts: model.conflicts?.map(({ at }) => at) };
  };
  const shown = { arn: SECRET, name: "weather" };

  test("that the refresh saw none counts, and the contradiction is found", () => {
    for (const policy of ["", "{}"])
      expect(of(secret({}, { policy }))).toEqual({
        said: "allowed denied allowed",
        conflicts: [["aws_secretsmanager_secret.s", "given.json"]],
      });
    // Of an attribute that the plan does not have nothing is seen.
    expect(of(secret({}, { policy: null }))).toEqual({ said: "allowed allowed allowed", conflicts: [] });
    // Nor of a secret that the apply makes.
    const made: Planned = { ...secret(), before: undefined, after: { ...shown, policy: "" } };
    expect(of(made)).toEqual({ said: "allowed allowed allowed", conflicts: [] });
  });

  test("so does what a data source has read", () => {
    const read = (policy: string | null): Planned => ({
      type: "aws_secretsmanager_secret",
      name: "s",
      data: true,
      after: { ...shown, policy, kms_key_id: "" },
    });
    expect(of(read(""))).toMatchObject({
      said: "allowed denied allowed",
      conflicts: [["data.aws_secretsmanager_secret.s", "given.json"]],
    });
    expect(of(read(null))).toMatchObject({ said: "allowed allowed allowed", conflicts: [] });
  });

  test("a policy that the apply deletes does not come back by a file that was read before", () => {
    const policy = JSON.stringify(letsIn);
    const gone = (after: undefined | null): Planned => ({
      type: "aws_secretsmanager_secret_policy",
      name: "p",
      before: { secret_arn: SECRET, policy },
      after,
    });
    const other = secret({}, { policy });
    expect(of(other, gone(null))).toEqual({
      said: "allowed denied allowed",
      conflicts: [["aws_secretsmanager_secret_policy.p", "given.json"]],
    });
    expect(of(other, gone(undefined))).toEqual({ said: "allowed allowed allowed", conflicts: [] });
  });
});

describe("a file says something of a key", () => {
  const letting = (principal: string): object => ({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS: principal }, Action: "kms:Decrypt", Resource: "*" },
  });
  const decrypt = JSON.stringify(allow("kms:Decrypt", "*"));
  const holder = role({
    inline_policy: [
      { name: "read", policy: READ },
      { name: "decrypt", policy: decrypt },
    ],
  });
  const of = (document: object, ...resources: Planned[]): { said: string | undefined; conflicts: unknown } => {
    const plan = { resources: [PROVIDER, secret({}, { kms_key_id: KEY }), holder, ...resources] };
    const model = modelOfPlan(plan, file("key", KEY, document));
    return { said: answers(model), conflicts: model.conflicts?.map(({ at }) => at) };
  };
  const key = (document: object): Planned => ({
    type: "aws_kms_key",
    name: "k",
    before: { arn: KEY, key_id: KEY.split("/")[1], policy: JSON.stringify(document) },
    expressions: {},
  });
  const other = AGENT.replace("agent", "other");

  test("of which the plan shows another policy: the plan counts, and the contradiction is found", () => {
    const conflicts = [["aws_kms_key.k", "given.json"]];
    expect(of(letting(AGENT), key(letting(other)))).toEqual({ said: "allowed allowed denied", conflicts });
    expect(of(letting(AGENT), key(letting(AGENT)))).toEqual({ said: "allowed allowed allowed", conflicts: [] });
    expect(of(letting(AGENT))).toEqual({ said: "allowed allowed allowed", conflicts: [] });
  });

  test("of which the apply deletes the policy: AWS's own comes in its place, by which IAM decides", () => {
    const gone = (after: undefined | null): Planned => ({
      type: "aws_kms_key_policy",
      name: "p",
      before: { key_id: KEY, policy: JSON.stringify(letting(other)) },
      after,
    });
    const conflicts = [["aws_kms_key_policy.p", "given.json"]];
    expect(of(letting(other), gone(null))).toEqual({ said: "allowed allowed allowed", conflicts });
    expect(of(letting(other), gone(undefined))).toEqual({ said: "allowed allowed denied", conflicts: [] });
  });
});
