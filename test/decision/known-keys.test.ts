import type { Request } from "../../src/decision";
import { compilePolicy, decide, knownKeys, onlyGiven, Unknown } from "../../src/decision";

const ROLE = "arn:aws:iam::111122223333:role/agent";
const SECRET = "arn:aws:secretsmanager:us-east-1:444455556666:secret:google-AbCdEf";
const request: Request = {
  principal: { type: "AssumedRole", roleArn: ROLE },
  action: "secretsmanager:GetSecretValue",
  resource: { arn: SECRET },
  context: { "aws:SecureTransport": true, "secretsmanager:VersionId": new Unknown("nobody knows") },
  otherKeys: "unknown",
};
const policyWith = (Condition: object) =>
  compilePolicy("p", "identity", {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "*", Resource: "*", Condition },
  });
const everybody = compilePolicy("r", "resource", {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { AWS: ROLE }, Action: "*", Resource: "*" },
});

test("what is known of a request, by the names that AWS writes, and nothing that is not", () => {
  const accounts = { "111122223333": { organizationId: "o-a1b2c3d4e5" }, "444455556666": { organizationId: null } };
  expect(Object.fromEntries(knownKeys(request, accounts))).toEqual({
    "aws:SecureTransport": ["true"],
    "aws:PrincipalArn": [ROLE],
    "aws:PrincipalAccount": ["111122223333"],
    "aws:PrincipalType": ["AssumedRole"],
    "aws:PrincipalOrgID": ["o-a1b2c3d4e5"],
    "aws:PrincipalIsAWSService": ["false"],
    "aws:ResourceAccount": ["444455556666"],
    "aws:RequestedRegion": ["us-east-1"],
  });
  expect(knownKeys(request).has("aws:PrincipalOrgID")).toBe(false);
});

describe("a request of which nothing is filled in", () => {
  const verdict = (condition: object, context: Request["context"] = {}, but: readonly string[] = []) => {
    const asked: Request = { ...request, context, otherKeys: "absent" };
    const policies = { identityPolicies: [policyWith(condition)], resourcePolicy: everybody };
    return decide(policies, asked, onlyGiven(asked, new Set(but))).verdict;
  };
  test.each([
    ["aws:PrincipalArn", ROLE],
    ["aws:RequestedRegion", "us-east-1"],
    ["aws:ResourceAccount", "444455556666"],
  ])("%s counts where it is given or left to be filled in, and else is absent", (key, value) => {
    const condition = { StringEquals: { [key]: value } };
    expect(verdict(condition)).toBe("implicitlyDenied");
    expect(verdict(condition, { [key.toUpperCase()]: value })).toBe("allowed");
    expect(verdict(condition, {}, [key])).toBe("allowed");
  });
  test("what is given counts, and not what would be filled in", () => {
    expect(verdict({ StringEquals: { "aws:PrincipalArn": ROLE } }, { "aws:PrincipalArn": `${ROLE}2` })).toBe(
      "implicitlyDenied",
    );
  });
});
