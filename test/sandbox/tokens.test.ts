import type { GetResourceOauth2TokenCommandInput } from "@aws-sdk/client-bedrock-agentcore";
import {
  BedrockAgentCoreClient,
  GetResourceApiKeyCommand,
  GetResourceOauth2TokenCommand,
  GetResourcePaymentTokenCommand,
  GetWorkloadAccessTokenCommand,
} from "@aws-sdk/client-bedrock-agentcore";
import * as control from "@aws-sdk/client-bedrock-agentcore-control";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { agentStatements } from "./support/statements";
import {
  AGENT,
  as,
  DEPLOYER_ROLE,
  errorOf,
  furnished,
  grant,
  OTHER_SECRET_ARN,
  SECRET_ARN,
  VALUE,
} from "./support/world";

let sandbox: Sandbox;
let agent: BedrockAgentCoreClient;
let deployer: control.BedrockAgentCoreControlClient;
let workloadIdentityToken: string;

const reference = (jsonKey: string, secretId = SECRET_ARN) => ({ secretId, jsonKey });

beforeEach(async () => {
  sandbox = await furnished();
  agent = new BedrockAgentCoreClient(as(sandbox, AGENT));
  deployer = new control.BedrockAgentCoreControlClient(as(sandbox, DEPLOYER_ROLE));
  workloadIdentityToken = sandbox.workloads.tokenFor("agent-1");
  await deployer.send(
    new control.CreateOauth2CredentialProviderCommand({
      name: "google",
      credentialProviderVendor: "GoogleOauth2",
      oauth2ProviderConfigInput: {
        googleOauth2ProviderConfig: {
          clientId: "client-1",
          clientSecretSource: "EXTERNAL",
          clientSecretConfig: reference("client_secret"),
        },
      },
    }),
  );
  await apiKey("weather", reference("api_key"));
  await deployer.send(
    new control.CreatePaymentCredentialProviderCommand({
      name: "wallet",
      credentialProviderVendor: "CoinbaseCDP",
      providerConfigurationInput: {
        coinbaseCdpConfiguration: {
          apiKeyId: "key-1",
          apiKeySecretSource: "EXTERNAL",
          apiKeySecretConfig: reference("api_key"),
          walletSecretSource: "EXTERNAL",
          walletSecretConfig: reference("wallet"),
        },
      },
    }),
  );
});
afterEach(async () => {
  agent.destroy();
  deployer.destroy();
  await sandbox.close();
});

const apiKey = (name: string, apiKeySecretConfig: control.SecretReference): Promise<unknown> =>
  deployer.send(
    new control.CreateApiKeyCredentialProviderCommand({ name, apiKeySecretSource: "EXTERNAL", apiKeySecretConfig }),
  );
const oauth2 = async (more: Partial<GetResourceOauth2TokenCommandInput> = {}): Promise<string | undefined> => {
  const input = { workloadIdentityToken, resourceCredentialProviderName: "google", scopes: ["maps"], ...more };
  return (await agent.send(new GetResourceOauth2TokenCommand({ oauth2Flow: "M2M", ...input }))).accessToken;
};
const key = async (resourceCredentialProviderName = "weather"): Promise<string | undefined> =>
  (await agent.send(new GetResourceApiKeyCommand({ workloadIdentityToken, resourceCredentialProviderName }))).apiKey;
const payment = async (includeWalletAuthToken: boolean) =>
  (
    await agent.send(
      new GetResourcePaymentTokenCommand({
        workloadIdentityToken,
        resourceCredentialProviderName: "wallet",
        paymentTokenRequest: {
          coinbaseCdpTokenRequest: { requestMethod: "POST", requestPath: "/v2/pay", includeWalletAuthToken },
        },
      }),
    )
  ).paymentTokenResponse?.coinbaseCdpTokenResponse;

test("an API key is handed out as it is", async () => {
  expect(await key()).toBe(VALUE.api_key);
});

test("an OAuth2 token follows the client secret and the scopes, and does not hold the secret", async () => {
  const first = await oauth2();
  expect(first).toMatch(/^sandbox-access-token-[0-9a-f]{32}$/);
  expect(await oauth2()).toBe(first);
  expect(await oauth2({ scopes: ["mail"] })).not.toBe(first);
  const owner = new SecretsManagerClient(as(sandbox, DEPLOYER_ROLE));
  const rotate = (SecretString: string): Promise<unknown> =>
    owner.send(new PutSecretValueCommand({ SecretId: SECRET_ARN, SecretString }));
  await rotate(JSON.stringify({ ...VALUE, api_key: "another" }));
  expect(await oauth2()).toBe(first);
  expect(await key()).toBe("another");
  await rotate(JSON.stringify({ ...VALUE, client_secret: "another" }));
  expect(await oauth2()).not.toBe(first);
  owner.destroy();
});

