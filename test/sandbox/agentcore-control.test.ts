import * as control from "@aws-sdk/client-bedrock-agentcore-control";
import { configOf, errorOf, KEY_ARN, SECRET_ARN, useSandbox } from "./support/clients";

const sandbox = useSandbox();
let client: control.BedrockAgentCoreControlClient;
beforeEach(() => {
  client = new control.BedrockAgentCoreControlClient(configOf(sandbox()));
});

const reference = { secretId: SECRET_ARN, jsonKey: "client_secret" };
const google = (source: "EXTERNAL" | "MANAGED" = "EXTERNAL"): control.CreateOauth2CredentialProviderCommandInput => ({
  name: "google",
  credentialProviderVendor: "GoogleOauth2",
  oauth2ProviderConfigInput: {
    googleOauth2ProviderConfig: {
      clientId: "id",
      ...(source === "EXTERNAL"
        ? { clientSecretSource: source, clientSecretConfig: reference }
        : { clientSecret: "x" }),
    },
  },
});

describe("AgentCore control plane", () => {
  test("OAuth2 providers: create, get, update, list, delete", async () => {
    const created = await client.send(
      new control.CreateOauth2CredentialProviderCommand({ ...google(), tags: { team: "x" } }),
    );
    expect(created).toMatchObject({
      $metadata: { httpStatusCode: 201 },
      credentialProviderArn:
        "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/oauth2credentialprovider/google",
      clientSecretArn: { secretArn: SECRET_ARN },
      clientSecretJsonKey: "client_secret",
      clientSecretSource: "EXTERNAL",
      status: "READY",
    });
    const updated = await client.send(new control.UpdateOauth2CredentialProviderCommand(google()));
    expect(updated.callbackUrl).toBe(created.callbackUrl);
    const got = await client.send(new control.GetOauth2CredentialProviderCommand({ name: "google" }));
    expect(got.createdTime).toBeInstanceOf(Date);
    const { credentialProviders } = await client.send(new control.ListOauth2CredentialProvidersCommand({}));
    expect(credentialProviders?.map(({ name }) => name)).toEqual(["google"]);
    const gone = await client.send(new control.DeleteOauth2CredentialProviderCommand({ name: "google" }));
    expect(gone.$metadata.httpStatusCode).toBe(204);
    expect(
      await errorOf(client.send(new control.GetOauth2CredentialProviderCommand({ name: "google" }))),
    ).toMatchObject({ name: "ResourceNotFoundException", status: 404 });
  });

  test("API key providers: create, get, update, list, delete", async () => {
    const input = { name: "weather", apiKeySecretSource: "EXTERNAL", apiKeySecretConfig: reference } as const;
    await client.send(new control.CreateApiKeyCredentialProviderCommand(input));
    await client.send(
      new control.UpdateApiKeyCredentialProviderCommand({
        ...input,
        apiKeySecretConfig: { ...reference, jsonKey: "other" },
      }),
    );
    expect(await client.send(new control.GetApiKeyCredentialProviderCommand({ name: "weather" }))).toMatchObject({
      apiKeySecretJsonKey: "other",
      apiKeySecretSource: "EXTERNAL",
    });
    expect((await client.send(new control.ListApiKeyCredentialProvidersCommand({}))).credentialProviders).toHaveLength(
      1,
    );
    await client.send(new control.DeleteApiKeyCredentialProviderCommand({ name: "weather" }));
    expect(sandbox().providers.list()).toEqual([]);
  });

  test("payment providers: create, get, update, list, delete, each secret with its own source", async () => {
    const coinbase = (apiKeyId: string): control.CreatePaymentCredentialProviderCommandInput => ({
      name: "wallet",
      credentialProviderVendor: "CoinbaseCDP",
      providerConfigurationInput: {
        coinbaseCdpConfiguration: {
          apiKeyId,
          apiKeySecretSource: "EXTERNAL",
          apiKeySecretConfig: reference,
          walletSecret: "literal",
        },
      },
    });
    await client.send(new control.CreatePaymentCredentialProviderCommand({ ...coinbase("a"), tags: { team: "x" } }));
    await client.send(new control.UpdatePaymentCredentialProviderCommand(coinbase("b")));
    const got = await client.send(new control.GetPaymentCredentialProviderCommand({ name: "wallet" }));
    expect(got).toMatchObject({
      tags: { team: "x" },
      providerConfigurationOutput: {
        coinbaseCdpConfiguration: { apiKeyId: "b", apiKeySecretSource: "EXTERNAL", walletSecretSource: "MANAGED" },
      },
    });
    expect((await client.send(new control.ListPaymentCredentialProvidersCommand({}))).credentialProviders).toHaveLength(
      1,
    );
    await client.send(new control.DeletePaymentCredentialProviderCommand({ name: "wallet" }));
    const stripe = {
      appId: "a",
      authorizationId: "b",
      appSecretSource: "EXTERNAL",
      appSecretConfig: reference,
      authorizationPrivateKeySource: "EXTERNAL",
      authorizationPrivateKeyConfig: reference,
    } as const;
    const made = await client.send(
      new control.CreatePaymentCredentialProviderCommand({
        name: "privy",
        credentialProviderVendor: "StripePrivy",
        providerConfigurationInput: { stripePrivyConfiguration: stripe },
      }),
    );
    expect(made.providerConfigurationOutput?.stripePrivyConfiguration).toMatchObject({
      appId: "a",
      appSecretJsonKey: "client_secret",
      authorizationPrivateKeySource: "EXTERNAL",
    });
  });

  test("tags and the token vault", async () => {
    const { credentialProviderArn: resourceArn } = await client.send(
      new control.CreateOauth2CredentialProviderCommand(google()),
    );
    await client.send(new control.TagResourceCommand({ resourceArn, tags: { a: "1", b: "2" } }));
    await client.send(new control.UntagResourceCommand({ resourceArn, tagKeys: ["a", "c"] }));
    expect((await client.send(new control.ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ b: "2" });
    await client.send(
      new control.SetTokenVaultCMKCommand({ kmsConfiguration: { keyType: "CustomerManagedKey", kmsKeyArn: KEY_ARN } }),
    );
    expect((await client.send(new control.GetTokenVaultCommand({}))).kmsConfiguration).toEqual({
      keyType: "CustomerManagedKey",
      kmsKeyArn: KEY_ARN,
    });
    expect(
      (
        await errorOf(
          client.send(new control.SetTokenVaultCMKCommand({ kmsConfiguration: { keyType: "CustomerManagedKey" } })),
        )
      ).name,
    ).toBe("ValidationException");
  });

  test("a list has pages", async () => {
    for (let index = 0; index < 50; index++)
      await client.send(new control.CreateOauth2CredentialProviderCommand({ ...google(), name: `p${index}` }));
    const names: unknown[] = [];
    for await (const page of control.paginateListOauth2CredentialProviders({ client, pageSize: 20 }, {}))
      names.push(...(page.credentialProviders ?? []));
    expect(names).toHaveLength(50);
    expect(await errorOf(client.send(new control.CreateOauth2CredentialProviderCommand(google())))).toMatchObject({
      name: "ServiceQuotaExceededException",
      status: 402,
    });
  });

  test("OAuth2 is asynchronous: a passing status, and Conflict while it lasts", async () => {
    sandbox().providers.pendingLooks = 2;
    const status = async (): Promise<unknown> =>
      (await client.send(new control.GetOauth2CredentialProviderCommand({ name: "google" }))).status;
    expect((await client.send(new control.CreateOauth2CredentialProviderCommand(google()))).status).toBe("CREATING");
    expect(
      await errorOf(client.send(new control.DeleteOauth2CredentialProviderCommand({ name: "google" }))),
    ).toMatchObject({
      name: "ConflictException",
      status: 409,
      message: expect.stringContaining("Please retry after update completes") as string,
    });
    expect([await status(), await status()]).toEqual(["CREATING", "READY"]);
  });

  test.each([
    ["a name that is taken", "ConflictException", google()],
    ["a name outside the pattern", "ValidationException", { ...google(), name: "a b" }],
    [
      "a vendor that does not exist",
      "ValidationException",
      { ...google(), name: "x", credentialProviderVendor: "Nobody" },
    ],
    [
      "a config of another vendor",
      "ValidationException",
      { ...google(), name: "x", credentialProviderVendor: "SlackOauth2" },
    ],
    ["no config at all", "ValidationException", { name: "x", credentialProviderVendor: "GoogleOauth2" }],
    [
      "a reference without a JSON key",
      "ValidationException",
      {
        ...google(),
        name: "x",
        oauth2ProviderConfigInput: {
          googleOauth2ProviderConfig: {
            clientId: "id",
            clientSecretSource: "EXTERNAL",
            clientSecretConfig: { secretId: SECRET_ARN },
          },
        },
      },
    ],
    [
      "a reference and a literal",
      "ValidationException",
      {
        ...google(),
        name: "x",
        oauth2ProviderConfigInput: {
          googleOauth2ProviderConfig: {
            clientId: "id",
            clientSecret: "s",
            clientSecretSource: "EXTERNAL",
            clientSecretConfig: reference,
          },
        },
      },
    ],
    ["a tag outside the pattern", "ValidationException", { ...google(), name: "x", tags: { "a!": "b" } }],
  ])("refuses %s", async (_, name, input) => {
    await client.send(new control.CreateOauth2CredentialProviderCommand(google()));
    expect(
      (
        await errorOf(
          client.send(
            new control.CreateOauth2CredentialProviderCommand(
              input as control.CreateOauth2CredentialProviderCommandInput,
            ),
          ),
        )
      ).name,
    ).toBe(name);
  });

  test.each(["EXTERNAL", "MANAGED"] as const)("refuses to switch the source from %s in place", async (source) => {
    await client.send(new control.CreateOauth2CredentialProviderCommand(google(source)));
    const other = google(source === "EXTERNAL" ? "MANAGED" : "EXTERNAL");
    expect(await errorOf(client.send(new control.UpdateOauth2CredentialProviderCommand(other)))).toMatchObject({
      name: "ValidationException",
      status: 400,
    });
    expect(
      (await client.send(new control.GetOauth2CredentialProviderCommand({ name: "google" }))).clientSecretSource,
    ).toBe(source);
  });

  test("asks before it acts, and for the secret in the caller's name", async () => {
    const asked: string[] = [];
    sandbox().authorize = ({ action, resource, calledVia }) => {
      asked.push([action, resource.split("/").pop(), calledVia ?? ""].join(" "));
      return action === "secretsmanager:GetSecretValue" ? "no" : undefined;
    };
    expect(await errorOf(client.send(new control.CreateOauth2CredentialProviderCommand(google())))).toMatchObject({
      name: "AccessDeniedException",
      status: 403,
      message: expect.stringContaining("secretsmanager:GetSecretValue") as string,
    });
    expect(asked).toEqual([
      "bedrock-agentcore:CreateOauth2CredentialProvider google ",
      `secretsmanager:DescribeSecret ${SECRET_ARN} bedrock-agentcore.amazonaws.com`,
      `secretsmanager:GetSecretValue ${SECRET_ARN} bedrock-agentcore.amazonaws.com`,
    ]);
    expect(sandbox().providers.list()).toEqual([]);
  });
});
