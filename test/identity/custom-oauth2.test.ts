import type { AuthorizationServerMetadata } from "cdktf-agentcore-identity";
import { ClientAuthenticationMethod, TokenEndpointAuthMethod } from "cdktf-agentcore-identity";
import { CUSTOM, customBlock, customBlockWithoutSecret, customRefusals, SIGNING_KEY_ARN } from "../support/custom";
import { SECRET_ARN } from "../support/fixtures";
import { tokenFor } from "../support/synth";

const { AWS_IAM_ID_TOKEN_JWT, CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, PRIVATE_KEY_JWT } = ClientAuthenticationMethod;
const SECRET = {
  client_secret_source: "EXTERNAL",
  client_secret_config: [{ secret_id: SECRET_ARN, json_key: "client_secret" }],
};
const METADATA: AuthorizationServerMetadata = {
  issuer: "https://idp.example.com",
  authorizationEndpoint: "https://idp.example.com/authorize",
  tokenEndpoint: "https://idp.example.com/token",
};
const withMetadata = (metadata: Partial<AuthorizationServerMetadata> = {}): object => ({
  discoveryUrl: undefined,
  authorizationServerMetadata: { ...METADATA, ...metadata },
});

describe("discovery", () => {
  test("by a URL", () => {
    expect(customBlock({})).toEqual({
      client_id: "client-id",
      oauth_discovery: [{ discovery_url: CUSTOM.discoveryUrl }],
      ...SECRET,
    });
  });

  test("by metadata", () => {
    const { CLIENT_SECRET_BASIC: basic, CLIENT_SECRET_POST: post } = TokenEndpointAuthMethod;
    expect(customBlock(withMetadata({ responseTypes: ["code"], tokenEndpointAuthMethods: [post, basic] }))).toEqual({
      client_id: "client-id",
      oauth_discovery: [
        {
          authorization_server_metadata: [
            {
              issuer: "https://idp.example.com",
              authorization_endpoint: "https://idp.example.com/authorize",
              token_endpoint: "https://idp.example.com/token",
              response_types: ["code"],
              token_endpoint_auth_methods: ["client_secret_post", "client_secret_basic"],
            },
          ],
        },
      ],
      ...SECRET,
    });
  });

  test("by both or neither is refused", () => {
    const way = "Give the discovery URL if the server has one, its metadata otherwise.";
    expect(customRefusals({ authorizationServerMetadata: METADATA })).toEqual([
      `discoveryUrl and authorizationServerMetadata are both given, and the API takes one. ${way}`,
    ]);
    expect(customRefusals({ discoveryUrl: undefined })).toEqual([
      `discoveryUrl and authorizationServerMetadata are both missing. ${way}`,
    ]);
  });

  test.each([
    "https://idp.example.com/.well-known/oauth-authorization-server",
    "https://idp.example.com/tenants/a/.well-known/openid-configuration",
    tokenFor("var.discovery_url"),
  ])("at %s is fine", (discoveryUrl) => {
    expect(customRefusals({ discoveryUrl })).toEqual([]);
  });

  test.each([
    "https://idp.example.com",
    "https://idp.example.com/.well-known/openid-configuration/",
    "https://idp.example.com/.well-known/jwks.json",
    "/.well-known/openid-configuration",
    "http://idp.example.com/.well-known/openid-configuration",
  ])("at %s is refused", (discoveryUrl) => {
    expect(customRefusals({ discoveryUrl })).toEqual([
      `discoveryUrl "${discoveryUrl}" is no https URL that ends in /.well-known/openid-configuration or /.well-known/oauth-authorization-server. Give the address of the discovery document itself.`,
    ]);
  });

  test.each(["issuer", "authorizationEndpoint", "tokenEndpoint"] as const)(
    "by metadata with a %s that is no https URL is refused",
    (field) => {
      expect(customRefusals(withMetadata({ [field]: "http://idp.example.com" }))).toEqual([
        `authorizationServerMetadata.${field} "http://idp.example.com" is no https URL. Give the full address, for example https://idp.example.com/oauth2.`,
      ]);
      expect(customRefusals(withMetadata({ [field]: tokenFor("var.url") }))).toEqual([]);
    },
  );

  test("by metadata takes one or two ways to authenticate", () => {
    const { CLIENT_SECRET_BASIC: basic, CLIENT_SECRET_POST: post } = TokenEndpointAuthMethod;
    expect(customRefusals(withMetadata({ tokenEndpointAuthMethods: [post] }))).toEqual([]);
    expect(customRefusals(withMetadata({ tokenEndpointAuthMethods: [post, basic] }))).toEqual([]);
    for (const [methods, words] of [
      [[], " is empty"],
      [[post, basic, post], ' "3" are not 1 or 2'],
    ] as const) {
      expect(customRefusals(withMetadata({ tokenEndpointAuthMethods: [...methods] }))).toEqual([
        `tokenEndpointAuthMethods${words}. Name client_secret_post, client_secret_basic or both, or leave the argument out.`,
      ]);
    }
  });
});

