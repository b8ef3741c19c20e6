import { modelWith } from "../../../src/plan/model-with";
import { sourceOfStack } from "../../../src/plan/from-stack";
import type { Named } from "../../../src/proof/who/named";
import { actionNamed, principalOf, thingNamed } from "../../../src/proof/who/named";
import { allow, KEY, modelOf, OURS, role, SECRET, stackOf } from "./world";

const text = <T>(named: Named<T>, of: (found: T) => string): string =>
  "problem" in named ? named.problem : of(named.found);

test.each([
  ["SecretsManager:getsecretvalue", "secretsmanager:GetSecretValue"],
  ["kms:Decrypt", "kms:Decrypt"],
  ["bedrock-agentcore:UpdateApiKeyCredentialProvider", "bedrock-agentcore:UpdateApiKeyCredentialProvider"],
  [
    "secretsmanager:GetSecretValu",
    "There is no action secretsmanager:GetSecretValu of secrets, keys or credential providers: did you mean secretsmanager:GetSecretValue?",
  ],
  ["PutKeyPolicy", "PutKeyPolicy names no service: write kms:PutKeyPolicy."],
  ["secretsmanager:*", "secretsmanager:* is a pattern: ask about one action."],
  ["kms:ListKeys", "kms:ListKeys is asked of no secret, key or credential provider."],
  ["zq7:Anything", "There is no action zq7:Anything of secrets, keys or credential providers."],
])("action %s", (written, wanted) => expect(text(actionNamed(written), (one) => one)).toBe(wanted));

describe("what it is asked of", () => {
  const model = modelOf({ secret: [allow("secretsmanager:GetSecretValue", { Principal: "*" })], key: [] });
  const thing = (written: string, action = "secretsmanager:GetSecretValue"): string =>
    text(thingNamed(model, written, action), ({ arn }) => arn);
  const PROVIDER = `arn:aws:bedrock-agentcore:us-east-1:${OURS}:token-vault/default/oauth2credentialprovider/google-maps`;

  test.each([
    [SECRET, undefined, SECRET],
    ["google-oauth", undefined, SECRET],
    ["google-oauth-AbCdEf", undefined, SECRET],
    [KEY, "kms:Decrypt", KEY],
    ["1234abcd-12ab-34cd-56ef-1234567890ab", "kms:Decrypt", KEY],
    ["google-maps", "bedrock-agentcore:UpdateOauth2CredentialProvider", PROVIDER],
    [
      "aws_bedrockagentcore_oauth2_credential_provider.google",
      "bedrock-agentcore:UpdateOauth2CredentialProvider",
      PROVIDER,
    ],
    ["gogle-oauth", undefined, "No input holds gogle-oauth: did you mean google-oauth?"],
    [
      SECRET.replace("google", "weather"),
      undefined,
      `No input holds ${SECRET.replace("google", "weather")}: did you mean ${SECRET}? If it is made elsewhere, give its policy: --policy secret=${SECRET.replace("google", "weather")}=FILE.`,
    ],
    ["zq7", undefined, `No input holds zq7. They hold ${SECRET}.`],
    ["google-oauth", "kms:Decrypt", `kms:Decrypt is not asked of ${SECRET}, which is a secret: its key is ${KEY}.`],
    [
      "google-maps",
      "bedrock-agentcore:UpdateApiKeyCredentialProvider",
      `bedrock-agentcore:UpdateApiKeyCredentialProvider is not asked of ${PROVIDER} (aws_bedrockagentcore_oauth2_credential_provider.google), which is a credential provider.`,
    ],
  ])("%s for %s", (written, action, wanted) => {
    const keyed =
      written === "google-oauth" && action === "kms:Decrypt"
        ? text(thingNamed(modelOf({ grants: [] }), written, action), ({ arn }) => arn)
        : thing(written, action);
    expect(keyed).toBe(wanted);
  });

  test("a name that two have is ambiguous, an address of one of several inputs is not", () => {
    const sources = ["one", "two"].map((name) => ({
      ...sourceOfStack(
        {
          ...stackOf({}),
          provider: { aws: [{ region: name === "one" ? "us-east-1" : "eu-west-1", allowed_account_ids: [OURS] }] },
        },
        `${name}.json`,
      ),
      name,
    }));
    const both = modelWith(sources, { policies: [] });
    const action = "bedrock-agentcore:UpdateOauth2CredentialProvider";
    expect(text(thingNamed(both, "google-maps", action), ({ arn }) => arn)).toMatch(
      /^google-maps may be arn:.*us-east-1.* or arn:.*eu-west-1.*: name it by its ARN\.$/,
    );
    const at = "two: aws_bedrockagentcore_oauth2_credential_provider.google";
    expect(text(thingNamed(both, at, action), ({ arn }) => arn)).toContain("eu-west-1");
  });
});

test("who asks, by ARN, address or name", () => {
  const model = modelOf({
    roles: { agent: {} },
    users: { ada: [allow("kms:*")] },
    secret: [
      allow("secretsmanager:GetSecretValue", {
        Principal: { AWS: role("vault", "444455556666"), Service: "bedrock-agentcore.amazonaws.com" },
      }),
    ],
  });
  const principal = (written: string): string => text(principalOf(model, written), ({ name }) => name);
  expect(["agent", role("agent"), "aws_iam_role.agent"].map(principal)).toEqual(Array(3).fill(role("agent")));
  expect(principal("ada")).toBe(`arn:aws:iam::${OURS}:user/ada`);
  expect(principal("vault")).toBe(role("vault", "444455556666"));
  expect(principal("bedrock-agentcore.amazonaws.com")).toBe("bedrock-agentcore.amazonaws.com");
  expect(principal("agnt")).toBe("No input holds agnt: did you mean agent?");
  expect(principal(role("zq7"))).toContain("No input holds");
});
