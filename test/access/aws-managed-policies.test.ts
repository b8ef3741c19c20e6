import { awsManagedPolicy } from "../../src/access/aws-managed-policies";
import { compilePolicy, verdict } from "../../src/decision";

const ROLE = "arn:aws:iam::111122223333:role/x";
const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:maps-AbCdEf";
const MANAGED =
  "arn:aws:secretsmanager:us-east-1:111122223333:secret:bedrock-agentcore-identity!default/apikey/maps-AbCdEf";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** As a key policy is by default. */
const BY_ACCOUNT = compilePolicy("key policy", "resource", {
  Statement: { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "*", Resource: "*" },
});

const allows = (name: string, action: string, arn: string): boolean =>
  verdict(
    {
      resourcePolicy: BY_ACCOUNT,
      identityPolicies: [compilePolicy(name, "identity", awsManagedPolicy(`arn:aws:iam::aws:policy/${name}`))],
    },
    { principal: { type: "AssumedRole", roleArn: ROLE }, action, resource: { arn } },
  ) === "allowed";

test.each([
  ["AdministratorAccess", true, true],
  ["PowerUserAccess", true, false],
  ["SecretsManagerReadWrite", true, false],
  ["ReadOnlyAccess", false, false],
  ["SecurityAudit", false, false],
  ["job-function/ViewOnlyAccess", false, false],
  ["BedrockAgentCoreFullAccess", false, false],
  ["IAMFullAccess", false, true],
  ["service-role/AWSLambdaBasicExecutionRole", false, false],
])("%s reads a secret: %p, and writes a role's policies: %p", (name, reads, writes) => {
  expect(allows(name, "secretsmanager:GetSecretValue", SECRET)).toBe(reads);
  expect(allows(name, "iam:PutRolePolicy", ROLE)).toBe(writes);
});

test("AgentCore's own policy reads AgentCore's own secrets", () => {
  expect(allows("BedrockAgentCoreFullAccess", "secretsmanager:GetSecretValue", MANAGED)).toBe(true);
});

test("who may describe keys decrypts with none", () => {
  expect(allows("AWSKeyManagementServicePowerUser", "kms:DescribeKey", KEY)).toBe(true);
  expect(allows("AWSKeyManagementServicePowerUser", "kms:Decrypt", KEY)).toBe(false);
});

test.each([
  "arn:aws:iam::aws:policy/NoSuchPolicy",
  "arn:aws:iam::aws:policy/toString",
  "arn:aws:iam::111122223333:policy/AdministratorAccess",
  "AdministratorAccess",
])("%s is not known", (arn) => {
  expect(awsManagedPolicy(arn)).toBeUndefined();
});

test("another partition has the same policies, and each is one object", () => {
  const [one, other] = ["aws", "aws-us-gov"].map((partition) => `arn:${partition}:iam::aws:policy/IAMFullAccess`);
  expect(awsManagedPolicy(one as string)).toBe(awsManagedPolicy(other as string));
});

test("each compiles without a problem", () => {
  for (const name of ["AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "BedrockAgentCoreFullAccess"])
    expect(compilePolicy(name, "identity", awsManagedPolicy(`arn:aws:iam::aws:policy/${name}`)).problems).toEqual([]);
});
