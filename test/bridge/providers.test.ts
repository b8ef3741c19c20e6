import { OAUTH2_VENDORS } from "../../src/access/oauth2-vendors";
import { Sandbox } from "../../src/sandbox/sandbox";
import { ServiceError } from "../../src/sandbox/service-error";
import { OWNER_TAG } from "../../src/access/statement-owner";
import { furnish, KEY_ARN, OWNER, SECRET_ARN, SUBJECTS } from "./support/objects";
import type { Input } from "./support/runs";
import { run, TestClock, useSandbox } from "./support/runs";

// Far more than it takes: a busy machine is no failure.

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  sandbox.providers.pendingLooks = 0;
  useSandbox(sandbox);
});
afterEach(() => sandbox.close());

const reference = { secretId: SECRET_ARN, jsonKey: "client_secret" };
const oauth2 = (vendor: string, member: string, config: object): Input => ({
  kind: "oauth2",
  name: "p",
  owner: OWNER,
  credentialProviderVendor: vendor,
  oauth2ProviderConfigInput: { [member]: config },
});
const writes = (): string[] =>
  sandbox.calls.map(({ operation }) => operation).filter((operation) => !/^(Get|List)/.test(operation));

test.each(Object.values(OAUTH2_VENDORS).filter(({ config }) => config !== "custom"))(
  "$vendor is made, and left alone when nothing changed",
  async ({ vendor, config, fields }) => {
    const given = Object.fromEntries(
      fields.map((field) => [field, field === "tenantId" ? "tenant" : `https://idp.example.com/${field}`]),
    );
    const input = oauth2(vendor, `${config}Oauth2ProviderConfig`, {
      clientId: "id",
      clientSecretConfig: reference,
      ...given,
    });
    expect(await run("apply", input)).toMatchObject({
      exitCode: 0,
      result: {
        outcome: "created",
        secretReferences: { clientSecret: { secretArn: SECRET_ARN, jsonKey: "client_secret", source: "EXTERNAL" } },
      },
    });
    // The API does not show the tenant, so what cannot be compared is written again.
    const again = vendor === "MicrosoftOauth2" ? "updated" : "unchanged";
    expect(await run("apply", input)).toMatchObject({ exitCode: 0, result: { outcome: again } });
  },
);

const discovery = { discoveryUrl: "https://idp.example.com/.well-known/openid-configuration" };
const endpoint = {
  managedVpcResource: { vpcIdentifier: "vpc-00000001", subnetIds: ["subnet-00000001"], endpointIpAddressType: "IPV4" },
};

test.each([
  ["a client secret", { clientId: "id", oauthDiscovery: discovery, clientSecretConfig: reference }],
  [
    "a signing key",
    {
      clientId: "id",
      oauthDiscovery: discovery,
      clientAuthenticationMethod: "PRIVATE_KEY_JWT",
      privateKeyJwtConfig: { privateKeySource: { kmsKeySource: { kmsKeyArn: KEY_ARN } }, signingAlgorithm: "ES256" },
    },
  ],
  ["an IAM token", { oauthDiscovery: discovery, clientAuthenticationMethod: "AWS_IAM_ID_TOKEN_JWT" }],
  [
    "private endpoints",
    {
      clientId: "id",
      oauthDiscovery: discovery,
      clientSecretConfig: reference,
      privateEndpoint: endpoint,
      privateEndpointOverrides: [{ domain: "login.example.com", privateEndpoint: endpoint }],
    },
  ],
])("CustomOauth2 with %s is made, left alone, changed and removed", async (_, config) => {
  const input = oauth2("CustomOauth2", "customOauth2ProviderConfig", config);
  expect(await run("apply", input)).toMatchObject({ exitCode: 0, result: { outcome: "created" } });
  expect(await run("apply", input)).toMatchObject({ exitCode: 0, result: { outcome: "unchanged" } });
  const changed = oauth2("CustomOauth2", "customOauth2ProviderConfig", {
    ...config,
    oauthDiscovery: { discoveryUrl: "https://idp.example.com/.well-known/oauth-authorization-server" },
  });
  expect(await run("apply", changed)).toMatchObject({ exitCode: 0, result: { outcome: "updated" } });
  expect(await run("remove", input)).toMatchObject({ exitCode: 0, result: { outcome: "removed" } });
  expect(writes()).toEqual([
    "CreateOauth2CredentialProvider",
    "UpdateOauth2CredentialProvider",
    "DeleteOauth2CredentialProvider",
  ]);
});

test("StripePrivy: each secret by its own reference", async () => {
  const stripe = (jsonKey: string): Input => ({
    kind: "payment",
    name: "privy",
    owner: OWNER,
    credentialProviderVendor: "StripePrivy",
    providerConfigurationInput: {
      stripePrivyConfiguration: {
        appId: "a",
        authorizationId: "b",
        appSecretConfig: reference,
        authorizationPrivateKeyConfig: { ...reference, jsonKey },
      },
    },
  });
  expect(await run("apply", stripe("one"))).toMatchObject({ result: { outcome: "created" } });
  expect(await run("apply", stripe("one"))).toMatchObject({ result: { outcome: "unchanged" } });
  expect(await run("apply", stripe("two"))).toMatchObject({
    result: {
      outcome: "updated",
      secretReferences: { appSecret: { jsonKey: "client_secret" }, authorizationPrivateKey: { jsonKey: "two" } },
    },
  });
});

