import { READERS_FORMAT } from "../../../src/access/intended-readers";
import { ownedStatements } from "../../../src/access/statement-owner";
import {
  decryptSecret,
  deployersOfSecret,
  readersOfKey,
  readersOfSecret,
  readSecrets,
  useProviders,
} from "../../../src/access/statements";
import type { Statement } from "../../../src/access/policy";
import { isProblem } from "../../../src/access/problem";
import { SdkCaller } from "../../../src/live/aws/sdk-caller";
import { readAccounts } from "../../../src/live/read";
import type { Snapshot } from "../../../src/live/snapshot";
import type { EventsRead } from "../../../src/live/read/events";
import { modelOfSnapshot } from "../../../src/cli/commands/model";
import { sourceOfState } from "../../../src/plan/from-state";
import { modelWith } from "../../../src/plan/model-with";
import { wantedIn } from "../../../src/plan/wanted";
import type { Key } from "../../../src/sandbox/kms";
import { Sandbox } from "../../../src/sandbox/sandbox";
import type { Secret } from "../../../src/sandbox/secrets";
import type { Check } from "../../../src/verify/check";
import type { Verified } from "../../../src/verify/verify";
import { verified } from "../../../src/verify/verify";

export const ACCOUNT = "111122223333";
export const REGION = "us-east-1";
export const GOOGLE = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:google-AbCdEf`;
export const WEATHER = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:weather-GhIjKl`;
export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const OTHER_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/99999999-12ab-34cd-56ef-1234567890ab`;
export const AGENT = `arn:aws:iam::${ACCOUNT}:role/agents/runtime`;
export const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/terraform`;
export const VERIFIER = `arn:aws:iam::${ACCOUNT}:role/verifier`;
export const CANARY = "canary-value-of-a-secret";

const PLACE = { partition: "aws", region: REGION, account: ACCOUNT };
const google = { secretArn: GOOGLE, keyArn: KEY, region: REGION, partition: "aws" };
export const document = (...Statement: readonly object[]): object => ({ Version: "2012-10-17", Statement });
export const text = (...statements: readonly object[]): string => JSON.stringify(document(...statements));
const numbered = (statements: readonly Statement[]): object[] =>
  statements.map((one, index) => ({ ...one, Sid: `${one.Sid}${index}` }));

export const SECRET_POLICY = [readersOfSecret([AGENT]), deployersOfSecret([DEPLOYER])];
export const WHOSE = { owner: "agents", secretArn: WEATHER };
const owned = ownedStatements(WHOSE, [readersOfSecret([AGENT])]);
export const OUR_STATEMENTS = isProblem(owned) ? [] : owned.value;
export const FOREIGN = {
  Sid: "Theirs",
  Effect: "Deny",
  Principal: "*",
  Action: "secretsmanager:DeleteSecret",
  Resource: "*",
};
export const OURS_ONLY = readersOfKey([AGENT], google);

export const READ = numbered([
  useProviders({ place: PLACE, kind: "oauth2", workloadIdentities: ["*"] }, ["google"]),
  useProviders({ place: PLACE, kind: "apikey", workloadIdentities: ["*"] }, ["weather"]),
  readSecrets([GOOGLE, WEATHER]),
]);
const DEPLOY = numbered([readSecrets([GOOGLE, WEATHER], { describe: true }), decryptSecret(google)]);
export const GRANT = {
  Name: "agent",
  KeyId: KEY,
  GranteePrincipal: AGENT,
  Operations: ["Decrypt"],
  IssuingAccount: ACCOUNT,
  CreationDate: new Date(0),
  Constraints: { EncryptionContextSubset: { SecretARN: GOOGLE } },
  GrantId: "1".padEnd(64, "0"),
};
export const TAGS = { team: "agents", stage: "prod" };
export const CALLBACK = `https://bedrock-agentcore.${REGION}.amazonaws.com/identities/oauth2/callback/00000001`;
const CONFIG = { $member: "googleOauth2ProviderConfig", clientId: "client-1.apps.googleusercontent.com" };

