import { OWNER_TAG, ownerSidPrefix, ownerSidSuffix } from "../../../src/access/statement-owner";
import type { ProviderKind } from "../../../src/access/vault";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import type { Input } from "./runs";

export const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
export const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const ROLE_ARN = "arn:aws:iam::111122223333:role/agents/runtime";
const OTHER_ROLE_ARN = "arn:aws:iam::111122223333:role/agents/gateway";

/** A value that must never be seen anywhere. */
export const CANARY = "canary-5f3a9c71-never-shown";

export const OWNER = "stack/google-maps";
const marked = (tags: Record<string, string>) => ({ ...tags, [OWNER_TAG]: OWNER });

const reference = (jsonKey: string) => ({ secretId: SECRET_ARN, jsonKey });

/** Foreign statements, written so that no serializer would write them again in the same bytes. */
export const FOREIGN_SECRET_POLICY = `{ "Version":"2012-10-17",\n  "Id" : "team\\u0041",\n  "Statement": [ {"Sid":"Foreign one","Effect":"Deny" , "Principal":"*","Action":["secretsmanager:*"],"Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}\n ] }`;
export const FOREIGN_KEY_POLICY = `{ "Version":"2012-10-17",\n  "Statement": [ {"Sid":"Enable IAM","Effect":"Allow" , "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}\n ] }`;

/** One object that the runner can make, and how a test looks at it. */
export interface Subject {
  readonly input: Input;
  /** Another content of the same object. */
  readonly changed: Input;
  /** The object's content in the sandbox; undefined if it is not there. */
  readonly look: (sandbox: Sandbox) => unknown;
  /** What `look` gives after `input` was applied, and after `changed` was. */
  readonly content: unknown;
  readonly changedContent: unknown;
  readonly operations: {
    readonly get: string;
    readonly create: string;
    readonly update: string;
    readonly remove: string;
  };
}

const lookAtProvider =
  (kind: ProviderKind, name: string) =>
  (sandbox: Sandbox): unknown => {
    const provider = sandbox.providers.list(kind).find((one) => one.name === name);
    if (!provider) return undefined;
    const { $member: _member, ...config } = provider.config;
    return {
      config,
      tags: provider.tags,
      secrets: Object.fromEntries(
        Object.entries(provider.secrets).map(([secret, { source, jsonKey }]) => [secret, `${source} ${jsonKey ?? ""}`]),
      ),
    };
  };

const operations = (entity: string): Subject["operations"] => ({
  get: `Get${entity}`,
  create: `Create${entity}`,
  update: `Update${entity}`,
  remove: `Delete${entity}`,
});

const google = (clientId: string, jsonKey: string, tags: Record<string, string>): Input => ({
  kind: "oauth2",
  name: "google-maps",
  owner: OWNER,
  credentialProviderVendor: "GoogleOauth2",
  oauth2ProviderConfigInput: { googleOauth2ProviderConfig: { clientId, clientSecretConfig: reference(jsonKey) } },
  tags,
});
const weather = (jsonKey: string, tags: Record<string, string>): Input => ({
  kind: "apikey",
  name: "weather",
  owner: OWNER,
  apiKeySecretConfig: reference(jsonKey),
  tags,
});
const wallet = (apiKeyId: string, jsonKey: string): Input => ({
  kind: "payment",
  name: "wallet",
  owner: OWNER,
  credentialProviderVendor: "CoinbaseCDP",
  providerConfigurationInput: {
    coinbaseCdpConfiguration: {
      apiKeyId,
      apiKeySecretConfig: reference(jsonKey),
      walletSecretConfig: reference("wallet"),
    },
  },
  tags: { team: "agents" },
});

const statement = (service: string, action: string, roles: readonly string[]) => ({
  Sid: "AgentCoreIdentityReaders",
  Effect: "Allow",
  Principal: { AWS: roles },
  Action: `${service}:${action}`,
  Resource: "*",
});
const secretStatements = (roles: readonly string[]) => [statement("secretsmanager", "GetSecretValue", roles)];
const keyStatements = (roles: readonly string[]) => [statement("kms", "Decrypt", roles)];

/** The statements of the owner, and the rest of the text with them cut out. */
function lookAtPolicy(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const [prefix, suffix] = [ownerSidPrefix({ owner: OWNER, secretArn: SECRET_ARN }), ownerSidSuffix(OWNER)];
  const { Statement } = JSON.parse(text) as { Statement: { Sid?: string }[] };
  const ours = Statement.filter(({ Sid }) => Sid?.startsWith(prefix));
  return ours.length === 0
    ? undefined
    : ours.map((one) => ({ ...one, Sid: `AgentCoreIdentity${one.Sid?.slice(prefix.length, -suffix.length)}` }));
}

