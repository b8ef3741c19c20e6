import { BedrockagentcoreGatewayTarget } from "@cdktf/provider-aws/lib/bedrockagentcore-gateway-target";
import type { TerraformStack } from "cdktf";
import {
  ApiKeyCredentialProvider,
  ApiKeyLocation,
  KmsAccess,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  OAuthGrantType,
  PolicyKind,
  Reader,
  ReaderKind,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { GatewayApiKeyOptions, GatewayCredential, OutboundOAuthOptions } from "cdktf-agentcore-identity";
import { CUSTOM } from "../support/custom";
import { apiKeyIn, googleIn, ROLE_ARN, secretIn } from "../support/fixtures";
import { WIDENED } from "../support/bindings";
import type { Arguments, Synthesized } from "../support/synth";
import { only, refusals, resources, synth, tokenFor } from "../support/synth";

const TARGET = "aws_bedrockagentcore_gateway_target";
const gateway = Reader.role(ROLE_ARN, { kind: ReaderKind.GATEWAY });
const harness = Reader.role(ROLE_ARN, { kind: ReaderKind.HARNESS });

/** A target as a user's program has it. */
const targetIn = (stack: TerraformStack, credential: GatewayCredential): void =>
  void new BedrockagentcoreGatewayTarget(stack, "Target", {
    gatewayIdentifier: "search-abc",
    name: "search",
    targetConfiguration: [{ mcp: [{ mcpServer: [{ endpoint: "https://search.example/mcp" }] }] }],
    ...credential,
  });

const byOAuth =
  (options: Partial<OutboundOAuthOptions> = {}, vendor = OAuth2Vendor.google({ clientId: "c" })) =>
  (stack: TerraformStack): void =>
    targetIn(stack, googleIn(stack, secretIn(stack), { vendor }).gatewayOAuth({ reader: gateway, ...options }));
const byApiKey =
  (options: Partial<GatewayApiKeyOptions> = {}) =>
  (stack: TerraformStack): void =>
    targetIn(stack, apiKeyIn(stack, secretIn(stack)).gatewayApiKey({ reader: gateway, ...options }));

const configuration = (synthesized: Synthesized): unknown => {
  const [one, ...more] = only(synthesized, TARGET).credential_provider_configuration as unknown[];
  expect(more).toEqual([]);
  return one;
};
const NEEDED = ["aws_iam_role_policy.", "aws_secretsmanager_secret_policy.", "aws_kms_grant."];
const dependsOn = (synthesized: Synthesized): string[] =>
  (only(synthesized, TARGET).depends_on as string[]).map((address) => address.replace(/[^.]*$/, ""));

describe("a target that is called with an OAuth2 token", () => {
  test("names the credential provider, and nothing that was not said", () => {
    expect(configuration(synth(byOAuth()))).toEqual({
      oauth: [{ provider_arn: expect.any(String) as string, scopes: [] }],
    });
  });

  test("has all that its block knows in aws 6.66, which the bindings of 6.25 do not", () => {
    const synthesized = synth(
      byOAuth({
        scopes: ["read", "write"],
        grantType: OAuthGrantType.AUTHORIZATION_CODE,
        defaultReturnUrl: "https://agents.example/connect/callback",
        customParameters: { audience: "https://api.example" },
      }),
    );
    expect(configuration(synthesized)).toEqual({
      oauth: [
        {
          provider_arn: expect.stringMatching(
            /^\$\{aws_bedrockagentcore_oauth2_credential_provider\.\w+\.credential_provider_arn\}$/,
          ) as string,
          scopes: ["read", "write"],
          grant_type: "AUTHORIZATION_CODE",
          default_return_url: "https://agents.example/connect/callback",
          custom_parameters: { audience: "https://api.example" },
        },
      ],
    });
    expect(synthesized.terraform.required_providers.aws?.version).toBe(WIDENED);
  });

  test("is made after all that lets the gateway read, in every way to give it", () => {
    expect(dependsOn(synth(byOAuth()))).toEqual(NEEDED);
    const managed = Reader.role(ROLE_ARN, { kind: ReaderKind.GATEWAY, policyKind: PolicyKind.MANAGED });
    expect(dependsOn(synth(byOAuth({ reader: managed })))).toEqual([
      "aws_iam_role_policy_attachment.",
      ...NEEDED.slice(1),
    ]);
    const elsewhere = Reader.role(ROLE_ARN, { kind: ReaderKind.GATEWAY, attachPolicy: false });
    expect(dependsOn(synth(byOAuth({ reader: elsewhere })))).toEqual(NEEDED.slice(1));
  });

  test("depends on what there is, also where a policy moves later", () => {
    const managed = Reader.role(ROLE_ARN, { kind: ReaderKind.GATEWAY, policyKind: PolicyKind.MANAGED });
    const synthesized = synth((stack) => {
      const secret = secretIn(stack);
      targetIn(stack, googleIn(stack, secret).gatewayOAuth({ reader: managed }));
      for (let index = 0; index < 60; index++)
        googleIn(stack, secret, { name: `more-${"x".repeat(60)}-${index}` }, `More${index}`).grantUse(managed);
    });
    const attachments = Object.keys(resources(synthesized, "aws_iam_role_policy_attachment"));
    expect(attachments.length).toBeGreaterThan(1);
    const [first = ""] = only(synthesized, TARGET).depends_on as string[];
    expect(attachments).toContain(first.split(".")[1]);
  });

  test("grants the gateway once, whoever grants it before or after", () => {
    const synthesized = synth((stack) => {
      const google = googleIn(stack, secretIn(stack));
      google.grantUse(gateway);
      targetIn(stack, google.gatewayOAuth({ reader: gateway, scopes: ["a"] }));
      google.gatewayOAuth({ reader: gateway, scopes: ["b"] });
    });
    expect(Object.keys(resources(synthesized, "aws_iam_role_policy"))).toHaveLength(1);
  });

  test("text stays text", () => {
    const text = "%{ if true }x%{ endif }";
    const oauth = configuration(synth(byOAuth({ scopes: [text], customParameters: { [text]: text } })));
    expect(JSON.stringify(oauth)).not.toMatch(/[^%]%\{/);
  });

  test("what only Terraform knows is judged in the plan", () => {
    const [scope, url] = [tokenFor("var.scope"), tokenFor("var.url")];
    const oauth = JSON.stringify(
      configuration(
        synth(
          byOAuth({
            scopes: [scope],
            grantType: OAuthGrantType.AUTHORIZATION_CODE,
            defaultReturnUrl: url,
            customParameters: { a: tokenFor("var.value") },
          }),
        ),
      ),
    );
    for (const words of ["does not have 1 to 64 characters", "is not a URL", "does not have 1 to 2048 characters"])
      expect(oauth).toContain(words);
  });
});

describe("what AWS would not take, or nobody could use, is refused", () => {
  const custom = OAuth2Vendor.custom({ ...CUSTOM, clientId: "c" });

  test.each<[string, Partial<OutboundOAuthOptions>, string, OAuth2Vendor?]>([
    [
      "a role of another kind",
      { reader: Reader.role(ROLE_ARN) },
      `reader "${ROLE_ARN}" is the role of a runtime, but a gateway calls. Say kind: ReaderKind.GATEWAY of it: then it may get the token with which it asks for the credential.`,
    ],
    ["a scope that is empty", { scopes: [""] }, "scopes is empty. Give one scope, as the identity provider names it."],
    ["a long scope", { scopes: ["x".repeat(65)] }, "has 65 characters, not 1 to 64."],
    [
      "many scopes",
      { scopes: Array.from({ length: 101 }, (_, index) => `s${index}`) },
      'scopes "101" are more than 100. Drop some.',
    ],
    [
      "no return URL for a user's consent",
      { grantType: OAuthGrantType.AUTHORIZATION_CODE },
      "defaultReturnUrl is missing, and AUTHORIZATION_CODE sends the user's browser somewhere.",
    ],
    [
      "a return URL for nobody",
      { defaultReturnUrl: "https://agents.example" },
      'defaultReturnUrl "https://agents.example" has no meaning for CLIENT_CREDENTIALS. Leave it out, or say OAuthGrantType.AUTHORIZATION_CODE.',
    ],
    [
      "a return URL that is none",
      { grantType: OAuthGrantType.AUTHORIZATION_CODE, defaultReturnUrl: "agents example" },
      'defaultReturnUrl "agents example" is not a URL of at most 2048 characters.',
    ],
    [
      "many parameters",
      { customParameters: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`p${index}`, "v"])) },
      'customParameters "11" are more than 10. Drop some.',
    ],
    [
      "a long parameter, without its value",
      { customParameters: { secret: "v".repeat(2049) } },
      "[stack/Google] customParameters.secret has 2049 characters, not 1 to 2048. Shorten the parameter.",
    ],
    [
      "an exchange by a vendor that has none",
      { grantType: OAuthGrantType.TOKEN_EXCHANGE },
      'grantType "TOKEN_EXCHANGE" needs a credential provider that exchanges tokens, and this one does not. Give a custom vendor onBehalfOf, or use OAuth2Vendor.microsoft.',
    ],
    [
      "an exchange by a custom vendor without one",
      { grantType: OAuthGrantType.TOKEN_EXCHANGE },
      "needs a credential provider that exchanges tokens",
      custom,
    ],
  ])("%s", (...[, options, words, vendor]) => {
    expect(refusals(byOAuth(options, vendor))).toEqual([expect.stringContaining(words)]);
  });

  test("but an exchange by Microsoft is taken", () => {
    const microsoft = OAuth2Vendor.microsoft({ clientId: "c", tenantId: "t" });
    expect(refusals(byOAuth({ grantType: OAuthGrantType.TOKEN_EXCHANGE }, microsoft))).toEqual([]);
  });

  test("a header's name or a prefix that is too long", () => {
    const long = "x".repeat(65);
    expect(refusals(byApiKey({ credentialParameterName: long, credentialPrefix: long }))).toEqual([
      expect.stringContaining(`credentialParameterName "${long}" has 65 characters, not 1 to 64.`),
      expect.stringContaining(`credentialPrefix "${long}" has 65 characters, not 1 to 64.`),
    ]);
  });
});

