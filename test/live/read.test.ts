import { valueOf } from "../../src/live/piece";
import { snapshotIn, snapshotText } from "../../src/live/parse";
import { readAccounts } from "../../src/live/read";
import type { AccountSnapshot, Snapshot } from "../../src/live/snapshot";
import { unreadIn } from "../../src/live/unread";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { ACCOUNT, AGENT, ALIAS_ARN, CANARY, KEY_ARN, MANAGED_ARN, READS, SECRET_ARN } from "./support/account";
import { account, allowing, make, target } from "./support/account";
import { reader } from "./support/worlds";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const NOW = new Date("2026-11-28T20:00:00Z");

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await account();
});
afterEach(() => sandbox.close());

const read = (): Promise<Snapshot> => readAccounts([target(sandbox)], NOW);
async function only(): Promise<AccountSnapshot> {
  const { accounts } = await read();
  return accounts[0] as AccountSnapshot;
}
const without = (...actions: readonly string[]): void =>
  sandbox.roles.put(reader(ACCOUNT), {
    reads: allowing(READS),
    denies: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: actions, Resource: "*" }] },
  });
const provider = ({ regions }: AccountSnapshot, kind: "apikey" | "oauth2" | "payment", name: string) =>
  valueOf(regions[0]?.providers[kind])?.find((one) => one.name === name);

test("a provider of each kind with its secrets, JSON keys, status and tags", async () => {
  const found = await only();
  expect(provider(found, "oauth2", "google")).toMatchObject({
    vendor: "CustomOauth2",
    tags: { value: {} },
    detail: {
      value: {
        status: "READY",
        callbackUrl: expect.stringContaining("https://") as string,
        references: { clientSecret: { source: "EXTERNAL", secretId: SECRET_ARN, jsonKey: "client_secret" } },
        config: { customOauth2ProviderConfig: { clientId: "client" } },
      },
    },
  });
  expect(provider(found, "apikey", "weather")).toMatchObject({
    tags: { value: { team: "agents" } },
    detail: { value: { references: { apiKey: { source: "EXTERNAL", secretId: SECRET_ARN, jsonKey: "api_key" } } } },
  });
  expect(provider(found, "apikey", "kept")).toMatchObject({
    detail: { value: { references: { apiKey: { source: "MANAGED", secretId: MANAGED_ARN } } } },
  });
  expect(provider(found, "payment", "wallet")).toMatchObject({
    tags: { value: { team: "pay" } },
    detail: {
      value: {
        references: {
          apiKeySecret: { source: "EXTERNAL", secretId: SECRET_ARN, jsonKey: "api_key" },
          walletSecret: { source: "EXTERNAL", secretId: SECRET_ARN, jsonKey: "wallet" },
        },
      },
    },
  });
});

test("secrets are described, those that AgentCore keeps, too; each once", async () => {
  const { secrets, regions } = await only();
  expect(secrets.map(({ id }) => id).sort()).toEqual([SECRET_ARN, MANAGED_ARN].sort());
  const of = (arn: string) => secrets.find(({ id }) => id === arn);
  expect(of(SECRET_ARN)).toMatchObject({
    policy: { value: null },
    description: { value: { arn: SECRET_ARN, keyId: KEY_ARN, tags: { team: "agents" }, replicas: [] } },
  });
  expect(of(MANAGED_ARN)).toMatchObject({ description: { value: { owningService: "bedrock-agentcore-identity" } } });
  expect(valueOf(regions[0]?.listed)).toHaveLength(2);
});

test("a secret that is named by its name, and a key by its alias", async () => {
  make(sandbox.providers, "by-name", { clientSecret: { source: "EXTERNAL", secretArn: "agents", jsonKey: "a" } });
  Object.assign(sandbox.secrets.of(SECRET_ARN), { kmsKeyId: "alias/agents" });
  const { secrets, keys } = await only();
  expect(secrets.find(({ id }) => id === "agents")).toMatchObject({ description: { value: { arn: SECRET_ARN } } });
  expect(keys).toMatchObject([
    { id: ALIAS_ARN, description: { value: { arn: KEY_ARN, state: "Enabled" } }, grants: { value: [] } },
  ]);
  expect(valueOf(keys[0]?.policy)).toContain("kms:*");
});

test("all pages: providers, grants, secrets, roles", async () => {
  for (let index = 0; index < 45; index++) make(sandbox.providers, `p${index}`, {});
  for (let index = 0; index < 230; index++) {
    sandbox.secrets.add(`arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:s${index}-AbCdEf`, "{}");
    sandbox.keys.of(KEY_ARN).grants.push({
      GrantId: `g${index}`,
      KeyId: KEY_ARN,
      GranteePrincipal: AGENT,
      Operations: ["Decrypt"],
      IssuingAccount: ACCOUNT,
      CreationDate: NOW,
    });
  }
  for (let index = 0; index < 1100; index++) sandbox.roles.put(`arn:aws:iam::${ACCOUNT}:role/r${index}`);
  const { regions, keys, identities } = await only();
  expect(valueOf(regions[0]?.providers.oauth2)).toHaveLength(46);
  expect(valueOf(regions[0]?.listed)).toHaveLength(232);
  expect(new Set(valueOf(keys[0]?.grants)?.map(({ id }) => id)).size).toBe(230);
  expect(valueOf(identities)?.roles).toHaveLength(1102);
});

