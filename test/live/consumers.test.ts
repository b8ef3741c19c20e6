import { providerArn } from "../../src/access/vault";
import { unreadText, valueOf } from "../../src/live/piece";
import { readAccounts } from "../../src/live/read";
import type { RegionSnapshot } from "../../src/live/snapshot";
import type { Consumers } from "../../src/sandbox/consumers";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { account, ACCOUNT, allowing, READS, target } from "./support/account";
import { reader } from "./support/worlds";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const PLACE = { partition: "aws", region: "us-east-1", account: ACCOUNT };
const [GOOGLE, WEATHER, WALLET] = [
  providerArn(PLACE, "oauth2", "google"),
  providerArn(PLACE, "apikey", "weather"),
  providerArn(PLACE, "payment", "wallet"),
] as const;
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

let sandbox: Sandbox;
let consumers: Consumers;
beforeEach(async () => {
  sandbox = await account();
  consumers = sandbox.vaults.at(PLACE).consumers;
});
afterEach(() => sandbox.close());

async function read(): Promise<RegionSnapshot["consumers"]> {
  const { accounts } = await readAccounts([target(sandbox)], new Date(0));
  return accounts[0]?.regions[0]?.consumers as RegionSnapshot["consumers"];
}
const oauth = (providerArn: string) => ({
  credentialProviderType: "OAUTH",
  credentialProvider: { oauthCredentialProvider: { providerArn, scopes: [], customParameters: { key: "canary" } } },
});

test("each kind of consumer, with the providers that it refers to and the role that uses them", async () => {
  consumers.gateways.push({
    id: "tools",
    roleArn: role("gateway"),
    inner: [
      { id: "T1", members: { credentialProviderConfigurations: [oauth(GOOGLE)] } },
      { id: "T2", members: { credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }] } },
    ],
  });
  consumers.harnesses.push({
    id: "h1",
    roleArn: role("harness"),
    inner: [],
    members: { model: { openAiModelConfig: { modelId: "model", apiKeyArn: WEATHER } } },
  });
  consumers.consentPortals.push({
    id: "p1",
    roleArn: role("portal"),
    inner: [],
    members: { idpConfig: { credentialProviderArn: GOOGLE, scopes: ["openid"] } },
  });
  consumers.paymentManagers.push({
    id: "m1",
    roleArn: role("payments"),
    inner: [
      { id: "c1", members: { credentialProviderConfigurations: [{ coinbaseCDP: { credentialProviderArn: WALLET } }] } },
    ],
  });
  consumers.registries.push({
    id: "r1",
    inner: [
      {
        id: "e1",
        members: {
          synchronizationConfiguration: {
            fromUrl: {
              url: "https://agents.example.com",
              credentialProviderConfigurations: [
                {
                  credentialProviderType: "OAUTH",
                  credentialProvider: { oauthCredentialProvider: { providerArn: GOOGLE } },
                },
              ],
            },
          },
        },
      },
    ],
  });
  const found = await read();
  const told = Object.entries(found).flatMap(([kind, all]) =>
    (valueOf(all) ?? []).map(({ id, arn, detail }) => {
      const { providerArns = [], roleArn } = valueOf(detail) ?? {};
      return [
        kind,
        id,
        arn.split(":").pop(),
        providerArns.map((one) => one.split("/").pop()).join(),
        roleArn?.split("/").pop(),
      ];
    }),
  );
  expect(told).toEqual([
    ["consentPortal", "p1", "consent-portal/p1", "google", "portal"],
    ["gatewayTarget", "T1", "gateway/tools", "google", "gateway"],
    ["gatewayTarget", "T2", "gateway/tools", "", "gateway"],
    ["harness", "h1", "harness/h1", "weather", "harness"],
    ["paymentConnector", "c1", "payment-manager/m1", "wallet", "payments"],
    ["registryRecord", "e1", "registry/r1/record/e1", "google", undefined],
  ]);
  expect(JSON.stringify(found)).not.toContain("canary");
});

test("all pages of gateways and their targets", async () => {
  for (let gateway = 0; gateway < 12; gateway++)
    consumers.gateways.push({
      id: `g${gateway}`,
      roleArn: role("gateway"),
      inner: Array.from({ length: 13 }, (_, index) => ({ id: `t${index}` })),
    });
  expect(valueOf((await read()).gatewayTarget)).toHaveLength(12 * 13);
});

test.each([
  ["bedrock-agentcore:ListGateways", "gatewayTarget"],
  ["bedrock-agentcore:ListGatewayTargets", "gatewayTarget"],
  ["bedrock-agentcore:ListHarnesses", "harness"],
  ["bedrock-agentcore:ListConsentPortals", "consentPortal"],
  ["bedrock-agentcore:ListPaymentManagers", "paymentConnector"],
  ["bedrock-agentcore:ListRegistries", "registryRecord"],
] as const)("without %s its list is not read: none may look like none at all", async (action, kind) => {
  consumers.gateways.push({ id: "tools", roleArn: role("gateway"), inner: [] });
  sandbox.roles.put(reader(ACCOUNT), {
    reads: allowing(READS),
    denies: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: action, Resource: "*" }] },
  });
  const found = (await read())[kind];
  expect("unread" in found ? unreadText(found.unread) : "it was read").toContain(`${action} on `);
});

test("a target that may not be looked at may refer to any provider", async () => {
  consumers.gateways.push({ id: "tools", roleArn: role("gateway"), inner: [{ id: "T1" }] });
  sandbox.roles.put(reader(ACCOUNT), {
    reads: allowing(READS),
    denies: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "bedrock-agentcore:GetGatewayTarget", Resource: "*" }],
    },
  });
  expect(valueOf((await read()).gatewayTarget)).toMatchObject([
    { id: "T1", detail: { unread: { action: "bedrock-agentcore:GetGatewayTarget", isDenied: true } } },
  ]);
});

describe("agent runtimes", () => {
  const runtimes = async (): Promise<RegionSnapshot["runtimes"]> => {
    const { accounts } = await readAccounts([target(sandbox)], new Date(0));
    return accounts[0]?.regions[0]?.runtimes;
  };
  const without = (action: string): void =>
    sandbox.roles.put(reader(ACCOUNT), {
      reads: allowing(READS),
      denies: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: action, Resource: "*" }] },
    });
  beforeEach(() => {
    const members = { environmentVariables: { API_KEY: "canary" } };
    for (let index = 0; index < 12; index++)
      consumers.runtimes.push({ id: `agent${index}`, roleArn: role(`agent${index}`), inner: [], members });
  });

  test("agent runtimes with their roles, and nothing else of them", async () => {
    const found = valueOf(await runtimes());
    expect(found).toHaveLength(12);
    expect(found?.[11]).toEqual({
      id: "agent11",
      name: "agent11",
      arn: `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:runtime/agent11`,
      roleArn: { value: role("agent11") },
    });
    expect(JSON.stringify(found)).not.toContain("canary");
  });

  test("what may not be listed or looked at is not read, and the permission is named", async () => {
    without("bedrock-agentcore:ListAgentRuntimes");
    expect(await runtimes()).toMatchObject({
      unread: { action: "bedrock-agentcore:ListAgentRuntimes", isDenied: true },
    });
    without("bedrock-agentcore:GetAgentRuntime");
    expect(valueOf(await runtimes())?.[0]?.roleArn).toMatchObject({
      unread: { action: "bedrock-agentcore:GetAgentRuntime", isDenied: true },
    });
  });
});
