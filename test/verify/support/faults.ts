import type { Snapshot } from "../../../src/live/snapshot";
import { readSecrets, readersOfSecret } from "../../../src/access/statements";
import type { Account } from "./world";
import {
  ACCOUNT,
  AGENT,
  DEPLOYER,
  document,
  FOREIGN,
  GOOGLE,
  GRANT,
  KEY,
  OTHER_KEY,
  OUR_STATEMENTS,
  READ,
  REGION,
  SECRET_POLICY,
  stateOf,
  TAGS,
  text,
  WEATHER,
} from "./world";

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };
type Change = (snapshot: Mutable<Snapshot>) => void;

/** What is planted: in the sandbox before it is read, or in the snapshot. */
export interface Planted {
  readonly plant?: (account: Account) => void;
  readonly change?: Change;
  readonly state?: object;
}

export interface Fault extends Planted {
  readonly name: string;
  /** What is said of it, and which way out stands beside. */
  readonly says: RegExp;
  readonly way: RegExp;
  /** The sound one that differs in one thing. @default - as the inputs make it */
  readonly sound?: Planted;
}

const OTHER = `arn:aws:iam::${ACCOUNT}:role/batch-job`;
const STRANGER = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:other-MnOpQr`;
const allowAll = document({ Effect: "Allow", Action: "*", Resource: "*" });
const denyRead = (resource: string, sid = "Deny"): object => ({
  Sid: sid,
  Effect: "Deny",
  Action: "secretsmanager:GetSecretValue",
  Resource: resource,
});

const point =
  (name: "google" | "weather", secretArn: string, jsonKey: string, source = "EXTERNAL") =>
  (one: Account) =>
    one.provider(name, {
      secrets: { [name === "google" ? "clientSecret" : "apiKey"]: { source, secretArn, jsonKey } },
    });

/** The description of a secret in a snapshot. */
const described =
  (arn: string, change: (description: Record<string, unknown>) => void): Change =>
  ({ accounts }) => {
    const found = accounts[0]?.secrets.find(({ id }) => id === arn)?.description;
    if (!found || !("value" in found)) throw new Error(`no ${arn}`);
    change(found.value as unknown as Record<string, unknown>);
  };

const [LATE, EARLY] = ["2001-01-01T00:00:00.000Z", "2101-01-01T00:00:00.000Z"];
const rotated = (nextRotationDate: string): Change =>
  described(GOOGLE, (one) => (one.rotation = { isEnabled: true, nextRotationDate }));
const versions = (all: Readonly<Record<string, readonly string[]>>): Change =>
  described(GOOGLE, (one) => (one.versions = all));
const replica = (status: string): Change =>
  described(GOOGLE, (one) => (one.replicas = [{ region: "eu-west-1", status }]));
const replicaState = stateOf({ replica: true });

const organization =
  (document: unknown) =>
  ({ sandbox }: Account) =>
    void sandbox.organizations.push({
      id: "o-a1b2c3d4e5",
      managementAccount: "999900001111",
      delegated: [ACCOUNT],
      parents: { [ACCOUNT]: "r-root" },
      attached: { "r-root": ["p-one"] },
      policies: [{ id: "p-one", name: "one", kind: "SERVICE_CONTROL_POLICY", document }],
    });

const keyPolicy =
  (...more: readonly object[]) =>
  ({ key }: Account) =>
    void (key.policy = text(
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
      ...more,
    ));
const denyDecrypt = (principal: string): object => ({
  Sid: "Deny",
  Effect: "Deny",
  Principal: { AWS: principal },
  Action: "kms:Decrypt",
  Resource: "*",
});

/** Each in words, with what must be said of it. */
export const FAULTS: readonly Fault[] = [
  {
    name: "the JSON key of a native provider is another",
    plant: point("google", GOOGLE, "secret"),
    says: /fails provider\.json-key oauth2\/google .* it is secret, and the inputs say client_secret/,
    way: /update-oauth2-credential-provider, or make the provider anew: terraform apply -replace=/,
  },
  {
    name: "the JSON key of a bridge's provider is another",
    plant: point("weather", WEATHER, "api_key"),
    says: /fails provider\.json-key apikey\/weather .* it is api_key, and the inputs say key/,
    way: /terraform apply -replace='terraform_data\.apikey'\. The bridge updates/,
  },
  {
    name: "the pointer was changed to another secret of the inputs",
    plant: point("google", WEATHER, "client_secret"),
    says: /fails provider\.secret oauth2\/google .*weather-GhIjKl, and the inputs say .*google-AbCdEf.*changed outside of Terraform/,
    way: /a plan shows nothing/,
  },
  {
    name: "the pointer was changed to a secret of somebody else",
    plant: (one) => {
      one.sandbox.secrets.add(STRANGER, "{}");
      point("weather", STRANGER, "key")(one);
    },
    says: /fails provider\.secret apikey\/weather .*other-MnOpQr/,
    way: /-replace/,
  },
  {
    name: "the pointer leads to a secret that is not there",
    plant: point("google", STRANGER, "client_secret"),
    says: /fails provider\.secret oauth2\/google .*other-MnOpQr/,
    way: /update-oauth2/,
  },
  {
    name: "AgentCore keeps the secret: MANAGED",
    plant: point(
      "google",
      `${GOOGLE.replace("google", "bedrock-agentcore-identity!default/oauth2/google")}`,
      "x",
      "MANAGED",
    ),
    says: /fails provider\.source .*it is MANAGED, and the inputs make it EXTERNAL/,
    way: /AWS switches no source: make the provider anew/,
  },
  {
    name: "the provider references no secret",
    plant: (one) => one.provider("google", { secrets: {} }),
    says: /fails provider\.secret oauth2\/google .*it references none/,
    way: /update-oauth2/,
  },
  {
    name: "a native provider is gone",
    plant: ({ sandbox }) => sandbox.providers.delete("oauth2", "google"),
    says: /fails provider\.exists oauth2\/google .*has none of this name/,
    way: /terraform apply/,
  },
  {
    name: "a provider of the bridge is gone",
    plant: ({ sandbox }) => sandbox.providers.delete("apikey", "weather"),
    says: /fails provider\.exists apikey\/weather .*has none of this name/,
    way: /-replace='terraform_data\.apikey'/,
  },
  {
    name: "the vendor is another",
    plant: (one) => one.provider("google", { vendor: "GithubOauth2" }),
    says: /fails provider\.vendor .*GithubOauth2, and the inputs say GoogleOauth2/,
    way: /-replace/,
  },
  {
    name: "the client ID is another",
    plant: (one) => one.provider("google", { config: { $member: "googleOauth2ProviderConfig", clientId: "client-2" } }),
    says: /fails provider\.client-id .*client-2, and the inputs say client-1/,
    way: /update-oauth2/,
  },
  {
    name: "a tag is missing",
    plant: (one) => one.provider("google", { tags: { team: "agents" } }),
    says: /fails provider\.tags .*stage is missing/,
    way: /terraform apply/,
    sound: { plant: (one) => one.provider("google", { tags: { ...TAGS, more: "theirs" } }) },
  },
  {
    name: "a tag has another value",
    plant: (one) => one.provider("google", { tags: { ...TAGS, stage: "test" } }),
    says: /fails provider\.tags .*stage is "test", and the inputs say "prod"/,
    way: /terraform apply/,
  },
  {
    name: "the owner's mark of a bridge's provider is gone",
    plant: (one) => one.provider("weather", { tags: TAGS }),
    says: /fails provider\.tags .*agentcore-identity:owner is missing/,
    way: /-replace/,
  },
  {
    name: "the provider failed",
    plant: (one) =>
      one.provider("google", { status: "UPDATE_FAILED", failureReason: "the discovery URL does not answer" }),
    says: /fails provider\.status .*UPDATE_FAILED: the discovery URL does not answer/,
    way: /Mend what AWS says/,
  },
  {
    name: "the provider is being updated",
    plant: (one) => one.provider("google", { status: "UPDATING" }),
    says: /unknown provider\.status .*UPDATING/,
    way: /again in a minute/,
  },
  {
    name: "the callback URL is another",
    plant: (one) => one.provider("google", { callbackUrl: "https://example.com/callback/2" }),
    says: /fails provider\.callback-url .*made anew/,
    way: /Register the new one at the identity provider/,
  },
  {
    name: "the secret is marked for deletion",
    plant: ({ google }) => void Object.assign(google, { isDeleted: true, deletedDate: new Date(EARLY) }),
    says: /fails secret\.deletion .*to be deleted at 2101/,
    way: /restore-secret --secret-id arn:/,
  },
  {
    name: "the secret is gone",
    plant: ({ sandbox, google }) => sandbox.secrets.remove(google),
    says: /fails secret\.exists .*google-AbCdEf .*it is gone/,
    way: /Make it again/,
  },
  {
    name: "the secret was deleted and made again",
    plant: ({ sandbox, google }) => {
      sandbox.secrets.remove(google);
      sandbox.secrets.add(GOOGLE.replace("AbCdEf", "ZzZzZz"), "{}");
    },
    says: /fails secret\.exists .*google-ZzZzZz has its name: it was deleted and made again/,
    way: /Give the inputs the new ARN/,
  },
  {
    name: "no version has AWSCURRENT",
    change: versions({ a: ["AWSPREVIOUS"] }),
    says: /fails secret\.current .*no version has AWSCURRENT/,
    way: /put-secret-value .*file:\/\//,
    sound: { change: versions({ a: ["AWSPREVIOUS"], b: ["AWSCURRENT"] }) },
  },
  {
    name: "a rotation is stuck",
    plant: ({ google }) => google.versions.begin("00000000-0000-4000-8000-00000000abcd"),
    says: /fails secret\.rotation .*has AWSPENDING and not AWSCURRENT/,
    way: /update-secret-version-stage/,
    sound: { change: versions({ a: ["AWSPREVIOUS"], b: ["AWSCURRENT", "AWSPENDING"] }) },
  },
  {
    name: "a rotation is late",
    change: rotated(LATE),
    says: /fails secret\.rotation .*it was due at 2001/,
    way: /rotate-secret/,
    sound: { change: rotated(EARLY) },
  },
  {
    name: "a rotation is off that the inputs turn on",
    state: stateOf({ rotation: true }),
    says: /fails secret\.rotation .*it is off, and aws_secretsmanager_secret_rotation\.google turns it on/,
    way: /terraform apply/,
    sound: { state: stateOf({ rotation: true }), change: rotated(EARLY) },
  },
  {
    name: "a replica failed",
    change: replica("Failed"),
    says: /fails secret\.replica .*replica in eu-west-1: Failed/,
    way: /remove-regions-from-replication/,
    sound: { change: replica("InSync") },
  },
  {
    name: "a replica is in progress",
    change: replica("InProgress"),
    says: /unknown secret\.replica .*still copying/,
    way: /again in a minute/,
    sound: { change: replica("InSync") },
  },
  {
    name: "a replica is missing",
    state: replicaState,
    says: /fails secret\.replica .*replica in eu-west-1: there is none/,
    way: /terraform apply/,
    sound: { state: replicaState, change: replica("InSync") },
  },
  {
    name: "the secret has another key",
    plant: ({ google }) => void Object.assign(google, { kmsKeyId: OTHER_KEY }),
    says: /fails secret\.key .*key\/99999999.*, and the inputs say .*key\/1234abcd/,
    way: /update-secret .*--kms-key-id arn:aws:kms/,
  },
  {
    name: "the secret has AWS's own key",
    plant: ({ google }) => void Object.assign(google, { kmsKeyId: undefined }),
    says: /fails secret\.key .*it is aws\/secretsmanager/,
    way: /update-secret/,
  },
  {
    name: "a secret has a key for which the reader has no grant",
    plant: ({ weather }) => void Object.assign(weather, { kmsKeyId: OTHER_KEY }),
    says: /fails AGC\d+ .*cannot decrypt.*runtime/i,
    way: /./,
  },
  {
    name: "the key is disabled",
    plant: ({ key }) => void (key.isDisabled = true),
    says: /fails secret\.key-state .*it is Disabled/,
    way: /kms enable-key/,
  },
  {
    name: "the key is scheduled for deletion",
    plant: ({ key }) => void (key.isPendingDeletion = true),
    says: /fails secret\.key-state .*it is PendingDeletion/,
    way: /kms cancel-key-deletion/,
  },
  {
    name: "the key is gone",
    change: ({ accounts }) => {
      const found = accounts[0]?.keys.find(({ id }) => id === KEY);
      const unread = { action: "kms:DescribeKey", resource: KEY, error: "NotFoundException", isDenied: false };
      Object.assign(found ?? {}, { description: { unread } });
    },
    says: /fails secret\.key-state .*is gone/,
    way: /--secret-string file:\/\//,
  },
  {
    name: "a statement of the secret policy was changed",
    plant: ({ google }) => void (google.policy = text(readersOfSecret([AGENT, OTHER]), SECRET_POLICY[1] as object)),
    says: /fails secret\.policy .*statement AgentCoreIdentityReaders says something else/,
    way: /terraform apply/,
    // The same, as AWS may write it: a list of one as a text.
    sound: {
      plant: ({ google }) =>
        void (google.policy = text(
          { ...readersOfSecret([AGENT]), Principal: { AWS: AGENT } },
          SECRET_POLICY[1] as object,
        )),
    },
  },
  {
    name: "the secret policy is gone",
    plant: ({ google }) => delete google.policy,
    says: /fails secret\.policy .*there is none/,
    way: /terraform apply/,
  },
  {
    name: "somebody added a statement to a policy that is the inputs'",
    plant: ({ google }) => void (google.policy = text(...SECRET_POLICY, FOREIGN)),
    says: /fails secret\.policy .*statement Theirs is none of the inputs'/,
    way: /terraform apply/,
    // Beside the statements of an owner others may stand.
    sound: {
      plant: ({ weather }) => void (weather.policy = text(FOREIGN, ...OUR_STATEMENTS, { ...FOREIGN, Sid: "More" })),
    },
  },
  {
    name: "a statement was taken from the secret policy",
    plant: ({ google }) => void (google.policy = text(SECRET_POLICY[0] as object)),
    says: /fails secret\.policy .*statement AgentCoreIdentityDeployers is not there/,
    way: /terraform apply/,
  },
  {
    name: "the owner's statement was taken from a policy of several",
    plant: ({ weather }) => void (weather.policy = text(FOREIGN)),
    says: /fails secret\.policy .*statements of agents .*is not there/,
    way: /-replace='terraform_data\.statements'/,
  },
  {
    name: "the owner's statement was changed in a policy of several",
    plant: ({ weather }) =>
      void (weather.policy = text(FOREIGN, { ...OUR_STATEMENTS[0], Principal: { AWS: [AGENT, OTHER] } })),
    says: /fails secret\.policy .*says something else/,
    way: /-replace/,
  },
  {
    name: "a grant was revoked",
    plant: ({ key }) => void (key.grants = []),
    says: /fails secret\.grant .*there is none: it was revoked or retired/,
    way: /terraform apply/,
  },
  {
    name: "a grant is for another secret",
    plant: ({ key }) =>
      void (key.grants = [{ ...GRANT, Constraints: { EncryptionContextSubset: { SecretARN: WEATHER } } }]),
    says: /fails secret\.grant .*none of 1 is what aws_kms_grant\.agent makes/,
    way: /terraform apply/,
    sound: { plant: ({ key }) => void key.grants.push({ ...GRANT, GrantId: "2".padEnd(64, "0"), Name: "more" }) },
  },
  {
    name: "a grant does not let decrypt",
    plant: ({ key }) => void (key.grants = [{ ...GRANT, Operations: ["GenerateDataKey"] }]),
    says: /fails secret\.grant .*none of 1/,
    way: /terraform apply/,
    sound: { plant: ({ key }) => void (key.grants = [{ ...GRANT, Operations: ["Decrypt", "DescribeKey"] }]) },
  },
  {
    name: "the reader's role is gone",
    plant: ({ sandbox }) => sandbox.roles.delete(AGENT),
    says: /fails role\.exists .*agents\/runtime .*no role of this ARN/,
    way: /Make it again, then terraform apply/,
  },
  {
    name: "the deployer's role is gone",
    plant: ({ sandbox }) => sandbox.roles.delete(DEPLOYER),
    says: /fails role\.exists .*role\/terraform/,
    way: /Make it again/,
  },
  {
    name: "the reader's inline policy is gone",
    plant: (one) => one.role([]),
    says: /fails AGC001 .*agents\/runtime/,
    way: /Add the permission/,
  },
  {
    name: "the reader may not use the provider any more",
    plant: (one) => one.role(READ.slice(1)),
    says: /fails AGC001 .*GetResourceOauth2Token/,
    way: /Add the permission/,
  },
  {
    name: "a boundary was added that allows nothing of it",
    plant: (one) => {
      const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
      one.sandbox.roles.managed.create(boundary, document({ Effect: "Allow", Action: "s3:*", Resource: "*" }));
      one.role(READ, { boundary });
    },
    says: /fails AGC001 .*boundary/,
    way: /Add the permission/,
    sound: {
      plant: (one) => {
        const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
        one.sandbox.roles.managed.create(boundary, allowAll);
        one.role(READ, { boundary });
      },
    },
  },
  {
    name: "a statement of the reader denies",
    plant: (one) => one.role([...READ, denyRead(GOOGLE)]),
    says: /fails AGC001 .*Denied by statement Deny of inline policy read of runtime/,
    way: /./,
    sound: { plant: (one) => one.role([...READ, denyRead(STRANGER)]) },
  },
  {
    name: "a managed policy was attached that denies",
    plant: (one) => {
      const denies = `arn:aws:iam::${ACCOUNT}:policy/denies`;
      one.sandbox.roles.managed.create(denies, document(denyRead(WEATHER)));
      one.role(READ, { attached: [denies] });
    },
    says: /fails AGC001 .*denies/,
    way: /./,
    sound: {
      plant: (one) => {
        const denies = `arn:aws:iam::${ACCOUNT}:policy/denies`;
        one.sandbox.roles.managed.create(denies, document(denyRead(STRANGER)));
        one.role(READ, { attached: [denies] });
      },
    },
  },
  {
    name: "somebody else may read a secret",
    plant: ({ sandbox }) => sandbox.iam.putRole(OTHER, { read: document(readSecrets([WEATHER])) }),
    says: /fails AGC\d+ .*batch-job/,
    way: /./,
    sound: { plant: ({ sandbox }) => sandbox.iam.putRole(OTHER, { read: document(readSecrets([STRANGER])) }) },
  },
  {
    name: "the key policy denies the reader",
    plant: keyPolicy(denyDecrypt(AGENT)),
    says: /fails AGC008 .*runtime: Denied by statement Deny of the key policy/,
    way: /./,
    sound: { plant: keyPolicy(denyDecrypt(OTHER)) },
  },
  {
    name: "an SCP denies",
    plant: organization(document({ Effect: "Allow", Action: "*", Resource: "*" }, denyRead("*"))),
    says: /fails AGC001 .*SCP/,
    way: /./,
    sound: { plant: organization(allowAll) },
  },
];
