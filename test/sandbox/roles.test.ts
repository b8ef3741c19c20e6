import * as iam from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { DEPLOYER_ROLE, errorOf, furnished } from "./support/world";
import { as } from "./support/world";
import type { Sandbox } from "../../src/sandbox/sandbox";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" }],
});
const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "iam:ListRoles", Resource: "*" }],
});
const ARN = "arn:aws:iam::111122223333:role/tests/made";

let sandbox: Sandbox;
let client: iam.IAMClient;
beforeEach(async () => {
  sandbox = await furnished();
  client = new iam.IAMClient(as(sandbox, DEPLOYER_ROLE));
});
afterEach(async () => {
  client.destroy();
  await sandbox.close();
});

const create = (RoleName = "made", AssumeRolePolicyDocument = TRUST) =>
  client.send(
    new iam.CreateRoleCommand({
      RoleName,
      Path: "/tests/",
      AssumeRolePolicyDocument,
      Tags: [
        { Key: "run", Value: "one" },
        { Key: "team", Value: "agents" },
      ],
    }),
  );
const put = (PolicyDocument = POLICY) =>
  client.send(new iam.PutRolePolicyCommand({ RoleName: "made", PolicyName: "use", PolicyDocument }));

test("a role is made with its tags, gets policies, is listed, and is deleted when it has none any more", async () => {
  expect((await create()).Role?.Arn).toBe(ARN);
  expect(await errorOf(create())).toContain("EntityAlreadyExists");
  await put();
  const role = { RoleName: "made" };
  expect((await client.send(new iam.GetRoleCommand(role))).Role?.Arn).toBe(ARN);
  expect((await client.send(new iam.ListRoleTagsCommand(role))).Tags).toEqual([
    { Key: "run", Value: "one" },
    { Key: "team", Value: "agents" },
  ]);
  expect((await client.send(new iam.ListRolePoliciesCommand(role))).PolicyNames).toEqual(["use"]);
  const { Roles = [] } = await client.send(new iam.ListRolesCommand({}));
  expect(Roles.map(({ RoleName }) => RoleName).sort()).toEqual(["made", "runtime", "terraform"]);
  expect(await errorOf(client.send(new iam.DeleteRoleCommand(role)))).toContain("DeleteConflict");
  await client.send(new iam.DeleteRolePolicyCommand({ ...role, PolicyName: "use" }));
  await client.send(new iam.DeleteRoleCommand(role));
  expect(await errorOf(client.send(new iam.GetRoleCommand(role)))).toContain("NoSuchEntity");
});

test("what it may is what its policy says", async () => {
  await create();
  await put();
  const made = new iam.IAMClient(as(sandbox, ARN));
  expect((await made.send(new iam.ListRolesCommand({}))).Roles).toHaveLength(3);
  expect(await errorOf(made.send(new iam.DeleteRoleCommand({ RoleName: "made" })))).toContain("AccessDenied");
  made.destroy();
});

test("documents that are no policies are malformed", async () => {
  expect(await errorOf(create("made", "{"))).toContain("MalformedPolicyDocument");
  await create();
  expect(await errorOf(put("{"))).toContain("MalformedPolicyDocument");
});

test("a session of it is its own", async () => {
  await create();
  const sts = new STSClient(as(sandbox, ARN));
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(
    "arn:aws:sts::111122223333:assumed-role/made/session",
  );
  sts.destroy();
});
