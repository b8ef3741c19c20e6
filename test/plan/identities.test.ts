import type { Model } from "../../src/proof/model";
import { AGENT, allow, answers, modelOfPlan, PROVIDER, READ, role, secret } from "./support/plan";
import type { Planned } from "./support/plan";

const POLICY = "arn:aws:iam::111122223333:policy/read";
const policy: Planned = { type: "aws_iam_policy", name: "p", before: { arn: POLICY, name: "read", policy: READ } };
const resource = (type: string, after: object, more: Partial<Planned> = {}): Planned => ({
  type,
  name: "x",
  after,
  ...more,
});
const agentWith = (...resources: Planned[]): string | undefined =>
  answers(modelOfPlan({ resources: [PROVIDER, secret(), role(), policy, ...resources] }));

describe("the policies of a role", () => {
  test("by aws_iam_policy_attachment, and not of another role", () => {
    expect(agentWith(resource("aws_iam_policy_attachment", { policy_arn: POLICY, roles: ["agent"] }))).toBe(
      "allowed allowed allowed",
    );
    expect(agentWith(resource("aws_iam_policy_attachment", { policy_arn: POLICY, roles: ["other"] }))).toBe(
      "denied denied allowed",
    );
  });

  test("aws_iam_policy_attachment that no longer lists it takes it away", () => {
    const seen = role({ managed_policy_arns: [POLICY] });
    const of = (roles: string[]): Planned =>
      resource(
        "aws_iam_policy_attachment",
        { policy_arn: POLICY, roles },
        { before: { policy_arn: POLICY, roles: ["agent"] } },
      );
    const after = (roles: string[]): string | undefined =>
      answers(modelOfPlan({ resources: [PROVIDER, secret(), seen, policy, of(roles)] }));
    expect(after(["agent"])).toBe("allowed allowed allowed");
    expect(after(["other"])).toBe("denied denied allowed");
  });

  test("by aws_iam_role_policy_attachments_exclusive, which removes all others", () => {
    const exclusive = (arns: string[]): Planned =>
      resource("aws_iam_role_policy_attachments_exclusive", { role_name: "agent", policy_arns: arns });
    expect(agentWith(exclusive([POLICY]))).toBe("allowed allowed allowed");
    const seen = role({ managed_policy_arns: [POLICY] });
    const model = modelOfPlan({ resources: [PROVIDER, secret(), seen, policy, exclusive([])] });
    expect(answers(model)).toBe("denied denied allowed");
  });

  test("aws_iam_role_policies_exclusive removes what it does not name", () => {
    const seen = role({ inline_policy: [{ name: "read", policy: READ }] });
    const exclusive = (names: string[]): Planned =>
      resource("aws_iam_role_policies_exclusive", { role_name: "agent", policy_names: names });
    const after = (names: string[]): string | undefined =>
      answers(modelOfPlan({ resources: [PROVIDER, secret(), seen, exclusive(names)] }));
    expect(after(["read"])).toBe("allowed allowed allowed");
    expect(after(["other"])).toBe("denied denied allowed");
  });

  test("what an exclusive type names only the apply tells: whatever is there may go", () => {
    const list = (type: string, argument: string, value?: string): Planned =>
      resource(type, value === undefined ? { role_name: "agent" } : { role_name: "agent", [argument]: [value] }, {
        ...(value === undefined && { unknown: { [argument]: true } }),
        expressions: { role_name: {}, [argument]: { references: ["local.them"] } },
      });
    const inline = role({ inline_policy: [{ name: "read", policy: READ }] });
    const attached = role({ managed_policy_arns: [POLICY] });
    const readOf = (...resources: Planned[]): string | undefined =>
      answers(modelOfPlan({ resources: [PROVIDER, secret(), policy, ...resources] }))?.split(" ")[1];
    const names = (value?: string): Planned => list("aws_iam_role_policies_exclusive", "policy_names", value);
    expect([readOf(inline, names("read")), readOf(inline, names())]).toEqual(["allowed", "unknown"]);
    const arns = (value?: string): Planned => list("aws_iam_role_policy_attachments_exclusive", "policy_arns", value);
    expect([readOf(attached, arns(POLICY)), readOf(attached, arns())]).toEqual(["allowed", "unknown"]);
  });

  test("an inline policy beside blocks of the role that do not name it may go again", () => {
    const own = { name: "own", policy: JSON.stringify(allow("s3:GetObject", "*")) };
    const separate = resource("aws_iam_role_policy", { role: "agent", name: "read", policy: READ });
    const blocks = role({ inline_policy: [own] }, { expressions: { name: {}, inline_policy: [{}] } });
    const without = role({ inline_policy: [own] });
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), without, separate] }))).toBe(
      "allowed allowed allowed",
    );
    expect(answers(modelOfPlan({ resources: [PROVIDER, secret(), blocks, separate] }))).toBe("unknown unknown allowed");
  });

  test("two resources of one policy, and which is written last nobody knows", () => {
    const one = resource("aws_iam_role_policy", { role: "agent", name: "read", policy: READ });
    const other = {
      ...resource("aws_iam_role_policy", { role: "agent", name: "read", policy: JSON.stringify(allow("s3:*", "*")) }),
      name: "y",
    };
    const model = modelOfPlan({ resources: [PROVIDER, secret(), role(), one, other] });
    expect(answers(model)).toBe("unknown unknown allowed");
    expect(model.conflicts?.map(({ at }) => at)).toEqual([["aws_iam_role_policy.x", "aws_iam_role_policy.y"]]);
  });
});

