import * as control from "@aws-sdk/client-bedrock-agentcore-control";
import * as kms from "@aws-sdk/client-kms";
import * as secretsManager from "@aws-sdk/client-secrets-manager";
import * as sts from "@aws-sdk/client-sts";
import { DEPLOYER, Sandbox } from "../../src/sandbox/sandbox";
import { ServiceError } from "../../src/sandbox/service-error";

const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ROOT_POLICY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}';
const reference = { secretId: SECRET_ARN, jsonKey: "client_secret" };

let sandbox: Sandbox;
let config: {
  endpoint: string;
  region: string;
  maxAttempts: number;
  credentials: { accessKeyId: string; secretAccessKey: string };
};
let client: control.BedrockAgentCoreControlClient;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  sandbox.secrets.add(SECRET_ARN, '{"client_secret":"one"}');
  sandbox.keys.add(KEY_ARN, ROOT_POLICY);
  config = {
    endpoint: sandbox.endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: DEPLOYER.accessKeyId, secretAccessKey: "x" },
  };
  client = new control.BedrockAgentCoreControlClient(config);
});
afterEach(() => sandbox.close());

/** The error that a call ends in. */
const errorOf = (call: Promise<unknown>): Promise<{ name: string; message: string; status: number | undefined }> =>
  call.then(
    () => Promise.reject(new Error("no error")),
    (error: Error & { $metadata?: { httpStatusCode?: number } }) => ({
      name: error.name,
      message: error.message,
      status: error.$metadata?.httpStatusCode,
    }),
  );

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
    expect(sandbox.providers.list()).toEqual([]);
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
    sandbox.providers.pendingLooks = 2;
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
    sandbox.authorize = ({ action, resource, calledVia }) => {
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
      "bedrock-agentcore:CreateOauth2CredentialProvider default ",
      `secretsmanager:DescribeSecret ${SECRET_ARN} bedrock-agentcore.amazonaws.com`,
      `secretsmanager:GetSecretValue ${SECRET_ARN} bedrock-agentcore.amazonaws.com`,
    ]);
    expect(sandbox.providers.list()).toEqual([]);
  });
});

