import { viaServiceNames } from "./arn";
import type { Statement } from "./policy";
import { SID_PREFIX, sortedUnique } from "./policy";
import type { BesideUse } from "./reader-kind";
import type { Place, ProviderKind } from "./vault";
import { PROVIDER_KINDS, providerArn, tokenVaultArn, workloadIdentityArn, workloadIdentityDirectoryArn } from "./vault";

/** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html */
export const SERVICE_PRINCIPAL = "bedrock-agentcore.amazonaws.com";

export const READ_SECRET = "secretsmanager:GetSecretValue";
export const DESCRIBE_SECRET = "secretsmanager:DescribeSecret";

/**
 * Identity policy: the statements of one provider, with Sids that no other provider's have, so that a role's documents can
 * be put together.
 *
 * @param mark letters and digits that stand for the provider
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export const ofProvider = (mark: string, statements: readonly Statement[]): Statement[] =>
  statements.map((statement) => ({ ...statement, Sid: `${statement.Sid}Of${mark}` }));

/** Through which workload identities a reader obtains credentials, and what else its kind does. */
export interface Using {
  /** The vault. */
  readonly place: Place;
  readonly kind: ProviderKind;
  /** Names; one may stand for many. */
  readonly workloadIdentities: readonly string[];
  readonly workloadIdentityArns?: readonly string[];
  /** What else the reader does, beside obtaining the credential: all of it is about the same resources. */
  readonly beside?: readonly BesideUse[];
}

/**
 * Identity policy: obtain a credential from providers of a kind. AgentCore asks for the vault, the provider, the workload
 * identity directory and the workload identity, all four. What a kind of reader does beside it is asked for some of the
 * four and for nothing else, so one statement gives it and no more.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html
 */
export function useProviders(
  { place, kind, workloadIdentities, workloadIdentityArns = [], beside = [] }: Using,
  names: readonly string[],
): Statement {
  const use = `bedrock-agentcore:${PROVIDER_KINDS[kind].use}`;
  return {
    Sid: `${SID_PREFIX}Use`,
    Effect: "Allow",
    Action: beside.length > 0 ? sortedUnique([use, ...beside.map(({ action }) => action)]) : use,
    Resource: [
      tokenVaultArn(place),
      ...names.map((name) => providerArn(place, kind, name)),
      workloadIdentityDirectoryArn(place),
      ...sortedUnique(workloadIdentities).map((identity) => workloadIdentityArn(place, identity)),
      ...sortedUnique(workloadIdentityArns),
    ],
  };
}

/**
 * Identity policy: read these secrets and no other. `describe` is for the deployer, which AgentCore also asks for
 * `DescribeSecret` when it creates or updates a provider.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
 */
export function readSecrets(secretArns: readonly string[], { describe = false } = {}): Statement {
  return {
    Sid: `${SID_PREFIX}ReadSecret`,
    Effect: "Allow",
    Action: describe ? [DESCRIBE_SECRET, READ_SECRET] : READ_SECRET,
    Resource: sortedUnique(secretArns),
  };
}

/** A secret and the customer managed key that encrypts it. */
export interface EncryptedSecret {
  readonly secretArn: string;
  readonly keyArn: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * Identity policy: decrypt with the secret's key, only when Secrets Manager asks and only for this secret.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export const decryptSecret = (secret: EncryptedSecret, sid = `${SID_PREFIX}Decrypt`): Statement =>
  decryptWith(secret, secret.secretArn, sid);

/** Identity policy: decrypt with one key, only for these secrets. */
export function decryptWith(
  { keyArn, region, partition }: Omit<EncryptedSecret, "secretArn">,
  secretArn: string | readonly string[],
  sid = `${SID_PREFIX}Decrypt`,
): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: "kms:Decrypt",
    Resource: [keyArn],
    Condition: secretContext(secretArn, {
      "kms:ViaService": viaServiceNames("secretsmanager", region, partition),
    }),
  };
}

/** The suffix of a secret that is not there yet: see `secretArnsNamed`. */
const OPEN_SUFFIX = "-??????";

/** That the key is used for these secrets; of one that is not there yet, for what will have its name. */
export const secretContext = (
  secretArn: string | readonly string[],
  others: Readonly<Record<string, string | readonly string[]>>,
): NonNullable<Statement["Condition"]> => {
  const context = { "kms:EncryptionContext:SecretARN": secretArn };
  const isOpen = typeof secretArn === "string" && secretArn.endsWith(OPEN_SUFFIX);
  return isOpen ? { StringEquals: others, StringLike: context } : { StringEquals: { ...others, ...context } };
};

/** Identity policy: decrypt each of these secrets. One needs no number in its Sid. */
export const decryptSecrets = (secrets: readonly EncryptedSecret[]): Statement[] =>
  secrets.map((secret, index) => decryptSecret(secret, `${SID_PREFIX}Decrypt${secrets.length > 1 ? index + 1 : ""}`));