test("the key that signs a client's assertions, and that of the vault", async () => {
  const signing = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-12ab-34cd-56ef-1234567890ab`;
  sandbox.keys.add(signing, sandbox.keys.of(KEY_ARN).policy);
  make(
    sandbox.providers,
    "signs",
    {},
    {
      privateKeyJwtConfig: { privateKeySource: { kmsKeySource: { kmsKeyArn: signing } }, signingAlgorithm: "RS256" },
    },
  );
  sandbox.vaults
    .at({ partition: "aws", region: "us-east-1", account: ACCOUNT })
    .vault.set({ kmsConfiguration: { keyType: "CustomerManagedKey", kmsKeyArn: KEY_ARN } });
  const found = await only();
  expect(provider(found, "oauth2", "signs")).toMatchObject({ detail: { value: { signingKeys: [signing] } } });
  expect(found.regions[0]?.tokenVault).toEqual({ value: { keyId: KEY_ARN } });
  expect(found.keys.map(({ id }) => id).sort()).toEqual([signing, KEY_ARN].sort());
});

test.each([
  ["bedrock-agentcore:ListOauth2CredentialProviders", `account ${ACCOUNT}, us-east-1`],
  ["bedrock-agentcore:ListWorkloadIdentities", `account ${ACCOUNT}, us-east-1`],
  ["bedrock-agentcore:GetTokenVault", `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default`],
  [
    "bedrock-agentcore:GetApiKeyCredentialProvider",
    `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default/apikeycredentialprovider/weather`,
  ],
  [
    "bedrock-agentcore:ListTagsForResource",
    `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default/oauth2credentialprovider/google`,
  ],
  ["iam:GetAccountAuthorizationDetails", ACCOUNT],
  ["kms:DescribeKey", KEY_ARN],
  ["kms:GetKeyPolicy", KEY_ARN],
  ["kms:ListGrants", KEY_ARN],
  ["secretsmanager:DescribeSecret", SECRET_ARN],
  ["secretsmanager:GetResourcePolicy", SECRET_ARN],
  ["secretsmanager:ListSecrets", `account ${ACCOUNT}, us-east-1`],
])("without %s the rest is read, and what is missing is named", async (action, resource) => {
  const denials = unreadIn(await read()).filter(({ isDenied }) => isDenied);
  expect(denials).toEqual([]);
  without(action);
  const found = unreadIn(await read()).filter(({ isDenied }) => isDenied);
  expect(new Set(found.map((one) => one.action))).toEqual(new Set([action]));
  expect(found.map((one) => one.resource)).toContain(resource);
});

test("nothing that is read asks for a value, and none is in the snapshot", async () => {
  const text = snapshotText(await read());
  expect(text).not.toContain(CANARY);
  expect(sandbox.calls.length).toBeGreaterThan(10);
  expect(sandbox.calls.filter(({ operation }) => !/^(?:Get|List|Describe)/.test(operation))).toEqual([]);
  expect(sandbox.calls.map(({ operation }) => operation)).not.toContain("GetSecretValue");
});

test("what was kept is the same again", async () => {
  const taken = await read();
  expect(snapshotIn(JSON.parse(snapshotText(taken)), "FILE")).toEqual(taken);
});

test("what the API's model calls sensitive does not come into a snapshot", async () => {
  make(
    sandbox.providers,
    "signs",
    {},
    {
      privateKeyJwtConfig: {
        privateKeySource: { kmsKeySource: { kmsKeyArn: KEY_ARN } },
        signingAlgorithm: "RS256",
        additionalHeaderClaims: { kid: CANARY },
      },
    },
  );
  const text = snapshotText(await read());
  expect(text).toContain("RS256");
  expect(text).not.toContain(CANARY);
});

test("who cannot say who it is reads nothing", async () => {
  const { caller } = target(sandbox);
  Object.assign(caller, {
    call: () => Promise.reject(Object.assign(new Error(CANARY), { name: "ExpiredToken", $metadata: {} })),
  });
  const refused = readAccounts([{ alias: "prod", caller, regions: ["us-east-1"] }], NOW);
  await expect(refused).rejects.toThrow("AWS does not say who asks for account prod: ExpiredToken");
  await expect(refused).rejects.not.toThrow(CANARY);
});

test("one account is read once", async () => {
  const [one, other] = [target(sandbox), target(sandbox)];
  await expect(
    readAccounts(
      [
        { ...one, alias: "a" },
        { ...other, alias: "b" },
      ],
      NOW,
    ),
  ).rejects.toThrow(`a and b are both account ${ACCOUNT}: give it once.`);
});