test("a payment token has the wallet's part only if it is asked for", async () => {
  const both = await payment(true);
  expect(both?.bearerToken).toMatch(/^sandbox-bearer-/);
  expect(both?.walletAuthToken).toMatch(/^sandbox-wallet-/);
  expect((await payment(false))?.walletAuthToken).toBeUndefined();
  expect(JSON.stringify(both)).not.toContain("canary");
});

test("StripePrivy answers for its app, with a signature if it is asked for", async () => {
  await deployer.send(
    new control.CreatePaymentCredentialProviderCommand({
      name: "privy",
      credentialProviderVendor: "StripePrivy",
      providerConfigurationInput: {
        stripePrivyConfiguration: {
          appId: "app-1",
          authorizationId: "auth-1",
          appSecretSource: "EXTERNAL",
          appSecretConfig: reference("api_key"),
          authorizationPrivateKeySource: "EXTERNAL",
          authorizationPrivateKeyConfig: reference("wallet"),
        },
      },
    }),
  );
  const asDeployer = new BedrockAgentCoreClient(as(sandbox, DEPLOYER_ROLE));
  const { paymentTokenResponse } = await asDeployer.send(
    new GetResourcePaymentTokenCommand({
      workloadIdentityToken,
      resourceCredentialProviderName: "privy",
      paymentTokenRequest: {
        stripePrivyTokenRequest: { requestPath: "/", requestBody: "{}", includeAuthorizationSignature: true },
      },
    }),
  );
  asDeployer.destroy();
  expect(paymentTokenResponse?.stripePrivyTokenResponse).toMatchObject({
    appId: "app-1",
    basicAuthToken: expect.stringMatching(/^sandbox-basic-/) as string,
    authorizationSignature: expect.stringMatching(/^sandbox-signature-/) as string,
  });
});

