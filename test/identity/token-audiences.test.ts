import {
  ClientAuthenticationMethod,
  type CustomOAuth2Props,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PolicyKind,
  Reader,
} from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { only, refusals, statements, synth } from "../support/synth";

const ROLE = "arn:aws:iam::111122223333:role/agent";
const AUDIENCE = "https://idp.example.com/oauth2/token";
const KEY = "sts:IdentityTokenAudience";

const ledger = (
  stack: TerraformStack,
  props: Partial<CustomOAuth2Props> = {},
  name = "ledger",
): OAuth2CredentialProvider =>
  new OAuth2CredentialProvider(stack, name, {
    name,
    vendor: OAuth2Vendor.custom({
      discoveryUrl: "https://idp.example.com/.well-known/openid-configuration",
      clientAuthenticationMethod: ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT,
      ...props,
    }),
  });

const identify = (audiences: string[]): object => ({
  Effect: "Allow",
  Action: "sts:GetWebIdentityToken",
  Resource: "*",
  Condition: { "ForAllValues:StringEquals": { [KEY]: audiences }, Null: { [KEY]: "false" } },
});

const identifying = (policy: unknown): object[] =>
  statements(policy).filter(({ Sid }) => String(Sid).startsWith("AgentCoreIdentityIdentify"));

test("a reader proves itself to the audiences of its credential provider, and to no other", () => {
  const { policy } = only(
    synth((stack) => void ledger(stack, { tokenAudiences: [AUDIENCE] }).grantUse(Reader.role(ROLE))),
    "aws_iam_role_policy",
  );
  expect(identifying(policy)).toEqual([expect.objectContaining(identify([AUDIENCE]))]);
});

test("without audiences it gets nothing that would let it prove itself to all", () => {
  const { policy } = only(
    synth((stack) => void ledger(stack).grantUse(Reader.role(ROLE))),
    "aws_iam_role_policy",
  );
  expect(identifying(policy)).toEqual([]);
});

test("in a managed policy the audiences of all its credential providers are one statement", () => {
  const reader = Reader.role(ROLE, { policyKind: PolicyKind.MANAGED });
  const { policy } = only(
    synth((stack) => {
      ledger(stack, { tokenAudiences: [AUDIENCE] }).grantUse(reader);
      ledger(stack, { tokenAudiences: ["another", AUDIENCE] }, "books").grantUse(reader);
      ledger(stack, {}, "none").grantUse(reader);
    }),
    "aws_iam_policy",
  );
  expect(identifying(policy)).toEqual([expect.objectContaining(identify(["another", AUDIENCE]))]);
});

test.each([
  [{ tokenAudiences: [] }, "tokenAudiences"],
  [{ tokenAudiences: [""] }, "tokenAudiences"],
  [
    { tokenAudiences: [AUDIENCE], clientAuthenticationMethod: ClientAuthenticationMethod.CLIENT_SECRET_POST },
    "the client proves itself otherwise",
  ],
] as const)("%j is refused", (props, words) => {
  const told = refusals((stack) => void ledger(stack, props as unknown as Partial<CustomOAuth2Props>));
  expect(told.join("\n")).toContain(words);
});