describe("users and groups", () => {
  const user: Planned = resource(
    "aws_iam_user",
    { name: "u", path: "/" },
    { unknown: { arn: true }, expressions: { name: {} } },
  );
  const group: Planned = resource(
    "aws_iam_group",
    { name: "g", path: "/" },
    { unknown: { arn: true }, expressions: { name: {} } },
  );
  const model = (...resources: Planned[]): Model =>
    modelOfPlan({ resources: [PROVIDER, secret(), policy, user, group, ...resources] });
  const policies = (one: Model): string[] =>
    one.users?.get("arn:aws:iam::111122223333:user/u")?.policies.map(({ compiled }) => compiled.name) ?? ["no user"];

  test("inline and attached policies", () => {
    expect(policies(model())).toEqual([]);
    expect(policies(model(resource("aws_iam_user_policy", { user: "u", name: "read", policy: READ })))).toEqual([
      "inline policy read of u",
    ]);
    expect(policies(model(resource("aws_iam_user_policy_attachment", { user: "u", policy_arn: POLICY })))).toEqual([
      "managed policy read",
    ]);
  });

  test("policies of its groups, by either kind of membership, and not of another's", () => {
    const ofGroup = resource("aws_iam_group_policy", { group: "g", name: "read", policy: READ });
    const expected = ["inline policy read of g of group g"];
    expect(policies(model(ofGroup, resource("aws_iam_user_group_membership", { user: "u", groups: ["g"] })))).toEqual(
      expected,
    );
    expect(
      policies(model(ofGroup, resource("aws_iam_group_membership", { group: "g", name: "m", users: ["u"] }))),
    ).toEqual(expected);
    expect(
      policies(model(ofGroup, resource("aws_iam_user_group_membership", { user: "u", groups: ["other"] }))),
    ).toEqual([]);
    const found = model(ofGroup, resource("aws_iam_group_membership", { group: "g", name: "m", users: ["u"] }));
    expect([...(found.groups?.values() ?? [])].map(({ members }) => members)).toEqual([
      ["arn:aws:iam::111122223333:user/u"],
    ]);
  });
});

describe("the same by other providers", () => {
  test("awscc_iam_role and awscc credential providers", () => {
    const awscc = resource("awscc_iam_role", {
      arn: AGENT,
      role_name: "agent",
      path: "/",
      policies: [{ policy_name: "read", policy_document: READ }],
    });
    const provider = resource("awscc_bedrockagentcore_api_key_credential_provider", PROVIDER.after as object);
    expect(answers(modelOfPlan({ resources: [provider, secret(), awscc] }))).toBe("allowed allowed allowed");
    const other = resource("awscc_iam_role", { arn: AGENT, role_name: "agent", path: "/", policies: [] });
    expect(answers(modelOfPlan({ resources: [provider, secret(), other] }))).toBe("denied denied allowed");
  });

  test("a provider of Cloud Control, and one whose desired state is open", () => {
    const state = JSON.stringify({
      Name: "weather",
      ApiKeySecretSource: "EXTERNAL",
      ApiKeySecretConfig: {
        SecretId: "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-AbCdEf",
        JsonKey: "key",
      },
    });
    const type_name = "AWS::BedrockAgentCore::ApiKeyCredentialProvider";
    const reader = role({ inline_policy: [{ name: "read", policy: READ }] });
    const known = resource("aws_cloudcontrolapi_resource", { type_name, desired_state: state });
    expect(answers(modelOfPlan({ resources: [known, secret(), reader] }))).toBe("allowed allowed allowed");
    const open = resource(
      "aws_cloudcontrolapi_resource",
      { type_name },
      { unknown: { desired_state: true }, expressions: { desired_state: {} } },
    );
    const model = modelOfPlan({ resources: [open, secret(), reader] });
    expect(model.providers).toHaveLength(1);
    expect(model.providers[0]?.references.map(({ secretId }) => typeof secretId)).toEqual(["object"]);
  });
});

