import type {
  ConsumerSnapshot,
  ProviderSnapshot,
  RegionSnapshot,
  RoleSnapshot,
  Snapshot,
} from "../../../src/live/snapshot";
import { SNAPSHOT_FORMAT } from "../../../src/live/snapshot";

export const ACCOUNT = "111122223333";
export const REGION = "us-east-1";
export const AGENT = `arn:aws:iam::${ACCOUNT}:role/agents/runtime`;
export const ADMIN = `arn:aws:iam::${ACCOUNT}:role/admin`;
export const GATEWAY = `arn:aws:iam::${ACCOUNT}:role/tools-gateway`;
export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const secretArn = (name: string, region = REGION, account = ACCOUNT): string =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;
export const GOOGLE_SECRET = secretArn("google-oauth");
export const WEATHER_SECRET = secretArn("weather");
const VAULT = `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/default`;
const COLLECTIONS = { oauth2: "oauth2", apikey: "apikey", payment: "payment" } as const;

const DENIED = { action: "bedrock-agentcore:X", resource: "x", error: "AccessDeniedException", isDenied: true };
export const denied = (action: string, resource: string) => ({ unread: { ...DENIED, action, resource } });

const policy = (...Statement: object[]): object => ({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown): object => ({ Effect: "Allow", Action, Resource });
const trustOf = (Service: string): object =>
  policy({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });

export const role = (
  arn: string,
  statements: readonly object[],
  service = "bedrock-agentcore.amazonaws.com",
): RoleSnapshot => ({
  arn,
  id: `AROA${arn.length}`,
  inline: { use: policy(...statements) },
  attached: [],
  trust: trustOf(service),
  tags: {},
});

export const uses = [
  allow(
    [
      "bedrock-agentcore:GetResourceOauth2Token",
      "bedrock-agentcore:GetResourceApiKey",
      "bedrock-agentcore:GetResourcePaymentToken",
    ],
    "*",
  ),
  allow(
    "secretsmanager:GetSecretValue",
    `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:bedrock-agentcore-identity!default/*`,
  ),
];

export function provider(
  kind: keyof typeof COLLECTIONS,
  name: string,
  {
    vendor,
    config = {},
    members = kind === "oauth2" ? ["clientSecret"] : ["apiKey"],
    external,
    tags = { value: { team: "agents" } },
  }: {
    vendor?: string;
    config?: Readonly<Record<string, unknown>>;
    members?: readonly string[];
    external?: { secretId: string; jsonKey: string };
    tags?: ProviderSnapshot["tags"];
  } = {},
): ProviderSnapshot {
  const managed = secretArn(`bedrock-agentcore-identity!default/${kind}/${name}`);
  const reference = external
    ? { source: "EXTERNAL" as const, ...external }
    : { source: "MANAGED" as const, secretId: managed };
  return {
    name,
    arn: `${VAULT}/${COLLECTIONS[kind]}credentialprovider/${name}`,
    ...(vendor !== undefined && { vendor }),
    detail: {
      value: {
        ...(kind === "oauth2" && {
          status: "READY",
          callbackUrl: `https://bedrock-agentcore.${REGION}.amazonaws.com/identities/oauth2/callback/${name}`,
        }),
        references: Object.fromEntries(members.map((member) => [member, reference])),
        signingKeys: [],
        config,
      },
    },
    tags,
  };
}

export const google = (name = "google", more: Parameters<typeof provider>[2] = {}): ProviderSnapshot =>
  provider("oauth2", name, {
    vendor: "GoogleOauth2",
    config: { googleOauth2ProviderConfig: { clientId: "1234567890.apps.googleusercontent.com" } },
    ...more,
  });

const WALLET = provider("payment", "wallet", {
  vendor: "CoinbaseCDP",
  config: { coinbaseCdpConfiguration: { apiKeyId: "key-1" } },
  members: ["apiKeySecret", "walletSecret"],
});

export const target = (...providerArns: string[]): ConsumerSnapshot => ({
  arn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/tools-abcdefghij`,
  id: "TARGET1234",
  name: "tickets",
  detail: { value: { providerArns, roleArn: GATEWAY } },
});

export interface Account {
  readonly oauth2?: RegionSnapshot["providers"]["oauth2"];
  readonly apikey?: RegionSnapshot["providers"]["apikey"];
  readonly roles?: readonly RoleSnapshot[];
  readonly region?: Partial<RegionSnapshot>;
}

/** An account with a client of Google's, a key of a weather service and a wallet, whose secrets AgentCore keeps. */
export function snapshot({
  oauth2 = { value: [google()] },
  apikey = { value: [provider("apikey", "weather")] },
  roles = [
    role(AGENT, uses),
    role(GATEWAY, uses),
    role(ADMIN, [allow("*", "*")], "ec2.amazonaws.com"),
    role(`arn:aws:iam::${ACCOUNT}:role/stranger`, []),
  ],
  region = {},
}: Account = {}): Snapshot {
  const secrets = [oauth2, apikey].flatMap((all) => ("value" in all ? all.value : [])).concat(WALLET);
  const managed = secrets.map((one) => secretArn(`bedrock-agentcore-identity!default/${kindOf(one)}/${one.name}`));
  const nobody = { value: [] };
  return {
    format: SNAPSHOT_FORMAT,
    takenAt: "2026-11-28T00:00:00.000Z",
    accounts: [
      {
        id: ACCOUNT,
        partition: "aws",
        identities: { value: { roles, users: [], groups: [], policies: {} } },
        organization: { value: null },
        regions: [
          {
            region: REGION,
            providers: { oauth2, apikey, payment: { value: [WALLET] } },
            tokenVault: { value: {} },
            workloadIdentities: { value: [] },
            listed: {
              value: [
                { arn: GOOGLE_SECRET, name: "google-oauth", keyId: KEY, tags: {} },
                { arn: WEATHER_SECRET, name: "weather", tags: {} },
                { arn: secretArn("going"), name: "going", deletedDate: "2026-12-01T00:00:00.000Z", tags: {} },
                { arn: secretArn("aliased"), name: "aliased", keyId: "alias/team", tags: {} },
                ...managed.map((arn) => ({
                  arn,
                  name: arn.slice(arn.indexOf("secret:") + 7, -7),
                  owningService: "bedrock-agentcore-identity",
                  tags: {},
                })),
              ],
            },
            consumers: {
              gatewayTarget: { value: [target(`${VAULT}/oauth2credentialprovider/google`)] },
              harness: denied("bedrock-agentcore:ListHarnesses", `account ${ACCOUNT}, ${REGION}`),
              consentPortal: nobody,
              paymentConnector: nobody,
              registryRecord: nobody,
            },
            ...region,
          },
        ],
        secrets: managed.map((id) => ({
          id,
          region: REGION,
          description: { value: { arn: id, name: "kept", versions: {}, replicas: [], tags: {} } },
          policy: { value: null },
        })),
        keys: [],
      },
    ],
  };
}

const kindOf = ({ arn }: ProviderSnapshot): string =>
  /\/(oauth2|apikey|payment)credentialprovider\//.exec(arn)?.[1] ?? "";
