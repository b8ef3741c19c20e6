import type { Policies, RequestPrincipal, Decision } from "../../src/decision";
import { compilePolicy, decide } from "../../src/decision";
import { policyDocument } from "../../src/access/policy";
import { decryptSecret, readersOfSecret, readSecrets, useProviders } from "../../src/access/statements";
import { providerArn } from "../../src/access/vault";
import { KEY_ARN, OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN } from "../support/fixtures";
import { decidingOf, reasonsOf } from "../support/decision-table";

const place = { partition: "aws", region: "us-east-1", account: "111122223333" };
const secret = { secretArn: SECRET_ARN, keyArn: KEY_ARN, region: "us-east-1", partition: "aws" };
const statements = [
  useProviders({ place, kind: "oauth2", workloadIdentities: ["*"] }, ["google-maps"]),
  readSecrets([SECRET_ARN]),
  decryptSecret(secret),
];
const identity = compilePolicy("policy of the reader", "identity", policyDocument(statements));
const secretPolicy = compilePolicy("secret policy", "resource", policyDocument([readersOfSecret([ROLE_ARN])]));
const keyPolicy = compilePolicy("key policy", "resource", {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
});

/** What AgentCore, Secrets Manager and KMS ask one after the other when a role obtains a credential. */
function steps(roleArn: string, policies: Policies = { identityPolicies: [identity] }): ReturnType<typeof decide>[] {
  const principal: RequestPrincipal = { type: "AssumedRole", roleArn };
  const viaAgentCore = { "aws:CalledVia": ["bedrock-agentcore.amazonaws.com"] };
  const viaSecretsManager = {
    "aws:CalledVia": ["bedrock-agentcore.amazonaws.com", "secretsmanager.amazonaws.com"],
    "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
    "kms:EncryptionContext:SecretARN": SECRET_ARN,
  };
  const provider = { arn: providerArn(place, "oauth2", "google-maps") };
  return [
    decide(policies, { principal, action: "bedrock-agentcore:GetResourceOauth2Token", resource: provider }),
    decide(
      { ...policies, resourcePolicy: secretPolicy },
      { principal, action: "secretsmanager:GetSecretValue", resource: { arn: SECRET_ARN }, context: viaAgentCore },
    ),
    decide(
      { ...policies, resourcePolicy: keyPolicy },
      { principal, action: "kms:Decrypt", resource: { arn: KEY_ARN }, context: viaSecretsManager },
    ),
  ];
}

const verdicts = (decisions: ReturnType<typeof decide>[]): Decision["verdict"][] =>
  decisions.map(({ verdict }) => verdict);

test("the intended reader can use the provider, read the secret and decrypt it", () => {
  const decisions = steps(ROLE_ARN);
  expect(verdicts(decisions)).toEqual(["allowed", "allowed", "allowed"]);
  expect(decisions.map(decidingOf)).toEqual([
    ["identityPolicy#0"],
    ["identityPolicy#1"],
    ["keyPolicy#0", "identityPolicy#2"],
  ]);
});

test("another role can do nothing, and is told what is missing", () => {
  const decisions = steps(OTHER_ROLE_ARN, { identityPolicies: [] });
  expect(verdicts(decisions)).toEqual(["implicitlyDenied", "implicitlyDenied", "implicitlyDenied"]);
  expect(decisions.map(reasonsOf)).toEqual([
    `${OTHER_ROLE_ARN} needs bedrock-agentcore:GetResourceOauth2Token on arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/oauth2credentialprovider/google-maps in its identity policy or in the resource policy.`,
    `${OTHER_ROLE_ARN} needs secretsmanager:GetSecretValue on ${SECRET_ARN} in its identity policy or in the secret policy. Statement AgentCoreIdentityReaders of secret policy would allow it, but its Principal is another.`,
    `${OTHER_ROLE_ARN} needs kms:Decrypt on ${KEY_ARN} in its identity policy or in the key policy or in a grant on the key.`,
  ]);
});
