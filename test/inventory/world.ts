import { inventoryOf } from "../../src/inventory/collect";
import type { Inventory } from "../../src/inventory/inventory";
import type { Piece } from "../../src/live/piece";
import type {
  AccountSnapshot,
  GrantSnapshot,
  KeySnapshot,
  ListedSecret,
  ProviderSnapshot,
  RegionSnapshot,
  RoleSnapshot,
  SecretDescription,
  SecretSnapshot,
  Snapshot,
} from "../../src/live/snapshot";
import { SNAPSHOT_FORMAT } from "../../src/live/snapshot";
import { modelOf } from "../../src/live/world";
import { prove } from "../../src/proof/proof";

export const ACCOUNT = "111122223333";
export const SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:prod/google-AbCdEf`;
export const OTHER = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:prod/other-AbCdEf`;
export const KEPT = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:bedrock-agentcore-identity!default/apikey/weather-AbCdEf`;
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const AGENT = `arn:aws:iam::${ACCOUNT}:role/agent`;
export const GOOGLE = `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default/oauth2credentialprovider/google`;
export const NOW = "2026-11-28T00:00:00.000Z";

export const denied = (action: string, resource = "x"): Piece<never> => ({
  unread: { action, resource, error: "AccessDeniedException", isDenied: true },
});

export const described = (more: Partial<SecretDescription> = {}): SecretDescription => ({
  arn: SECRET,
  name: "prod/google",
  createdDate: "2026-11-18T00:00:00.000Z",
  versions: { v1: ["AWSCURRENT"] },
  replicas: [],
  tags: {},
  ...more,
});

export const secret = (arn: string, more: Partial<SecretSnapshot> = {}): SecretSnapshot => ({
  id: arn,
  region: "us-east-1",
  description: { value: described({ arn, name: arn.slice(arn.lastIndexOf(":") + 1, -7) }) },
  policy: { value: null },
  ...more,
});

export const listed = (arn: string, more: Partial<ListedSecret> = {}): ListedSecret => ({
  arn,
  name: arn.slice(arn.lastIndexOf(":") + 1, -7),
  tags: {},
  ...more,
});

export const provider = (
  name: string,
  secretId: string,
  source: "EXTERNAL" | "MANAGED" = "EXTERNAL",
): ProviderSnapshot => ({
  name,
  arn: `${GOOGLE.slice(0, GOOGLE.lastIndexOf("/"))}/${name}`,
  vendor: "GoogleOauth2",
  detail: {
    value: {
      status: "READY",
      createdTime: "2026-11-08T00:00:00.000Z",
      references: { clientSecret: { source, secretId, ...(source === "EXTERNAL" && { jsonKey: "client_secret" }) } },
      signingKeys: [],
      config: {},
    },
  },
  tags: { value: {} },
});

export const role = (arn: string, more: Partial<RoleSnapshot> = {}): RoleSnapshot => ({
  arn,
  id: "AROAAGENT",
  inline: {
    use: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["bedrock-agentcore:*", "secretsmanager:GetSecretValue"], Resource: "*" }],
    },
  },
  attached: [],
  trust: { Version: "2012-10-17", Statement: [] },
  tags: {},
  ...more,
});

export const grant = (more: Partial<GrantSnapshot> = {}): GrantSnapshot => ({
  id: "grant-1",
  grantee: AGENT,
  operations: ["Decrypt"],
  contextSubset: { SecretARN: SECRET },
  ...more,
});

const policy = (Statement: object[] = []): string => JSON.stringify({ Version: "2012-10-17", Statement });

export const key = (more: Partial<KeySnapshot> = {}): KeySnapshot => ({
  id: KEY,
  description: { value: { arn: KEY, state: "Enabled", manager: "CUSTOMER" } },
  policy: { value: policy() },
  grants: { value: [] },
  ...more,
});

/** A statement for a role, of this package or of somebody else. */
export const letting = (Principal: string, Sid = "AgentCoreIdentityReaders", Condition?: object): string =>
  policy([
    {
      Sid,
      Effect: "Allow",
      Principal: { AWS: Principal },
      Action: "secretsmanager:GetSecretValue",
      Resource: "*",
      Condition,
    },
  ]);

const none = { value: [] };

export const region = (more: Partial<RegionSnapshot> = {}): RegionSnapshot => ({
  region: "us-east-1",
  providers: { oauth2: { value: [provider("google", SECRET)] }, apikey: none, payment: none },
  tokenVault: { value: {} },
  workloadIdentities: none,
  listed: { value: [listed(SECRET)] },
  consumers: { consentPortal: none, gatewayTarget: none, harness: none, paymentConnector: none, registryRecord: none },
  ...more,
});

/** One provider, its secret and the role that reads it: nothing is wrong with it, and all is known. */
export const account = (more: Partial<AccountSnapshot> = {}): AccountSnapshot => ({
  id: ACCOUNT,
  partition: "aws",
  identities: { value: { roles: [role(AGENT)], users: [], groups: [], policies: {} } },
  organization: { value: null },
  regions: [region()],
  secrets: [secret(SECRET)],
  keys: [],
  ...more,
});

export function inventory(...accounts: AccountSnapshot[]): Inventory {
  const snapshot: Snapshot = { format: SNAPSHOT_FORMAT, takenAt: NOW, accounts };
  const model = modelOf(snapshot);
  return inventoryOf(snapshot, model, prove(model));
}