describe("is refused with the reason", () => {
  test.each([
    ["a JSON key that the secret does not have", "nothing", `${SECRET_ARN} has no JSON key "nothing"`],
    ["a JSON key that every object inherits", "constructor", `${SECRET_ARN} has no JSON key "constructor"`],
    ["a path instead of a JSON key", "client.secret", `${SECRET_ARN} has no JSON key "client.secret"`],
    ["a JSON key that holds no text", "number", `The JSON key "number" of the secret ${SECRET_ARN} holds no text`],
  ])("%s", async (_, jsonKey, reason) => {
    await deployer.send(new control.DeleteApiKeyCredentialProviderCommand({ name: "weather" }));
    await apiKey("weather", reference(jsonKey));
    const error = await errorOf(key());
    expect(error).toContain(`ValidationException: `);
    expect(error).toContain(reason);
    expect(error).not.toContain("canary");
  });

  test("a secret that is no JSON object", async () => {
    sandbox.secrets.of(SECRET_ARN).value = '"canary"';
    expect(await errorOf(key())).toBe(`ValidationException: The secret ${SECRET_ARN} is not a JSON object.`);
  });

  test("a workload access token that nobody gave", async () => {
    workloadIdentityToken = "made-up";
    expect(await errorOf(key())).toContain("UnauthorizedException");
  });

  test("a flow that the stub identity provider does not have", async () => {
    expect(await errorOf(oauth2({ oauth2Flow: "ON_BEHALF_OF_TOKEN_EXCHANGE" }))).toContain("exchanges no tokens");
  });

  test("a provider that is not there", async () => {
    grant(sandbox, [{ Effect: "Allow", Action: "*", Resource: "*" }]);
    expect(await errorOf(key("other"))).toContain("ResourceNotFoundException");
  });

  test("a secret that is not there", async () => {
    grant(sandbox, [{ Effect: "Allow", Action: "*", Resource: "*" }]);
    const gone = OTHER_SECRET_ARN.replace("others", "gone");
    await apiKey("gone", reference("api_key", gone));
    expect(await errorOf(key("gone"))).toBe(`ResourceNotFoundException: There is no secret ${gone}.`);
  });

  test("a member that the model does not have", async () => {
    const extra = { workloadIdentityToken, resourceCredentialProviderName: "weather", jsonKey: "x" };
    const answer = await fetch(`${sandbox.endpoint}/identities/api-key`, {
      method: "POST",
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=AKIASANDBOXDEPLOYER/20260101/us-east-1/bedrock-agentcore/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`,
      },
      body: JSON.stringify(extra),
    });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining("jsonKey: is unknown") as string,
    ]);
  });
});

test("a workload access token is for those who may have it", async () => {
  const ask = (workloadName = "own"): Promise<unknown> =>
    agent.send(new GetWorkloadAccessTokenCommand({ workloadName }));
  expect(await errorOf(ask())).toContain(`${AGENT} needs bedrock-agentcore:GetWorkloadAccessToken`);
  grant(sandbox, [
    { Effect: "Allow", Action: "bedrock-agentcore:GetWorkloadAccessToken", Resource: "*" },
    ...agentStatements(),
  ]);
  expect(await errorOf(ask())).toContain("ResourceNotFoundException");
  // That of a runtime, which has made agent-1, is the runtime's alone.
  expect(await errorOf(ask("agent-1"))).toContain("WorkloadIdentity is linked to a service");
  await deployer.send(new control.CreateWorkloadIdentityCommand({ name: "own" }));
  workloadIdentityToken = ((await ask()) as { workloadAccessToken: string }).workloadAccessToken;
  expect(await key()).toBe(VALUE.api_key);
});

test("a workload identity is made once, is listed, and takes its tokens with it", async () => {
  const create = (name: string) => deployer.send(new control.CreateWorkloadIdentityCommand({ name }));
  const remove = (name: string) => deployer.send(new control.DeleteWorkloadIdentityCommand({ name }));
  const listed = async () => (await deployer.send(new control.ListWorkloadIdentitiesCommand({}))).workloadIdentities;
  expect((await create("own")).workloadIdentityArn).toContain(
    "workload-identity-directory/default/workload-identity/own",
  );
  expect(await errorOf(create("own"))).toContain("ValidationException: WorkloadIdentity with name: own already exists");
  expect(await errorOf(create("a b"))).toContain("ValidationException");
  expect((await listed())?.map(({ name }) => name)).toEqual(["agent-1", "own"]);
  workloadIdentityToken = sandbox.workloads.tokenAsked("own");
  expect(await key()).toBe(VALUE.api_key);
  expect(await errorOf(remove("agent-1"))).toContain("is linked to a service");
  await remove("own");
  expect(await errorOf(remove("own"))).toContain("ResourceNotFoundException");
  expect(await errorOf(key())).toContain("UnauthorizedException");
  expect((await listed())?.map(({ name }) => name)).toEqual(["agent-1"]);
  const stranger = new control.BedrockAgentCoreControlClient(as(sandbox, AGENT));
  expect(await errorOf(stranger.send(new control.CreateWorkloadIdentityCommand({ name: "own" })))).toContain(
    "bedrock-agentcore:CreateWorkloadIdentity on resource",
  );
});

test("a user's consent begins with an address, for who has a return URL, and needs the secret", async () => {
  const url = "https://example.com/back";
  const begin = (resourceOauth2ReturnUrl?: string) =>
    agent.send(
      new GetResourceOauth2TokenCommand({
        oauth2Flow: "USER_FEDERATION",
        workloadIdentityToken,
        resourceCredentialProviderName: "google",
        scopes: ["openid"],
        ...(resourceOauth2ReturnUrl !== undefined && { resourceOauth2ReturnUrl }),
      }),
    );
  expect(await errorOf(begin(url))).toContain("register and use at least one ResourceOauth2ReturnUrl");
  sandbox.workloads.create("own", [url]);
  workloadIdentityToken = sandbox.workloads.tokenAsked("own");
  expect(await errorOf(begin())).toContain("register and use at least one ResourceOauth2ReturnUrl");
  const { authorizationUrl, accessToken } = await begin(url);
  expect([authorizationUrl?.startsWith("https://"), accessToken]).toEqual([true, undefined]);
  grant(
    sandbox,
    agentStatements().filter(({ Action }) => !String(Action).startsWith("secretsmanager:")),
  );
  expect(await errorOf(begin(url))).toContain("not authorized to perform: secretsmanager:GetSecretValue");
});
