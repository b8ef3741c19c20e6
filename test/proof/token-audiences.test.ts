import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { ClientAuthenticationMethod, OAuth2CredentialProvider, OAuth2Vendor, Reader } from "cdktf-agentcore-identity";
import type { Construct } from "constructs";
import type { GivenPolicy } from "../../src/plan/given";
import { check, stackJson } from "../cli/support";

const ROLE = "arn:aws:iam::111122223333:role/agent";
const AUDIENCE = "https://idp.example.com/oauth2/token";
const KEY = "sts:IdentityTokenAudience";

const stackWith = (tokenAudiences?: string[]): object =>
  stackJson(
    class extends TerraformStack {
      public constructor(scope: Construct, id: string) {
        super(scope, id);
        new AwsProvider(this, "aws", { region: "us-east-1" });
        new OAuth2CredentialProvider(this, "Ledger", {
          name: "ledger",
          vendor: OAuth2Vendor.custom({
            discoveryUrl: "https://idp.example.com/.well-known/openid-configuration",
            clientAuthenticationMethod: ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT,
            ...(tokenAudiences && { tokenAudiences }),
          }),
        }).grantUse(Reader.role(ROLE));
      }
    },
  );

const identify = (condition?: object): GivenPolicy => ({
  kind: "role",
  arn: ROLE,
  file: "role.json",
  document: {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Action: "sts:GetWebIdentityToken",
      Resource: "*",
      ...(condition && { Condition: condition }),
    },
  },
});
const forAudience = (audience: string): object => ({ "ForAllValues:StringEquals": { [KEY]: audience } });

const useOf = (stack: object, ...policies: GivenPolicy[]) =>
  check(stack, policies).rows.find(({ principal }) => principal === ROLE)?.use;
/** The same stack with another audience in the reader's policy alone. */
const granting = (stack: object, audience: string): object =>
  JSON.parse(
    JSON.stringify(stack, (name, value: unknown) =>
      name === "policy" && typeof value === "string" ? value.replaceAll(AUDIENCE, audience) : value,
    ),
  ) as object;

test("a reader is allowed with a permission for the stated audience, and denied with one for another", () => {
  const stack = stackWith([AUDIENCE]);
  expect(useOf(stack)?.verdict).toBe("allowed");
  const other = useOf(granting(stack, "https://idp.example.com/other"));
  expect(other?.verdict).toBe("denied");
  expect(other?.why).toContain("needs sts:GetWebIdentityToken");
});

test("without a stated audience it must have the permission, and which condition it meets is not known", () => {
  const stack = stackWith();
  expect(useOf(stack)).toMatchObject({
    verdict: "denied",
    why: expect.stringContaining("sts:GetWebIdentityToken") as string,
  });
  expect(useOf(stack, identify())?.verdict).toBe("allowed");
  const open = useOf(stack, identify(forAudience(AUDIENCE)));
  expect(open).toMatchObject({ verdict: "unknown", why: expect.stringContaining(KEY) as string });
});

test("with two stated audiences it needs both", () => {
  const stack = stackWith([AUDIENCE, "https://idp.example.com/two"]);
  expect(useOf(stack)?.verdict).toBe("allowed");
  expect(useOf(granting(stack, "https://idp.example.com/two"))?.verdict).toBe("denied");
});

test("such a client has no secret, of AgentCore's neither", () => {
  const { rows } = check(stackWith([AUDIENCE]));
  expect(rows.map(({ secrets }) => secrets)).toEqual([[]]);
});

test("AGC001 says that a named reader cannot obtain the credential", () => {
  const found = (stack: object): string[] =>
    check(stack).findings.flatMap(({ rule, state, detail }) =>
      rule.id === "AGC001" && state === "violated" ? [detail] : [],
    );
  expect(found(stackWith([AUDIENCE]))).toEqual([]);
  expect(found(stackWith()).join("\n")).toContain("sts:GetWebIdentityToken");
});