/** One subject of each kind. */
export const SUBJECTS: Readonly<Record<"oauth2" | "apikey" | "payment" | "secretPolicy" | "keyPolicy", Subject>> = {
  oauth2: {
    input: google("client-1", "client_secret", { team: "agents" }),
    changed: google("client-2", "other_secret", { team: "agents", stage: "prod" }),
    look: lookAtProvider("oauth2", "google-maps"),
    content: {
      config: { clientId: "client-1" },
      tags: marked({ team: "agents" }),
      secrets: { clientSecret: "EXTERNAL client_secret" },
    },
    changedContent: {
      config: { clientId: "client-2" },
      tags: marked({ team: "agents", stage: "prod" }),
      secrets: { clientSecret: "EXTERNAL other_secret" },
    },
    operations: operations("Oauth2CredentialProvider"),
  },
  apikey: {
    input: weather("api_key", { team: "agents" }),
    changed: weather("other_key", {}),
    look: lookAtProvider("apikey", "weather"),
    content: { config: {}, tags: marked({ team: "agents" }), secrets: { apiKey: "EXTERNAL api_key" } },
    changedContent: { config: {}, tags: marked({}), secrets: { apiKey: "EXTERNAL other_key" } },
    operations: operations("ApiKeyCredentialProvider"),
  },
  payment: {
    input: wallet("key-1", "api_key"),
    changed: wallet("key-2", "other_key"),
    look: lookAtProvider("payment", "wallet"),
    content: {
      config: { apiKeyId: "key-1" },
      tags: marked({ team: "agents" }),
      secrets: { apiKeySecret: "EXTERNAL api_key", walletSecret: "EXTERNAL wallet" },
    },
    changedContent: {
      config: { apiKeyId: "key-2" },
      tags: marked({ team: "agents" }),
      secrets: { apiKeySecret: "EXTERNAL other_key", walletSecret: "EXTERNAL wallet" },
    },
    operations: operations("PaymentCredentialProvider"),
  },
  secretPolicy: {
    input: { kind: "secretPolicy", secretId: SECRET_ARN, owner: OWNER, statements: secretStatements([ROLE_ARN]) },
    changed: {
      kind: "secretPolicy",
      secretId: SECRET_ARN,
      owner: OWNER,
      statements: secretStatements([ROLE_ARN, OTHER_ROLE_ARN]),
    },
    look: (sandbox) => lookAtPolicy(sandbox.secrets.of(SECRET_ARN).policy),
    content: secretStatements([ROLE_ARN]),
    changedContent: secretStatements([ROLE_ARN, OTHER_ROLE_ARN]),
    operations: {
      get: "GetResourcePolicy",
      create: "PutResourcePolicy",
      update: "PutResourcePolicy",
      remove: "PutResourcePolicy",
    },
  },
  keyPolicy: {
    input: {
      kind: "keyPolicy",
      keyId: KEY_ARN,
      secretId: SECRET_ARN,
      owner: OWNER,
      statements: keyStatements([ROLE_ARN]),
    },
    changed: {
      kind: "keyPolicy",
      keyId: KEY_ARN,
      secretId: SECRET_ARN,
      owner: OWNER,
      statements: keyStatements([ROLE_ARN, OTHER_ROLE_ARN]),
    },
    look: (sandbox) => lookAtPolicy(sandbox.keys.of(KEY_ARN).policy),
    content: keyStatements([ROLE_ARN]),
    changedContent: keyStatements([ROLE_ARN, OTHER_ROLE_ARN]),
    operations: { get: "GetKeyPolicy", create: "PutKeyPolicy", update: "PutKeyPolicy", remove: "PutKeyPolicy" },
  },
};

/** Fills a sandbox with the secret and the key that belong to others, and makes OAuth2 take a while. */
export function furnish(sandbox: Sandbox): void {
  sandbox.secrets.add(SECRET_ARN, JSON.stringify({ client_secret: CANARY, api_key: CANARY, wallet: CANARY }), {
    policy: FOREIGN_SECRET_POLICY,
    kmsKeyId: KEY_ARN,
  });
  sandbox.keys.add(KEY_ARN, FOREIGN_KEY_POLICY);
  sandbox.providers.pendingLooks = 2;
}

/** What must hold at any time: nothing of others was touched, and nothing exists twice. */
export function expectNoHarm(sandbox: Sandbox): void {
  const foreign = (text: string): string => text.slice(text.indexOf("{"), text.lastIndexOf("\n"));
  expect(sandbox.secrets.of(SECRET_ARN).policy).toContain(foreign(FOREIGN_SECRET_POLICY));
  expect(sandbox.keys.of(KEY_ARN).policy).toContain(foreign(FOREIGN_KEY_POLICY));
  const names = sandbox.providers.list().map(({ kind, name }) => `${kind} ${name}`);
  expect(new Set(names).size).toBe(names.length);
}
