import * as cloudtrail from "@aws-sdk/client-cloudtrail";
import * as iam from "@aws-sdk/client-iam";
import * as kms from "@aws-sdk/client-kms";
import * as secretsManager from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { AWS_RATES } from "../../src/sandbox/aws-rates";
import { AS_AWS, Past } from "../../src/sandbox/lateness";
import { Sandbox } from "../../src/sandbox/sandbox";
import { as, DEPLOYER_ROLE, errorOf } from "./support/world";

const ALL = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: DEPLOYER_ROLE }, Action: "sts:AssumeRole" }],
});
const SECONDS = 1000;

let now: number;
let sandbox: Sandbox;
const clients: { destroy(): void }[] = [];
const client = <C extends { destroy(): void }>(made: C): C => (clients.push(made), made);

beforeEach(async () => {
  now = Date.parse("2026-11-29T00:00:00Z");
  sandbox = await Sandbox.start({ enforce: true, delays: AS_AWS, now: () => now });
  sandbox.roles.put(DEPLOYER_ROLE, { all: ALL });
});
afterEach(async () => {
  clients.splice(0).forEach((one) => one.destroy());
  await sandbox.close();
});

test("a role and what it may are seen some seconds after they were written, and so is what was taken away", async () => {
  const roles = client(new iam.IAMClient(as(sandbox, DEPLOYER_ROLE)));
  const sts = client(new STSClient(as(sandbox, DEPLOYER_ROLE)));
  const assume = () =>
    sts.send(new AssumeRoleCommand({ RoleArn: "arn:aws:iam::111122223333:role/late", RoleSessionName: "late" }));
  await roles.send(new iam.CreateRoleCommand({ RoleName: "late", AssumeRolePolicyDocument: trust }));
  expect(await errorOf(assume())).toContain("AccessDenied");
  now += 9 * SECONDS;
  const { Credentials } = await assume();
  const late = client(
    new iam.IAMClient({
      ...as(sandbox, DEPLOYER_ROLE),
      credentials: { accessKeyId: Credentials?.AccessKeyId ?? "", secretAccessKey: "x" },
    }),
  );
  const list = () => late.send(new iam.ListRolesCommand({}));
  const policy = { RoleName: "late", PolicyName: "all" };
  await roles.send(new iam.PutRolePolicyCommand({ ...policy, PolicyDocument: JSON.stringify(ALL) }));
  expect(await errorOf(list())).toContain("AccessDenied");
  now += 9 * SECONDS;
  expect((await list()).Roles).toHaveLength(2);
  await roles.send(new iam.DeleteRolePolicyCommand(policy));
  expect((await list()).Roles).toHaveLength(2);
  now += 9 * SECONDS;
  expect(await errorOf(list())).toContain("AccessDenied");
});

test("a list of secrets tells of a new one minutes later; asked by name it is there at once", async () => {
  const secrets = client(new secretsManager.SecretsManagerClient(as(sandbox, DEPLOYER_ROLE)));
  await secrets.send(new secretsManager.CreateSecretCommand({ Name: "new", SecretString: "{}" }));
  const listed = async () => (await secrets.send(new secretsManager.ListSecretsCommand({}))).SecretList;
  expect(await listed()).toEqual([]);
  expect((await secrets.send(new secretsManager.DescribeSecretCommand({ SecretId: "new" }))).Name).toBe("new");
  now += 301 * SECONDS;
  expect(await listed()).toHaveLength(1);
});

test("a grant lets in some seconds after it was made", async () => {
  const reader = "arn:aws:iam::111122223333:role/reader";
  const owner = client(new kms.KMSClient(as(sandbox, DEPLOYER_ROLE)));
  const { KeyMetadata } = await owner.send(new kms.CreateKeyCommand({}));
  const KeyId = KeyMetadata?.Arn;
  const arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:s-AbCdEf";
  sandbox.secrets.add(arn, "{}", { kmsKeyId: KeyId ?? "" });
  const read = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" };
  sandbox.roles.put(reader, { read: { Version: "2012-10-17", Statement: [read] } });
  await owner.send(new kms.CreateGrantCommand({ KeyId, GranteePrincipal: reader, Operations: ["Decrypt"] }));
  const secrets = client(new secretsManager.SecretsManagerClient(as(sandbox, reader)));
  const value = () => secrets.send(new secretsManager.GetSecretValueCommand({ SecretId: arn }));
  expect(await errorOf(value())).toContain("AccessDenied");
  now += 6 * SECONDS;
  expect((await value()).SecretString).toBe("{}");
});

test("an event can be looked up minutes later, and carries the time at which it happened", async () => {
  const trail = client(new cloudtrail.CloudTrailClient(as(sandbox, DEPLOYER_ROLE)));
  const look = async () => (await trail.send(new cloudtrail.LookupEventsCommand({}))).Events ?? [];
  const happened = now;
  expect(await look()).toEqual([]);
  now += 301 * SECONDS;
  expect((await look()).map(({ EventTime }) => EventTime?.getTime())).toEqual([happened]);
});

test("at AWS's rates the third lookup in a second is too many", async () => {
  const throttled = await Sandbox.start({ rates: AWS_RATES, now: () => now });
  const trail = client(
    new cloudtrail.CloudTrailClient({ ...as(sandbox, DEPLOYER_ROLE), endpoint: throttled.endpoint }),
  );
  throttled.principals.assume(DEPLOYER_ROLE, "session");
  const look = () => trail.send(new cloudtrail.LookupEventsCommand({}));
  await look();
  await look();
  expect(await errorOf(look())).toContain("ThrottlingException");
  now += SECONDS;
  await look();
  await throttled.close();
});

test("several changes in a row are seen one after the other", () => {
  const past = new Past<string>(() => now, 8 * SECONDS);
  past.remember("role", "first");
  now += 5 * SECONDS;
  past.remember("role", "second");
  expect(past.seen("role")).toEqual({ state: "first" });
  now += 4 * SECONDS;
  expect(past.seen("role")).toEqual({ state: "second" });
  now += 5 * SECONDS;
  expect(past.seen("role")).toBeUndefined();
});