describe("tags", () => {
  const { tags: _tags, ...untagged } = SUBJECTS.apikey.input;
  const tags = () => sandbox.providers.list()[0]?.tags;

  test("are made exactly those of the input, without AWS's own", async () => {
    await run("apply", { ...untagged, tags: { team: "a", stage: "dev" } });
    Object.assign(tags() ?? {}, { "aws:cloudformation:stack-name": "x", stray: "y" });
    expect(await run("apply", { ...untagged, tags: { team: "b" } })).toMatchObject({
      result: { outcome: "updated", tags: { team: "b", [OWNER_TAG]: OWNER } },
    });
    expect(tags()).toEqual({ team: "b", [OWNER_TAG]: OWNER, "aws:cloudformation:stack-name": "x" });
    expect(writes()).not.toContain("UpdateApiKeyCredentialProvider");
  });

  test("are left alone when the input does not speak of them", async () => {
    await run("apply", { ...untagged, tags: { team: "a" } });
    expect(await run("apply", untagged)).toMatchObject({ result: { outcome: "unchanged" } });
    expect(tags()).toEqual({ team: "a", [OWNER_TAG]: OWNER });
  });
});

describe("a denial names what is missing, for whom and on what", () => {
  const { input } = SUBJECTS.apikey;
  const arn = "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/apikeycredentialprovider/weather";
  const session = "arn:aws:sts::111122223333:assumed-role/terraform/sandbox";

  test("of an action of AgentCore", async () => {
    sandbox.authorize = ({ action }) => (action.includes("Create") ? "no identity-based policy allows it" : undefined);
    const { exitCode, stderr } = await run("apply", input);
    expect(exitCode).toBe(4);
    expect(stderr).toContain(
      `AWS denied bedrock-agentcore:CreateApiKeyCredentialProvider on ${arn} to ${session}: no identity-based policy allows it`,
    );
    expect(stderr).toContain(
      `Allow bedrock-agentcore:CreateApiKeyCredentialProvider on ${arn} in that principal's identity policy`,
    );
  });

  test("of the secret, which AgentCore reads in the caller's name", async () => {
    sandbox.authorize = ({ action }) => (action === "secretsmanager:GetSecretValue" ? "no" : undefined);
    const { exitCode, stderr } = await run("apply", input);
    expect(exitCode).toBe(4);
    expect(stderr).toContain(
      `AWS denied secretsmanager:GetSecretValue on ${SECRET_ARN} to ${session} (while bedrock-agentcore:CreateApiKeyCredentialProvider was called)`,
    );
    expect(stderr).toContain("allow GetSecretValue and DescribeSecret, and kms:Decrypt if its key is customer managed");
  });

  test("even when nobody says who calls", async () => {
    sandbox.authorize = () => "no";
    sandbox.intercept = ({ operation }) =>
      operation === "GetCallerIdentity" ? new ServiceError("AccessDenied", "no", 403) : undefined;
    expect((await run("apply", input)).stderr).toContain("to the caller (sts:GetCallerIdentity did not say who): no");
  });

  test("and credentials that have ended are named as that", async () => {
    sandbox.intercept = () =>
      new ServiceError("ExpiredTokenException", "The security token included in the request is expired", 403);
    const { exitCode, stderr } = await run("apply", input);
    expect(exitCode).toBe(4);
    expect(stderr).toContain("AWS does not accept the credentials: they have ended.");
  });
});

test("a secret in another Region is refused before anything is called", async () => {
  const { exitCode, stderr } = await run("apply", { ...SUBJECTS.apikey.input, region: "eu-west-1" });
  expect(exitCode).toBe(3);
  expect(stderr).toContain(`The secret ${SECRET_ARN} is in us-east-1, the credential provider in eu-west-1`);
  expect(sandbox.calls).toEqual([]);
});

test.each(["ValidationException", "ServiceQuotaExceededException", "DecryptionFailure"])(
  "%s is not repeated",
  async (name) => {
    sandbox.intercept = ({ operation }) =>
      operation.startsWith("Create") ? new ServiceError(name, "because", 400) : undefined;
    const clock = new TestClock();
    const { exitCode, stderr } = await run("apply", SUBJECTS.apikey.input, { clock });
    expect([exitCode, clock.sleeps]).toEqual([5, []]);
    expect(stderr).toContain(`(${name}): because`);
  },
);

test("a secret that is missing fails with the service's word, after a few looks", async () => {
  sandbox.intercept = ({ operation }) =>
    operation.startsWith("Create")
      ? new ServiceError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.", 404)
      : undefined;
  const { exitCode, stderr } = await run("apply", SUBJECTS.apikey.input);
  expect(exitCode).toBe(5);
  expect(stderr).toContain("can't find the specified secret");
});

test("waits grow, are spread over their whole length, and end with the time limit", async () => {
  sandbox.intercept = () => new ServiceError("ThrottlingException", "Rate exceeded", 429);
  const clock = new TestClock();
  expect((await run("apply", { ...SUBJECTS.apikey.input, timeoutSeconds: 40 }, { clock })).exitCode).toBe(5);
  expect(clock.sleeps.slice(0, 6)).toEqual([200, 400, 800, 1600, 3200, 4000]);
  expect(clock.now()).toBeLessThan(40_000);
  clock.random = () => 0;
  let left = 5;
  sandbox.intercept = () => (left-- > 0 ? new ServiceError("ThrottlingException", "Rate exceeded", 429) : undefined);
  const before = clock.sleeps.length;
  expect((await run("apply", SUBJECTS.apikey.input, { clock })).exitCode).toBe(0);
  expect(clock.sleeps.slice(before)).toEqual([0, 0, 0, 0, 0]);
});
