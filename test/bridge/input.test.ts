import { parseInput } from "../../src/bridge/runner/input";
import { nodeVersionProblem } from "../../src/bridge/runner/node-version";
import { Stop } from "../../src/bridge/runner/stop";
import { OAUTH2_VENDORS } from "../../src/access/oauth2-vendors";
import { KEY_ARN, ROLE_ARN, SECRET_ARN, SUBJECTS } from "./support/objects";
import type { Input, Verb } from "./support/runs";

const SECRET_VALUE = "s3cr3t-value-pasted-by-mistake";

/** Why an input is refused, or undefined if it is not. */
function refusal(input: unknown, verb: Verb = "apply"): string | undefined {
  try {
    parseInput(verb, typeof input === "string" ? input : JSON.stringify(input));
    return undefined;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    expect(error.exitCode).toBe(2);
    expect(error.message).not.toContain(SECRET_VALUE);
    return error.message;
  }
}

const { oauth2, apikey, payment, secretPolicy, keyPolicy } = Object.fromEntries(
  Object.entries(SUBJECTS).map(([kind, { input }]) => [kind, input]),
) as Record<keyof typeof SUBJECTS, Input>;
const reference = { secretId: SECRET_ARN, jsonKey: "client_secret" };
const oauth2With = (vendor: string, member: string, config: object): Input => ({
  kind: "oauth2",
  name: "p",
  owner: "o",
  credentialProviderVendor: vendor,
  oauth2ProviderConfigInput: { [member]: config },
});
const custom = (config: object): Input => oauth2With("CustomOauth2", "customOauth2ProviderConfig", config);
const discovery = { discoveryUrl: "https://idp.example.com/.well-known/openid-configuration" };
const jwt = { privateKeySource: { kmsKeySource: { kmsKeyArn: KEY_ARN } }, signingAlgorithm: "RS256" };
const statement = (change: object): Input => ({
  ...secretPolicy,
  statements: [{ ...(secretPolicy.statements as object[])[0], ...change }],
});

test.each(Object.entries(SUBJECTS))("%s: the input of the tests is accepted", (_, { input, changed }) => {
  for (const verb of ["apply", "remove", "read"] as const)
    expect([refusal(input, verb), refusal(changed, verb)]).toEqual([undefined, undefined]);
});

test("remove and read need no more than the object's name and owner", () => {
  expect(refusal({ kind: "oauth2", name: "p", owner: "o" }, "remove")).toBeUndefined();
  expect(refusal({ kind: "secretPolicy", secretId: SECRET_ARN, owner: "o" }, "read")).toBeUndefined();
  expect(refusal({ kind: "keyPolicy", keyId: KEY_ARN, owner: "o" }, "remove")).toContain("secretId is missing");
  expect(refusal({ kind: "oauth2", name: "p" }, "remove")).toContain("owner is missing");
  expect(refusal({ kind: "oauth2", name: "p", owner: "o" })).toContain("credentialProviderVendor is missing");
});

test.each(["", "a\u001b[2J", "a${b}", "é", "x".repeat(257)])("the owner is no %j", (owner) => {
  expect(refusal({ ...apikey, owner })).toMatch(/^owner is (not|empty)/);
  expect(refusal({ ...apikey, owner: "x".repeat(256) })).toBeUndefined();
});

test("adopt is true or false", () => {
  expect(refusal({ ...apikey, adopt: true })).toBeUndefined();
  expect(refusal({ ...apikey, adopt: "yes" })).toContain("adopt is not true or false");
});

test.each(Object.values(OAUTH2_VENDORS).filter(({ config }) => config !== "custom"))(
  "$vendor takes its own fields and no other",
  ({ vendor, config, fields, needsField }) => {
    const member = `${config}Oauth2ProviderConfig`;
    const base = { clientId: "id", clientSecretConfig: reference };
    const given = Object.fromEntries(
      fields.map((field) => [field, field === "tenantId" ? "tenant" : "https://idp.example.com/x"]),
    );
    expect(refusal(oauth2With(vendor, member, { ...base, ...given }))).toBeUndefined();
    expect(refusal(oauth2With(vendor, member, base)) !== undefined).toBe(needsField);
    expect(refusal(oauth2With(vendor, "customOauth2ProviderConfig", base))).toContain("is not known here");
    if (!fields.includes("tenantId" as never))
      expect(refusal(oauth2With(vendor, member, { ...base, ...given, tenantId: "t" }))).toContain(
        "tenantId is not known here",
      );
  },
);