/** What a sandbox has when all is as the inputs make it. */
export class Account {
  public constructor(public readonly sandbox: Sandbox) {
    this.furnish();
  }

  public get google(): Secret {
    return this.sandbox.secrets.of(GOOGLE);
  }

  public get weather(): Secret {
    return this.sandbox.secrets.of(WEATHER);
  }

  public get key(): Key {
    return this.sandbox.keys.of(KEY);
  }

  /** Makes a provider anew, with something else of it. */
  public provider(name: "google" | "weather", change: Readonly<Record<string, unknown>> = {}): void {
    const { providers } = this.sandbox;
    const kind = name === "google" ? "oauth2" : "apikey";
    const found = providers.list(kind).find((one) => one.name === name);
    if (found) Object.assign(found, change);
  }

  public role(statements: readonly object[], options: Parameters<Sandbox["iam"]["putRole"]>[2] = {}): void {
    this.sandbox.iam.putRole(AGENT, statements.length === 0 ? {} : { read: document(...statements) }, options);
  }

  private furnish(): void {
    const { sandbox } = this;
    const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
    const decides = text({ Effect: "Allow", Principal: root, Action: "kms:*", Resource: "*" });
    for (const arn of [KEY, OTHER_KEY]) sandbox.keys.add(arn, decides);
    this.key.grants.push(GRANT);
    sandbox.secrets.add(GOOGLE, JSON.stringify({ client_secret: CANARY }), {
      kmsKeyId: KEY,
      policy: text(...SECRET_POLICY),
    });
    sandbox.secrets.add(WEATHER, JSON.stringify({ key: CANARY }), { policy: text(FOREIGN, ...OUR_STATEMENTS) });
    this.role(READ);
    sandbox.iam.putRole(DEPLOYER, { deploy: document(...DEPLOY) });
    sandbox.providers.create("oauth2", "google", "GoogleOauth2", {
      config: CONFIG,
      secrets: { clientSecret: { source: "EXTERNAL", secretArn: GOOGLE, jsonKey: "client_secret" } },
      tags: TAGS,
    });
    sandbox.providers.create("apikey", "weather", "", {
      config: {},
      secrets: { apiKey: { source: "EXTERNAL", secretArn: WEATHER, jsonKey: "key" } },
      tags: { ...TAGS, "agentcore-identity:owner": "agents" },
    });
  }
}

const resource = (type: string, name: string, values: object): object => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
  provider_name: "registry.terraform.io/hashicorp/aws",
  values,
});

/** The statement of who should read, as the modules' output has it. */
export const STATED = {
  format: READERS_FORMAT,
  providers: {
    "oauth2/google": { readers: [AGENT], deployers: [DEPLOYER] },
    "apikey/weather": { readers: [AGENT], deployers: [DEPLOYER] },
  },
};

