import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import type { EvaluationResult, SimulatePrincipalPolicyCommandInput } from "@aws-sdk/client-iam";
import { configOf, errorOf, SECRET_ARN, useSandbox } from "./support/clients";

const ROLE = "arn:aws:iam::111122223333:role/agents/runtime";
const USER = "arn:aws:iam::111122223333:user/ann";
const OTHER = SECRET_ARN.replace("google", "other");
const READ = "secretsmanager:GetSecretValue";
const sandbox = useSandbox();

const document = (...Statement: object[]): object => ({ Version: "2012-10-17", Statement });
const allow = (Action: string, Resource = "*", Condition?: object): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition && { Condition }),
});

type Input = Partial<SimulatePrincipalPolicyCommandInput>;
const ask = (input: Input) =>
  new IAMClient(configOf(sandbox())).send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: ROLE,
      ActionNames: [READ],
      ResourceArns: [SECRET_ARN],
      ...input,
    }),
  );
const first = async (input: Input = {}): Promise<EvaluationResult> =>
  (await ask(input)).EvaluationResults?.[0] ?? ({} as never);
const decision = async (input: Input = {}): Promise<string | undefined> => (await first(input)).EvalDecision;
const entry = (ContextKeyName: string, ...ContextKeyValues: string[]) => ({
  ContextKeyName,
  ContextKeyValues,
  ContextKeyType: "string" as const,
});

describe("what is decided", () => {
  test("one result for each action, as strict as its strictest resource, and one for each resource in it", async () => {
    sandbox().iam.putRole(ROLE, { read: document(allow(READ, SECRET_ARN)) });
    const result = await first({ ResourceArns: [SECRET_ARN, OTHER] });
    expect(result.EvalDecision).toBe("implicitDeny");
    expect(result.ResourceSpecificResults?.map((one) => [one.EvalResourceName, one.EvalResourceDecision])).toEqual([
      [SECRET_ARN, "allowed"],
      [OTHER, "implicitDeny"],
    ]);
    expect(result.ResourceSpecificResults?.[0]?.MatchedStatements).toEqual([
      {
        SourcePolicyId: "read",
        SourcePolicyType: "role",
        StartPosition: { Line: 1, Column: expect.any(Number) as number },
        EndPosition: { Line: 1, Column: expect.any(Number) as number },
      },
    ]);
    // Nobody is in an organization, and there is no boundary.
    expect(result).not.toHaveProperty("OrganizationsDecisionDetail");
    expect(result).not.toHaveProperty("PermissionsBoundaryDecisionDetail");
  });

  test("identity policies, boundary and SCPs, and no policy of the resource", async () => {
    sandbox().iam.putRole(ROLE, {});
    sandbox().secrets.of(SECRET_ARN).policy = JSON.stringify(
      document({ Effect: "Allow", Principal: { AWS: ROLE }, Action: READ, Resource: "*" }),
    );
    expect(await decision()).toBe("implicitDeny");
    const brought = [JSON.stringify(document(allow("secretsmanager:*")))];
    expect(await decision({ PolicyInputList: brought })).toBe("allowed");
    const narrow = await first({
      PolicyInputList: brought,
      PermissionsBoundaryPolicyInputList: [JSON.stringify(document(allow("kms:*")))],
    });
    expect([narrow.EvalDecision, narrow.ResourceSpecificResults?.[0]?.PermissionsBoundaryDecisionDetail]).toEqual([
      "implicitDeny",
      { AllowedByPermissionsBoundary: false },
    ]);
  });

  test("SCPs are told of by whether they allow, and neither their statements nor their keys", async () => {
    sandbox().iam.putRole(ROLE, { read: document(allow(READ)) });
    const scp = document({
      Effect: "Deny",
      Action: READ,
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } },
    });
    sandbox().organizations.push({
      id: "o-a1b2c3d4e5",
      managementAccount: "999900001111",
      parents: { "111122223333": "r-root" },
      attached: { "r-root": ["p-all", "p-one"] },
      policies: [
        { id: "p-all", name: "all", kind: "SERVICE_CONTROL_POLICY", document: document(allow("*")) },
        { id: "p-one", name: "one", kind: "SERVICE_CONTROL_POLICY", document: scp },
        { id: "p-rcp", name: "rcp", kind: "RESOURCE_CONTROL_POLICY", document: scp },
      ],
    });
    const open = await first();
    expect([open.EvalDecision, open.OrganizationsDecisionDetail?.AllowedByOrganizations]).toEqual(["allowed", true]);
    expect(open.MissingContextValues).toEqual([]);
    const denied = await first({ ContextEntries: [entry("aws:SourceVpc", "vpc-1")] });
    expect([denied.EvalDecision, denied.OrganizationsDecisionDetail?.AllowedByOrganizations]).toEqual([
      "explicitDeny",
      false,
    ]);
    expect(denied.MatchedStatements).toEqual([]);
    const without = {
      ContextEntries: [entry("aws:SourceVpc", "vpc-1")],
      PolicyExclusionList: [{ PolicyType: "scp" as const }],
    };
    expect(await first(without)).not.toHaveProperty("OrganizationsDecisionDetail");
  });

  test.each<[string, object, Input["ContextEntries"], string[]]>([
    [
      "a key of the principal that nobody fills in",
      { ArnEquals: { "aws:PrincipalArn": ROLE } },
      [entry("aws:PrincipalArn", ROLE)],
      ["aws:PrincipalArn"],
    ],
    [
      "a key that follows from the resource",
      { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
      [entry("aws:RequestedRegion", "us-east-1")],
      ["aws:RequestedRegion"],
    ],
    [
      "a key of the service",
      { StringEquals: { "secretsmanager:SecretId": SECRET_ARN } },
      [entry("secretsmanager:SecretId", SECRET_ARN)],
      ["secretsmanager:SecretId"],
    ],
  ])("%s has to be given, and is named where it is not", async (_, condition, entries, missing) => {
    sandbox().iam.putRole(ROLE, { read: document(allow(READ, "*", condition)) });
    expect(await decision({ ContextEntries: entries })).toBe("allowed");
    const without = await first();
    expect([without.EvalDecision, without.MissingContextValues]).toEqual(["implicitDeny", missing]);
  });

  test("the account of the principal is filled in", async () => {
    const own = { StringEquals: { "aws:PrincipalAccount": "111122223333" } };
    sandbox().iam.putRole(ROLE, { read: document(allow(READ, "*", own)) });
    expect((await first()).MissingContextValues).toEqual([]);
    expect(await decision()).toBe("allowed");
  });

  test("policies can be excluded by kind, ARN and name", async () => {
    const managed = "arn:aws:iam::111122223333:policy/kms";
    sandbox().roles.managed.create(managed, document(allow("kms:*")));
    sandbox().iam.putRole(ROLE, { read: document(allow(READ)) }, { attached: [managed] });
    const inline = { PolicyName: "read", AttachmentType: "role" as const, AttachmentName: "runtime" };
    expect(await decision({ PolicyExclusionList: [{ PolicyArn: managed }, { PolicyType: "rcp" }] })).toBe("allowed");
    expect(await decision({ PolicyExclusionList: [{ InlinePolicyIdentifier: inline }] })).toBe("implicitDeny");
    expect(await decision({ PolicyExclusionList: [{ PolicyType: "inline" }] })).toBe("implicitDeny");
  });

  test("a user has the policies of its groups; a resource of another account needs its owner", async () => {
    const group = "arn:aws:iam::111122223333:group/readers";
    sandbox().iam.putGroup(group, { read: document(allow(READ)) });
    sandbox().iam.putUser(USER, {}, { groups: [group] });
    expect(await decision({ PolicySourceArn: USER })).toBe("allowed");
    const elsewhere = SECRET_ARN.replace("111122223333", "444455556666");
    expect(await decision({ PolicySourceArn: USER, ResourceArns: [elsewhere] })).toBe("implicitDeny");
  });

  test("page after page", async () => {
    sandbox().iam.putRole(ROLE, { read: document(allow(READ)) });
    const ActionNames = ["kms:Decrypt", READ];
    const one = await ask({ ActionNames, MaxItems: 1 });
    expect([one.IsTruncated, one.EvaluationResults?.length]).toEqual([true, 1]);
    const two = await ask({ ActionNames, MaxItems: 1, Marker: one.Marker });
    expect([two.IsTruncated, two.EvaluationResults?.[0]?.EvalActionName]).toEqual([false, READ]);
  });
});