describe("the wire", () => {
  const post = (authorization: string, body: string): Promise<Response> =>
    fetch(`${sandbox.endpoint}/identities/GetOauth2CredentialProvider`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body,
    });
  const signed = (service: string, key: string = DEPLOYER.accessKeyId, region = "us-east-1"): string =>
    `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;

  test.each([
    ["an unsigned request", "", 403, "MissingAuthenticationTokenException"],
    [
      "a signature for the endpoint's name instead of the service's",
      signed("bedrock-agentcore-control"),
      403,
      "InvalidSignatureException",
    ],
    [
      "a signature for another Region",
      signed("bedrock-agentcore", DEPLOYER.accessKeyId, "eu-west-1"),
      403,
      "InvalidSignatureException",
    ],
    ["an unknown access key", signed("bedrock-agentcore", "AKIANOBODY"), 403, "UnrecognizedClientException"],
    ["a member that the model does not have", signed("bedrock-agentcore"), 400, "ValidationException"],
  ])("refuses %s", async (_, authorization, status, type) => {
    const answer = await post(authorization, '{"name":"x","nmae":"y"}');
    expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([status, type]);
  });

  test("an operation that no service has is not found", async () => {
    expect((await fetch(`${sandbox.endpoint}/identities/Nothing`, { method: "POST" })).status).toBe(404);
  });

  test("a disturbed request is answered with the error of the test", async () => {
    sandbox.intercept = () => new ServiceError("ThrottlingException", "Rate exceeded");
    expect(await errorOf(client.send(new control.GetOauth2CredentialProviderCommand({ name: "x" })))).toEqual({
      name: "ThrottlingException",
      message: "Rate exceeded",
      status: 429,
    });
  });
});

test("Secrets Manager: describe, read, rotate, and the policy's three operations", async () => {
  const secrets = new secretsManager.SecretsManagerClient(config);
  const SecretId = SECRET_ARN;
  expect(await secrets.send(new secretsManager.DescribeSecretCommand({ SecretId: "google-oauth" }))).toMatchObject({
    ARN: SECRET_ARN,
    Name: "google-oauth",
  });
  await secrets.send(new secretsManager.PutSecretValueCommand({ SecretId, SecretString: "two" }));
  expect((await secrets.send(new secretsManager.GetSecretValueCommand({ SecretId }))).SecretString).toBe("two");
  const policy =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}';
  const put = (ResourcePolicy: string, BlockPublicPolicy = false) =>
    secrets.send(new secretsManager.PutResourcePolicyCommand({ SecretId, ResourcePolicy, BlockPublicPolicy }));
  expect(
    (await secrets.send(new secretsManager.GetResourcePolicyCommand({ SecretId }))).ResourcePolicy,
  ).toBeUndefined();
  await put(policy);
  expect((await secrets.send(new secretsManager.GetResourcePolicyCommand({ SecretId }))).ResourcePolicy).toBe(policy);
  expect((await errorOf(put(policy, true))).name).toBe("PublicPolicyException");
  expect((await errorOf(put("{"))).name).toBe("MalformedPolicyDocumentException");
  expect((await errorOf(put('{"Statement":[]}'))).name).toBe("MalformedPolicyDocumentException");
  expect((await errorOf(put(" ".repeat(20_481)))).name).toBe("InvalidParameterException");
  await secrets.send(new secretsManager.DeleteResourcePolicyCommand({ SecretId }));
  expect(sandbox.secrets.of(SECRET_ARN).policy).toBeUndefined();
  expect((await errorOf(secrets.send(new secretsManager.GetSecretValueCommand({ SecretId: "nothing" })))).name).toBe(
    "ResourceNotFoundException",
  );
});

test("KMS: key policies and grants", async () => {
  const keys = new kms.KMSClient(config);
  const KeyId = KEY_ARN;
  expect((await keys.send(new kms.ListKeyPoliciesCommand({ KeyId }))).PolicyNames).toEqual(["default"]);
  expect((await keys.send(new kms.GetKeyPolicyCommand({ KeyId }))).Policy).toBe(ROOT_POLICY);
  const lockedOut = ROOT_POLICY.replace("kms:*", "kms:Decrypt");
  expect(await errorOf(keys.send(new kms.PutKeyPolicyCommand({ KeyId, Policy: lockedOut })))).toMatchObject({
    name: "MalformedPolicyDocumentException",
    message: expect.stringContaining("will not allow you to update") as string,
  });
  await keys.send(new kms.PutKeyPolicyCommand({ KeyId, Policy: `${ROOT_POLICY} ` }));
  expect((await errorOf(keys.send(new kms.PutKeyPolicyCommand({ KeyId, Policy: " ".repeat(32_769) })))).name).toBe(
    "LimitExceededException",
  );
  const grant = {
    KeyId,
    GranteePrincipal: "arn:aws:iam::111122223333:role/r",
    Operations: ["Decrypt" as const],
    Constraints: { EncryptionContextSubset: { SecretARN: SECRET_ARN } },
    Name: "reader",
  };
  const { GrantId } = await keys.send(new kms.CreateGrantCommand(grant));
  expect((await keys.send(new kms.CreateGrantCommand(grant))).GrantId).toBe(GrantId);
  expect((await keys.send(new kms.ListGrantsCommand({ KeyId }))).Grants).toMatchObject([
    { Constraints: grant.Constraints, Operations: ["Decrypt"] },
  ]);
  await keys.send(new kms.RevokeGrantCommand({ KeyId, GrantId }));
  expect((await keys.send(new kms.ListGrantsCommand({ KeyId }))).Grants).toEqual([]);
  expect((await errorOf(keys.send(new kms.GetKeyPolicyCommand({ KeyId: "nothing" })))).name).toBe("NotFoundException");
});

test("STS: who calls, and assuming a role", async () => {
  const who = new sts.STSClient(config);
  expect(await who.send(new sts.GetCallerIdentityCommand({}))).toMatchObject({
    Arn: DEPLOYER.arn,
    Account: "111122223333",
  });
  const { Credentials } = await who.send(
    new sts.AssumeRoleCommand({ RoleArn: "arn:aws:iam::111122223333:role/a/b", RoleSessionName: "s" }),
  );
  expect(Credentials?.Expiration).toBeInstanceOf(Date);
  const assumed = new sts.STSClient({
    ...config,
    credentials: { accessKeyId: Credentials?.AccessKeyId ?? "", secretAccessKey: "x" },
  });
  expect((await assumed.send(new sts.GetCallerIdentityCommand({}))).Arn).toBe(
    "arn:aws:sts::111122223333:assumed-role/b/s",
  );
  expect(
    (await errorOf(who.send(new sts.AssumeRoleCommand({ RoleArn: "x" } as sts.AssumeRoleCommandInput)))).name,
  ).toBe("ValidationError");
});