describe("a target that is called with an API key", () => {
  test("says where the key goes", () => {
    const options = {
      credentialLocation: ApiKeyLocation.HEADER,
      credentialParameterName: "x-api-key",
      credentialPrefix: "Key",
    };
    const synthesized = synth(byApiKey(options));
    expect(configuration(synthesized)).toEqual({
      api_key: [
        {
          provider_arn: expect.stringContaining("aws_bedrockagentcore_api_key_credential_provider.") as string,
          credential_location: "HEADER",
          credential_parameter_name: "x-api-key",
          credential_prefix: "Key",
        },
      ],
    });
    expect(dependsOn(synthesized)).toEqual(NEEDED);
  });

  test("says nothing that was not said", () => {
    expect(configuration(synth(byApiKey()))).toEqual({ api_key: [{ provider_arn: expect.any(String) as string }] });
  });
});

describe("a credential provider that is made elsewhere", () => {
  const elsewhere = (stack: TerraformStack): { name: string; secrets: ReturnType<typeof secretIn>[] } => ({
    name: "google-maps",
    secrets: [secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE })],
  });

  test("is named by its ARN, and its target made after the gateway's policy", () => {
    const synthesized = synth((stack) => {
      const google = OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(stack, "Google", elsewhere(stack));
      targetIn(stack, google.gatewayOAuth({ reader: gateway, grantType: OAuthGrantType.TOKEN_EXCHANGE }));
    });
    expect(configuration(synthesized)).toEqual({
      oauth: [
        {
          provider_arn: expect.stringMatching(/token-vault\/default\/oauth2credentialprovider\/google-maps$/) as string,
          scopes: [],
          grant_type: "TOKEN_EXCHANGE",
        },
      ],
    });
    expect(dependsOn(synthesized)).toEqual(["aws_iam_role_policy."]);
  });

  test("of an API key, too", () => {
    const synthesized = synth((stack) => {
      const weather = ApiKeyCredentialProvider.fromApiKeyCredentialProviderAttributes(stack, "Key", elsewhere(stack));
      targetIn(stack, weather.gatewayApiKey({ reader: gateway }));
    });
    expect(configuration(synthesized)).toEqual({
      api_key: [{ provider_arn: expect.stringMatching(/apikeycredentialprovider\/google-maps$/) as string }],
    });
  });
});

test("a tool of a harness has the same block, for a harness' role alone", () => {
  const outboundAuth =
    (reader: Reader) =>
    (stack: TerraformStack): void => {
      const { outboundAuth: value, dependsOn: after } = googleIn(stack, secretIn(stack)).harnessOAuth({
        reader,
        scopes: ["invoke"],
      });
      stack.addOverride("resource.aws_bedrockagentcore_harness.one", { tool: [{ outbound_auth: value }] });
      expect(after).toHaveLength(3);
    };
  const { one } = resources(synth(outboundAuth(harness)), "aws_bedrockagentcore_harness") as { one: Arguments };
  expect(one.tool).toEqual([
    { outbound_auth: [{ oauth: [{ provider_arn: expect.any(String) as string, scopes: ["invoke"] }] }] },
  ]);
  expect(refusals(outboundAuth(gateway))).toEqual([
    expect.stringContaining("is the role of a gateway, but a harness calls. Say kind: ReaderKind.HARNESS of it"),
  ]);
});