/** The state of the program that made it: a native provider, and one of the bridge. */
export const stateOf = ({ rotation = false, replica = false, stated = STATED as object | undefined } = {}) => ({
  format_version: "1.0",
  terraform_version: "1.14.0",
  values: {
    ...(stated && { outputs: { intended_readers: { sensitive: false, value: stated } } }),
    root_module: {
      resources: [
        resource("aws_bedrockagentcore_oauth2_credential_provider", "google", {
          name: "google",
          region: REGION,
          credential_provider_arn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/default/oauth2credentialprovider/google`,
          credential_provider_vendor: "GoogleOauth2",
          callback_url: CALLBACK,
          client_secret_arn: [{ secret_arn: GOOGLE }],
          tags: TAGS,
          tags_all: TAGS,
          oauth2_provider_config: [
            {
              google_oauth2_provider_config: [
                {
                  client_id: CONFIG.clientId,
                  client_secret_source: "EXTERNAL",
                  client_secret_config: [{ secret_id: GOOGLE, json_key: "client_secret" }],
                },
              ],
            },
          ],
        }),
        ...bridged("apikey", {
          kind: "apikey",
          name: "weather",
          region: REGION,
          owner: "agents",
          tags: TAGS,
          apiKeySecretConfig: { secretId: WEATHER, jsonKey: "key" },
          apiKeySecretSource: "EXTERNAL",
        }),
        ...bridged("statements", {
          kind: "secretPolicy",
          secretId: WEATHER,
          owner: "agents",
          region: REGION,
          statements: [readersOfSecret([AGENT])],
        }),
        resource("aws_secretsmanager_secret_policy", "google", { secret_arn: GOOGLE, policy: text(...SECRET_POLICY) }),
        resource("aws_secretsmanager_secret", "google", {
          arn: GOOGLE,
          id: GOOGLE,
          name: "google",
          region: REGION,
          kms_key_id: KEY,
          policy: text(...SECRET_POLICY),
          replica: replica ? [{ region: "eu-west-1", kms_key_id: "" }] : [],
        }),
        resource("aws_kms_grant", "agent", {
          key_id: KEY,
          grantee_principal: AGENT,
          operations: ["Decrypt"],
          constraints: [{ encryption_context_subset: { SecretARN: GOOGLE }, encryption_context_equals: {} }],
          region: REGION,
        }),
        ...(rotation
          ? [
              resource("aws_secretsmanager_secret_rotation", "google", {
                secret_id: GOOGLE,
                rotation_enabled: true,
                rotation_lambda_arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:rotate`,
              }),
            ]
          : []),
      ],
    },
  },
});

/** The content of an object of the bridge, and its entry. */
const bridged = (name: string, input: Readonly<Record<string, unknown>>): object[] => [
  resource("terraform_data", name, { triggers_replace: { input: JSON.stringify(input), removal: "1" } }),
];

export function callerOf(sandbox: Sandbox): SdkCaller {
  const { accessKeyId } = sandbox.principals.assume(VERIFIER, "agentcore-identity-verify");
  const credentials = () => Promise.resolve({ accessKeyId, secretAccessKey: "x" });
  return new SdkCaller({ credentials, endpoint: sandbox.endpoint });
}

/** What is read of it. */
export async function snapshotOf(sandbox: Sandbox): Promise<Snapshot> {
  const caller = callerOf(sandbox);
  try {
    return await readAccounts([{ caller, regions: [REGION] }], new Date(), undefined, [GOOGLE, WEATHER]);
  } finally {
    caller.destroy();
  }
}

/** What is found of a snapshot. */
export function verifiedBy(
  snapshot: Snapshot,
  state: object = stateOf(),
  events?: { window: string; read: readonly EventsRead[]; callers?: readonly string[] },
): Verified {
  const sources = [sourceOfState(state as Parameters<typeof sourceOfState>[0], "state.json")];
  const given = { policies: [], accounts: new Map([["", ACCOUNT]]) };
  const model = modelWith(sources, given);
  const live = { snapshot, model: modelOfSnapshot(snapshot, [], model.expected), ...(events && { events }) };
  return verified({ name: "state.json", model, wanted: wantedIn(sources, given) }, live);
}

/** `STATE id what: text`, and the way out, of all that is neither ok nor a note. */
export const bad = ({ groups }: Verified): string[] =>
  groups.flatMap(({ subject, checks }) =>
    checks
      .filter(isBad)
      .map(({ state, id, what, text: found, fix }) => `${state} ${id} ${subject} ${what}: ${found} WAY ${fix}`),
  );

const isBad = ({ state }: Check): boolean => state === "fails" || state === "unknown";

/** A sandbox that has all of it. */
export async function furnished(): Promise<Account> {
  return new Account(await Sandbox.start({ regions: ["eu-west-1"] }));
}