describe("what is refused", () => {
  beforeEach(() => sandbox().iam.putRole(ROLE, { read: document(allow(READ)) }));
  const policy = JSON.stringify(document(allow("*")));
  test.each<[string, Input, string]>([
    [
      "a session",
      { PolicySourceArn: "arn:aws:sts::111122223333:assumed-role/runtime/session" },
      "InvalidInputException",
    ],
    ["a service as caller", { CallerArn: "bedrock-agentcore.amazonaws.com" }, "InvalidInputException"],
    ["a resource policy, for a role", { ResourcePolicy: policy }, "InvalidInputException"],
    ["two boundaries", { PermissionsBoundaryPolicyInputList: [policy, policy] }, "InvalidInputException"],
    ["a policy that is none", { PolicyInputList: ["{}"] }, "InvalidInputException"],
    ["a wildcard as action", { ActionNames: ["secretsmanager:*"] }, "InvalidInputException"],
    ["no action", { ActionNames: [] }, "InvalidInputException"],
    ["a resource that is no ARN", { ResourceArns: ["google-oauth"] }, "InvalidInputException"],
    ["a key without a value", { ContextEntries: [entry("aws:SourceVpc")] }, "InvalidInputException"],
    ["two values of one that has one", { ContextEntries: [entry("aws:SourceVpc", "a", "b")] }, "InvalidInputException"],
    [
      "a wildcard in an exclusion",
      { PolicyExclusionList: [{ PolicyArn: "arn:aws:iam::*:policy/x" }] },
      "InvalidInputException",
    ],
    ["a role that is not there", { PolicySourceArn: `${ROLE}s` }, "NoSuchEntityException"],
    ["a role of another account", { PolicySourceArn: ROLE.replace("1111", "9999") }, "NoSuchEntityException"],
  ])("%s", async (_, input, name) => {
    expect((await errorOf(ask(input))).name).toBe(name);
  });
  test("whoever may not ask", async () => {
    sandbox().authorize = ({ action, resource }) =>
      action === "iam:SimulatePrincipalPolicy" && resource === ROLE ? "no" : undefined;
    expect(await errorOf(ask({}))).toMatchObject({ name: "AccessDenied", status: 403 });
  });
});