/**
 * Identity policy: let AgentCore Identity sign client assertions with a private key that stays in KMS.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/private-key-jwt.html
 */
export function signAssertion(
  keyArn: string,
  place: Place,
  actions: readonly string[],
  sid = `${SID_PREFIX}Sign`,
): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: sortedUnique(actions),
    Resource: [keyArn],
    Condition: throughIdentity(place),
  };
}

/** What gives a role a token by which it proves who it is, and the condition key that names to whom. */
export const [IDENTIFY, TOKEN_AUDIENCE_KEY] = ["sts:GetWebIdentityToken", "sts:IdentityTokenAudience"] as const;

/**
 * Identity policy: prove to these audiences, and to no other, who one is. The action knows no resources.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
export const identifyTo = (audiences: readonly string[]): Statement => ({
  Sid: `${SID_PREFIX}Identify`,
  Effect: "Allow",
  Action: IDENTIFY,
  Resource: "*",
  // Without the second a request that names none would match, too.
  Condition: {
    "ForAllValues:StringEquals": { [TOKEN_AUDIENCE_KEY]: audiences },
    Null: { [TOKEN_AUDIENCE_KEY]: "false" },
  },
});

/** What a reader needs on the signing key, at run time. */
export const SIGN_AT_RUN_TIME = ["kms:DescribeKey", "kms:Sign"] as const;

/** What the deployer needs on the signing key, when a provider is created or updated. */
export const SIGN_AT_DEPLOYMENT = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"] as const;

/** Secret policy: these roles may read. In a secret policy `*` means the secret itself. */
export function readersOfSecret(roleArns: readonly string[]): Statement {
  return {
    Sid: `${SID_PREFIX}Readers`,
    Effect: "Allow",
    Principal: { AWS: sortedUnique(roleArns) },
    Action: READ_SECRET,
    Resource: "*",
  };
}

/** Secret policy: these roles may read when they create or update a provider. */
export function deployersOfSecret(roleArns: readonly string[]): Statement {
  return {
    Sid: `${SID_PREFIX}Deployers`,
    Effect: "Allow",
    Principal: { AWS: sortedUnique(roleArns) },
    Action: [DESCRIBE_SECRET, READ_SECRET],
    Resource: "*",
  };
}

/**
 * Secret policy: the service principal, only on behalf of these accounts, and only where a team asks for it. AWS's
 * announcement does, but roles are what is checked: in the field the read was denied to a role while the service principal
 * was allowed it, and AWS's later text gives the read to a role. It never stands alone.
 *
 * @see https://aws.amazon.com/blogs/machine-learning/reference-your-own-aws-secrets-manager-secrets-in-amazon-bedrock-agentcore-identity/
 * @see https://aws.amazon.com/blogs/machine-learning/manage-end-user-oauth-consent-for-ai-agents-with-amazon-bedrock-agentcore/
 */
export function serviceReadsSecret(accounts: readonly string[]): Statement {
  return {
    Sid: `${SID_PREFIX}Service`,
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPAL },
    Action: READ_SECRET,
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": sortedUnique(accounts) } },
  };
}

/**
 * Key policy of a secret's key: these roles may decrypt this secret, when Secrets Manager asks.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function readersOfKey(roleArns: readonly string[], secret: EncryptedSecret): Statement {
  const { Sid: _sid, Resource: _resource, ...decrypt } = decryptSecret(secret);
  return { Sid: `${SID_PREFIX}Decrypt`, ...decrypt, Principal: { AWS: sortedUnique(roleArns) }, Resource: "*" };
}

/**
 * Key policy of the token vault's key: these roles may store and fetch tokens, through AgentCore Identity only.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/kms-key-policy-configuration.html
 */
export function useTokenVaultKey(place: Place, roleArns: readonly string[], number: number | "" = ""): Statement {
  return {
    Sid: `${SID_PREFIX}TokenVault${number}`,
    Effect: "Allow",
    Principal: { AWS: sortedUnique(roleArns) },
    Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"],
    Resource: "*",
    Condition: {
      ...throughIdentity(place),
      ArnEquals: {
        "kms:EncryptionContext:aws-crypto-ec:aws:bedrock-agentcore-identity:token-vault-arn": tokenVaultArn(place),
      },
    },
  };
}

/**
 * Key policy of the token vault's key: these roles may describe it. A statement of its own, because `DescribeKey` has no
 * encryption context: a condition on it would never be met.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
 */
export function describeTokenVaultKey(place: Omit<Place, "account">, roleArns: readonly string[]): Statement {
  return {
    Sid: `${SID_PREFIX}TokenVaultDescribe`,
    Effect: "Allow",
    Principal: { AWS: sortedUnique(roleArns) },
    Action: "kms:DescribeKey",
    Resource: "*",
    Condition: throughIdentity(place),
  };
}

const throughIdentity = ({ region, partition }: Omit<Place, "account">) => ({
  StringEquals: { "kms:ViaService": viaServiceNames("bedrock-agentcore-identity", region, partition) },
});