test("a member that is null is one that is left out", () => {
  expect(refusal({ ...apikey, tags: null, timeoutSeconds: null })).toBeUndefined();
  expect(refusal({ ...apikey, name: null })).toBe("name is missing. Give it.");
  expect(refusal({ ...secretPolicy, statements: [null] })).toContain("statements[0] is not an object");
});

describe("CustomOauth2", () => {
  test.each([
    [
      "a client secret",
      { clientId: "id", oauthDiscovery: discovery, clientSecretConfig: reference, clientSecretSource: "EXTERNAL" },
    ],
    [
      "metadata",
      {
        clientId: "id",
        clientSecretConfig: reference,
        oauthDiscovery: {
          authorizationServerMetadata: {
            issuer: "https://a.b",
            authorizationEndpoint: "https://a.b/c",
            tokenEndpoint: "https://a.b/d",
          },
        },
      },
    ],
    [
      "a signing key and no secret",
      {
        clientId: "id",
        oauthDiscovery: discovery,
        clientAuthenticationMethod: "PRIVATE_KEY_JWT",
        privateKeyJwtConfig: jwt,
      },
    ],
    [
      "an IAM token and no client ID",
      { oauthDiscovery: discovery, clientAuthenticationMethod: "AWS_IAM_ID_TOKEN_JWT" },
    ],
    [
      "an endpoint in a VPC",
      {
        clientId: "id",
        oauthDiscovery: discovery,
        clientSecretConfig: reference,
        privateEndpoint: {
          managedVpcResource: {
            vpcIdentifier: "vpc-00000001",
            subnetIds: ["subnet-00000001"],
            endpointIpAddressType: "IPV4",
          },
        },
      },
    ],
    [
      "an exchange of tokens",
      {
        clientId: "id",
        oauthDiscovery: discovery,
        clientSecretConfig: reference,
        onBehalfOfTokenExchangeConfig: {
          grantType: "TOKEN_EXCHANGE",
          tokenExchangeGrantTypeConfig: { actorTokenContent: "M2M", actorTokenScopes: ["read"] },
        },
      },
    ],
  ])("takes %s", (_, config) => {
    expect(refusal(custom(config))).toBeUndefined();
  });

  test.each([
    [
      "oauthDiscovery does not have exactly one member",
      { clientId: "id", clientSecretConfig: reference, oauthDiscovery: {} },
    ],
    [
      "is no https URL that ends in /.well-known/openid-configuration",
      { clientId: "id", clientSecretConfig: reference, oauthDiscovery: { discoveryUrl: "https://idp.example.com" } },
    ],
    [
      "privateKeyJwtConfig is missing",
      { clientId: "id", oauthDiscovery: discovery, clientAuthenticationMethod: "PRIVATE_KEY_JWT" },
    ],
    [
      "clientSecretConfig is not known here",
      {
        clientId: "id",
        oauthDiscovery: discovery,
        clientAuthenticationMethod: "PRIVATE_KEY_JWT",
        privateKeyJwtConfig: jwt,
        clientSecretConfig: reference,
      },
    ],
    [
      "is set by AgentCore",
      {
        clientId: "id",
        oauthDiscovery: discovery,
        clientAuthenticationMethod: "PRIVATE_KEY_JWT",
        privateKeyJwtConfig: { ...jwt, additionalPayloadClaims: { iss: "x" } },
      },
    ],
    [
      "needs privateEndpoint",
      { clientId: "id", oauthDiscovery: discovery, clientSecretConfig: reference, privateEndpointOverrides: [] },
    ],
  ])("refuses: %s", (rule, config) => {
    expect(refusal(custom(config))).toContain(rule);
  });
});

