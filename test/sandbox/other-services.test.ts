import * as kms from "@aws-sdk/client-kms";
import * as secretsManager from "@aws-sdk/client-secrets-manager";
import * as sts from "@aws-sdk/client-sts";
import { DEPLOYER, Sandbox } from "../../src/sandbox/sandbox";
import { configOf, errorOf, KEY_ARN, ROOT_POLICY, SECRET_ARN, useSandbox } from "./support/clients";

const sandbox = useSandbox();

test("Secrets Manager: describe, read, rotate, and the policy's three operations", async () => {
  const secrets = new secretsManager.SecretsManagerClient(configOf(sandbox()));
  const SecretId = SECRET_ARN;
  expect(await secrets.send(new secretsManager.DescribeSecretCommand({ SecretId: "google-oauth" }))).toMatchObject({
    ARN: SECRET_ARN,
    Name: "google-oauth",
  });
  await secrets.send(new secretsManager.PutSecretValueCommand({ SecretId, SecretString: "two" }));
  expect((await secrets.send(new secretsManager.GetSecretValueCommand({ SecretId }))).SecretString).toBe("two");
  const policy =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}';
  const put = (ResourcePolicy: string, BlockPublicPolicy = false) =>
    secrets.send(new secretsManager.PutResourcePolicyCommand({ SecretId, ResourcePolicy, BlockPublicPolicy }));
  expect(
    (await secrets.send(new secretsManager.GetResourcePolicyCommand({ SecretId }))).ResourcePolicy,
  ).toBeUndefined();
  await put(policy);
  expect((await secrets.send(new secretsManager.GetResourcePolicyCommand({ SecretId }))).ResourcePolicy).toBe(policy);
  expect((await errorOf(put(policy, true))).name).toBe("PublicPolicyException");
  expect((await errorOf(put("{"))).name).toBe("MalformedPolicyDocumentException");
  expect((await errorOf(put('{"Statement":[]}'))).name).toBe("MalformedPolicyDocumentException");
  expect((await errorOf(put(" ".repeat(20_481)))).name).toBe("InvalidParameterException");
  await secrets.send(new secretsManager.DeleteResourcePolicyCommand({ SecretId }));
  expect(sandbox().secrets.of(SECRET_ARN).policy).toBeUndefined();
  expect((await errorOf(secrets.send(new secretsManager.GetSecretValueCommand({ SecretId: "nothing" })))).name).toBe(
    "ResourceNotFoundException",
  );
});

test("KMS: key policies and grants", async () => {
  const keys = new kms.KMSClient(configOf(sandbox()));
  const KeyId = KEY_ARN;
  expect((await keys.send(new kms.ListKeyPoliciesCommand({ KeyId }))).PolicyNames).toEqual(["default"]);
  expect((await keys.send(new kms.GetKeyPolicyCommand({ KeyId }))).Policy).toBe(ROOT_POLICY);
  const lockedOut = ROOT_POLICY.replace("kms:*", "kms:Decrypt");
  expect(await errorOf(keys.send(new kms.PutKeyPolicyCommand({ KeyId, Policy: lockedOut })))).toMatchObject({
    name: "MalformedPolicyDocumentException",
    message: expect.stringContaining("will not allow you to update") as string,
  });
  await keys.send(new kms.PutKeyPolicyCommand({ KeyId, Policy: `${ROOT_POLICY} ` }));
  expect((await errorOf(keys.send(new kms.PutKeyPolicyCommand({ KeyId, Policy: " ".repeat(32_769) })))).name).toBe(
    "LimitExceededException",
  );
  const grant = {
    KeyId,
    GranteePrincipal: "arn:aws:iam::111122223333:role/r",
    Operations: ["Decrypt" as const],
    Constraints: { EncryptionContextSubset: { SecretARN: SECRET_ARN } },
    Name: "reader",
  };
  const { GrantId } = await keys.send(new kms.CreateGrantCommand(grant));
  expect((await keys.send(new kms.CreateGrantCommand(grant))).GrantId).toBe(GrantId);
  expect((await keys.send(new kms.ListGrantsCommand({ KeyId }))).Grants).toMatchObject([
    { Constraints: grant.Constraints, Operations: ["Decrypt"] },
  ]);
  const retire = (id = GrantId): Promise<unknown> => keys.send(new kms.RetireGrantCommand({ KeyId, GrantId: id }));
  expect((await errorOf(retire())).name).toBe("AccessDeniedException");
  expect((await errorOf(retire("0".repeat(64)))).name).toBe("NotFoundException");
  const own = {
    ...grant,
    Name: "retired",
    RetiringPrincipal: DEPLOYER.arn.replace(/.*assumed-role/, "arn:aws:iam::111122223333:role").replace("/sandbox", ""),
  };
  await retire((await keys.send(new kms.CreateGrantCommand(own))).GrantId);
  await keys.send(new kms.RevokeGrantCommand({ KeyId, GrantId }));
  expect((await keys.send(new kms.ListGrantsCommand({ KeyId }))).Grants).toEqual([]);
  expect((await errorOf(keys.send(new kms.GetKeyPolicyCommand({ KeyId: "nothing" })))).name).toBe("NotFoundException");
});

test("STS: who calls, and assuming a role", async () => {
  const who = new sts.STSClient(configOf(sandbox()));
  expect(await who.send(new sts.GetCallerIdentityCommand({}))).toMatchObject({
    Arn: DEPLOYER.arn,
    Account: "111122223333",
  });
  const { Credentials } = await who.send(
    new sts.AssumeRoleCommand({ RoleArn: "arn:aws:iam::111122223333:role/a/b", RoleSessionName: "s" }),
  );
  expect(Credentials?.Expiration).toBeInstanceOf(Date);
  const assumed = new sts.STSClient({
    ...configOf(sandbox()),
    credentials: { accessKeyId: Credentials?.AccessKeyId ?? "", secretAccessKey: "x" },
  });
  expect((await assumed.send(new sts.GetCallerIdentityCommand({}))).Arn).toBe(
    "arn:aws:sts::111122223333:assumed-role/b/s",
  );
  expect(
    (await errorOf(who.send(new sts.AssumeRoleCommand({ RoleArn: "x" } as sts.AssumeRoleCommandInput)))).name,
  ).toBe("ValidationError");
});

test("STS: where permissions are enforced, the trust policy of a role decides who may assume it", async () => {
  const enforced = await Sandbox.start({ enforce: true });
  const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
  const trust = (AWS: string): object => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" }],
  });
  enforced.iam.putRole(role("terraform"), {});
  enforced.iam.putRole(role("trusting"), {}, { trust: trust(role("terraform")) });
  enforced.iam.putRole(role("agent"), {});
  enforced.iam.putRole(role("other"), {}, { trust: trust(role("somebody")) });
  const who = new sts.STSClient(configOf(enforced));
  const assume = (name: string): Promise<unknown> =>
    who.send(new sts.AssumeRoleCommand({ RoleArn: role(name), RoleSessionName: "s1" }));
  try {
    await assume("trusting");
    // AgentCore's own, one that trusts somebody else, and one that is not there.
    for (const name of ["agent", "other", "nobody"])
      expect(await errorOf(assume(name))).toMatchObject({
        name: "AccessDenied",
        message: expect.stringContaining(
          `not authorized to perform: sts:AssumeRole on resource: ${role(name)}`,
        ) as string,
      });
  } finally {
    await enforced.close();
  }
});