describe("client authentication", () => {
  const privateKeyJwt = { kmsKeyArn: SIGNING_KEY_ARN };

  test("is left to the service by default", () => {
    expect(customBlock({})).not.toHaveProperty("client_authentication_method");
  });

  test.each([CLIENT_SECRET_BASIC, CLIENT_SECRET_POST])("by %s uses the secret", (method) => {
    expect(customBlock({ clientAuthenticationMethod: method })).toMatchObject({
      client_authentication_method: method,
      ...SECRET,
    });
    expect(customRefusals({ clientAuthenticationMethod: method }, false)).toEqual([
      'clientSecret is missing. Reference the secret, for example secret.jsonKey("client_secret").',
    ]);
  });

  test("by AWS_IAM_ID_TOKEN_JWT uses none, and needs no client ID", () => {
    const block = customBlockWithoutSecret({ clientAuthenticationMethod: AWS_IAM_ID_TOKEN_JWT, clientId: undefined });
    expect(block).toEqual({
      client_authentication_method: "AWS_IAM_ID_TOKEN_JWT",
      oauth_discovery: [{ discovery_url: CUSTOM.discoveryUrl }],
    });
  });

  test("by PRIVATE_KEY_JWT uses a key", () => {
    const block = customBlockWithoutSecret({ clientAuthenticationMethod: PRIVATE_KEY_JWT, privateKeyJwt });
    expect(block).toMatchObject({ client_authentication_method: "PRIVATE_KEY_JWT" });
    expect(block).not.toHaveProperty("client_secret_source");
    expect(block).not.toHaveProperty("client_secret_config");
  });

  test("without a secret refuses one", () => {
    const refusal =
      "clientSecret is given, but this client proves itself without a secret. Leave clientSecret out, or name a client authentication method that uses it.";
    expect(customRefusals({ clientAuthenticationMethod: AWS_IAM_ID_TOKEN_JWT })).toEqual([refusal]);
    expect(customRefusals({ privateKeyJwt })).toEqual([refusal]);
  });

  test("needs a client ID but for AWS_IAM_ID_TOKEN_JWT", () => {
    const refusal = "clientId is missing. Give the client ID that the vendor issued; it is not taken from the secret.";
    expect(customRefusals({ clientId: undefined })).toEqual([refusal]);
    expect(customRefusals({ clientId: undefined, privateKeyJwt }, false)).toEqual([refusal]);
    expect(customRefusals({ clientId: undefined, clientAuthenticationMethod: AWS_IAM_ID_TOKEN_JWT }, false)).toEqual(
      [],
    );
  });

  test("by PRIVATE_KEY_JWT without a key is refused", () => {
    expect(customRefusals({ clientAuthenticationMethod: PRIVATE_KEY_JWT }, false)).toEqual([
      "privateKeyJwt is missing, and PRIVATE_KEY_JWT needs a key to sign with. Give privateKeyJwt with the key's ARN.",
    ]);
  });

  test.each([CLIENT_SECRET_BASIC, CLIENT_SECRET_POST])("by %s with a key is refused", (method) => {
    expect(customRefusals({ clientAuthenticationMethod: method, privateKeyJwt })).toEqual([
      `clientAuthenticationMethod "${method}" makes no use of privateKeyJwt. Say PRIVATE_KEY_JWT, or leave privateKeyJwt out.`,
    ]);
  });
});