describe("a literal secret is refused and not repeated", () => {
  const google = (config: object): Input =>
    oauth2With("GoogleOauth2", "googleOauth2ProviderConfig", {
      clientId: "id",
      clientSecretConfig: reference,
      ...config,
    });
  const coinbase = (config: object): Input => ({
    ...payment,
    providerConfigurationInput: { coinbaseCdpConfiguration: config },
  });

  test.each([
    ["clientSecret", google({ clientSecret: SECRET_VALUE })],
    ["client_secret", google({ client_secret: SECRET_VALUE })],
    ["apiKey", { ...apikey, apiKey: SECRET_VALUE }],
    ["apiKeySecret", coinbase({ apiKeyId: "a", apiKeySecret: SECRET_VALUE })],
    ["walletSecret", coinbase({ apiKeyId: "a", walletSecret: SECRET_VALUE })],
    [
      "appSecret",
      { ...payment, providerConfigurationInput: { stripePrivyConfiguration: { appSecret: SECRET_VALUE } } },
    ],
    [
      "authorizationPrivateKey",
      {
        ...payment,
        providerConfigurationInput: { stripePrivyConfiguration: { authorizationPrivateKey: SECRET_VALUE } },
      },
    ],
  ])("%s", (member, input) => {
    for (const verb of ["apply", "remove", "read"] as const)
      expect(refusal(input, verb)).toMatch(
        new RegExp(`${member} holds a secret itself, and the input may hold references only`),
      );
  });

  test.each([
    ["as a secret ARN", google({ clientSecretConfig: { ...reference, secretId: SECRET_VALUE } })],
    ["as a JSON key that is none", google({ clientSecretConfig: { ...reference, jsonKey: `${SECRET_VALUE}/x` } })],
    ["as a client ID that is too long", google({ clientId: SECRET_VALUE.repeat(20) })],
    ["under a name of its own", google({ password: SECRET_VALUE })],
    ["as a vendor", { ...oauth2, credentialProviderVendor: SECRET_VALUE }],
    ["as the name", { ...oauth2, name: `${SECRET_VALUE}!` }],
    ["instead of the input", SECRET_VALUE],
    ["in broken JSON", `{"apiKey": "${SECRET_VALUE}"`],
  ])("%s", (_, input) => {
    expect(refusal(input)).toBeDefined();
  });
});

test.each([
  ["kind is not oauth2, apikey, payment, secretPolicy, keyPolicy", { ...oauth2, kind: "gateway" }],
  [
    "clientSecretSource is not EXTERNAL",
    oauth2With("GoogleOauth2", "googleOauth2ProviderConfig", {
      clientId: "id",
      clientSecretConfig: reference,
      clientSecretSource: "MANAGED",
    }),
  ],
  ["apiKeySecretConfig.jsonKey is missing", { ...apikey, apiKeySecretConfig: { secretId: SECRET_ARN } }],
  ["is a partial ARN", { ...apikey, apiKeySecretConfig: { ...reference, secretId: SECRET_ARN.slice(0, -7) } }],
  ["apiKeySecretConfg is not known here", { ...apikey, apiKeySecretConfg: reference }],
  [
    "walletSecretConfig is missing",
    {
      ...payment,
      providerConfigurationInput: { coinbaseCdpConfiguration: { apiKeyId: "a", apiKeySecretConfig: reference } },
    },
  ],
  ["timeoutSeconds is not a number from 1 to 3600", { ...apikey, timeoutSeconds: 0 }],
  ["region is not the code of a Region", { ...apikey, region: "somewhere" }],
  ["assumeRoleArn", { ...apikey, assumeRoleArn: "arn:aws:iam::111122223333:user/me" }],
  ["tags.team is not 0 to 256 characters", { ...apikey, tags: { team: "x".repeat(257) } }],
  ["is an alias", { ...keyPolicy, keyId: "arn:aws:kms:us-east-1:111122223333:alias/x" }],
  ["statements is empty", { ...secretPolicy, statements: [] }],
])("refused: %s", (rule, input) => {
  expect(refusal(input)).toContain(rule);
});

describe("a statement may allow a single action to single roles, and nothing wider", () => {
  test.each([
    ["holds a wildcard", { Principal: { AWS: "arn:aws:iam::111122223333:role/*" } }],
    ["is a whole account", { Principal: { AWS: ["arn:aws:iam::111122223333:root"] } }],
    ["is not an object", { Principal: "*" }],
    ["Service is not bedrock-agentcore.amazonaws.com", { Principal: { Service: "ec2.amazonaws.com" } }],
    ["a single action of secretsmanager", { Action: "secretsmanager:*" }],
    ["a single action of secretsmanager", { Action: ["kms:Decrypt"] }],
    ["Effect is not Allow", { Effect: "Deny" }],
    ["Resource is not *", { Resource: SECRET_ARN }],
    ["Sid is not at most 64 letters and digits", { Sid: "a-b" }],
    ["Condition is no condition", { Condition: { StringEquals: "x" } }],
    ["NotAction is not known here", { NotAction: "x" }],
  ])("%s", (rule, change) => {
    expect(refusal(statement(change))).toContain(rule);
  });

  test("with a condition it is fine", () => {
    expect(
      refusal(
        statement({
          Principal: { AWS: ROLE_ARN },
          Condition: { StringEquals: { "aws:SourceAccount": ["111122223333"] } },
        }),
      ),
    ).toBeUndefined();
  });
});

test("Node.js below 20 is refused by name", () => {
  expect(nodeVersionProblem("20.0.0")).toBeUndefined();
  expect(nodeVersionProblem("18.20.4")).toContain("Node.js 18.20.4 is too old: this program needs Node.js 20 or later");
});