describe("somebody whose name only the apply tells", () => {
  const fresh = (type: string): Planned =>
    resource(
      type,
      { path: "/" },
      { unknown: { name: true, arn: true }, expressions: { name: { references: ["local.name"] } } },
    );

  test("may get the policies of whoever is not known, and a user of another name does not", () => {
    const attached: Planned = resource(
      "aws_iam_user_policy",
      { name: "read", policy: READ },
      { unknown: { user: true }, expressions: { user: { references: ["local.name"] } } },
    );
    const policies = (user: Planned): number[] =>
      [...(modelOfPlan({ resources: [PROVIDER, secret(), user, attached] }).users?.values() ?? [])].map(
        (one) => one.policies.length,
      );
    expect(policies(fresh("aws_iam_user"))).toEqual([1]);
    const there: Planned = {
      type: "aws_iam_user",
      name: "u",
      before: { arn: "arn:aws:iam::111122223333:user/u", name: "u" },
    };
    expect(policies(there)).toEqual([0]);
  });

  test.each(["aws_iam_user", "aws_iam_role"])(
    "may be a %s that a condition names, whatever a request brings",
    (type) => {
      const arn = `arn:aws:iam::111122223333:${type.slice("aws_iam_".length)}/one`;
      const policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          allow("secretsmanager:GetSecretValue", "*", {
            Principal: "*",
            Condition: { ArnEquals: { "aws:PrincipalArn": arn } },
          }),
          allow("secretsmanager:GetSecretValue", "*", {
            Effect: "Deny",
            Principal: "*",
            Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
          }),
        ].flatMap((one) => (one as { Statement: object[] }).Statement),
      });
      const open: Planned = {
        ...secret({}, { policy }),
        expressions: { name: { constant_value: "weather" }, policy: { constant_value: policy } },
      };
      const read = (...more: Planned[]): string | undefined =>
        answers(modelOfPlan({ resources: [PROVIDER, open, ...more] }), arn)?.split(" ")[1];
      expect(read()).toBe("conditional");
      expect(read(fresh(type))).toBe("unknown");
    },
  );

  test("may be a role that others name, which is not denied then", () => {
    const answer = (...more: Planned[]): string | undefined =>
      answers(modelOfPlan({ resources: [PROVIDER, secret(), ...more] }));
    expect(answer()).toBe("denied denied allowed");
    expect(answer(fresh("aws_iam_role"))).toBe("unknown unknown unknown");
  });
});

describe("a secret policy names a unique ID in place of an ARN", () => {
  const ID = "AROAEXAMPLEID12345678";
  const named = (principal: string): Planned => {
    const statement = { Effect: "Allow", Principal: { AWS: principal }, Action: "secretsmanager:*", Resource: "*" };
    return secret({}, { policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) });
  };
  const of = (holder: Planned, principal = ID): string | undefined =>
    answers(modelOfPlan({ resources: [PROVIDER, named(principal), holder] }))?.split(" ")[1];

  test("it may be that of a role of which the plan does not tell it", () => {
    expect(of(role())).toBe("unknown");
    expect(of(role({ unique_id: ID }))).toBe("unknown");
    expect(of(role({ unique_id: "AROAANOTHERID12345678" }))).toBe("denied");
    expect(of(role(), "AIDAEXAMPLEID12345678")).toBe("denied");
  });

  test("what the apply makes has one that no policy can have", () => {
    const made = role({}, { before: undefined, after: { name: "agent", path: "/" }, unknown: { unique_id: true } });
    expect(of(made)).toBe("denied");
  });

  test("whoever may have it has a row, and nobody else", () => {
    const other = (values: object): Planned => role(values, {}, "other");
    const rowOf = (values: object): string | undefined =>
      answers(
        modelOfPlan({ resources: [PROVIDER, named(ID), role({ unique_id: "AROAANOTHERID12345678" }), other(values)] }),
        AGENT.replace("agent", "other"),
      );
    expect(rowOf({})).toBe("denied unknown allowed");
    expect(rowOf({ unique_id: "AROATHIRDID1234567890" })).toBeUndefined();
  });
});
