import type { ProviderKind } from "../access/vault";
import type { Piece } from "./piece";

/** By this a snapshot is known. */
export const SNAPSHOT_FORMAT = "agentcore-identity/snapshot/1";

/** All that was read of some accounts. It holds no secret value, and can be kept, compared and checked offline. */
export interface Snapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  /** When reading began. */
  readonly takenAt: string;
  readonly accounts: readonly AccountSnapshot[];
}

export interface AccountSnapshot {
  readonly id: string;
  readonly partition: string;
  /** The name that the user gave it. */
  readonly alias?: string;
  /** Who read it: the ARN that STS gives. Left out: nobody called AWS, it is from files alone. */
  readonly caller?: string;
  readonly identities: Piece<IdentitiesSnapshot>;
  readonly organization: Piece<OrganizationSnapshot | null>;
  /** What the organization lets the account do. Left out where it is in none. */
  readonly limits?: Piece<LimitsSnapshot>;
  readonly regions: readonly RegionSnapshot[];
  /**
   * Secrets that providers reference, as this account may see them: its own, of whatever Region, and those of accounts
   * that were not read.
   */
  readonly secrets: readonly SecretSnapshot[];
  /** Keys that such secrets, token vaults or providers use. */
  readonly keys: readonly KeySnapshot[];
}

/** One Region of an account. */
export interface RegionSnapshot {
  readonly region: string;
  readonly providers: Readonly<Record<ProviderKind, Piece<readonly ProviderSnapshot[]>>>;
  readonly tokenVault: Piece<TokenVaultSnapshot>;
  readonly workloadIdentities: Piece<readonly WorkloadIdentitySnapshot[]>;
  /** What runs as which role. Left out: an earlier version did not ask. */
  readonly runtimes?: Piece<readonly RuntimeSnapshot[]>;
  /** All secrets by name, whoever uses them. */
  readonly listed: Piece<readonly ListedSecret[]>;
  /** Who refers to providers by ARN. Code of agents refers to them by name, which nobody can list. */
  readonly consumers: Readonly<Record<ConsumerKind, Piece<readonly ConsumerSnapshot[]>>>;
}

export type ConsumerKind = "consentPortal" | "gatewayTarget" | "harness" | "paymentConnector" | "registryRecord";

/** What uses providers in the name of a role. */
export interface ConsumerSnapshot {
  readonly id: string;
  /** Its ARN; of a gateway target that of the gateway, of a payment connector that of the payment manager. */
  readonly arn: string;
  readonly name?: string;
  readonly status?: string;
  /** What it refers to. Unread: it may refer to any. */
  readonly detail: Piece<{
    readonly providerArns: readonly string[];
    /** The role in whose name providers are used. Left out: a registry record has none, or nobody told. */
    readonly roleArn?: string;
  }>;
}

/** What ListSecrets tells of a secret. */
export interface ListedSecret {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly keyId?: string;
  readonly owningService?: string;
  readonly type?: string;
  readonly deletedDate?: string;
  readonly lastAccessedDate?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ProviderSnapshot {
  readonly name: string;
  readonly arn: string;
  readonly vendor?: string;
  readonly detail: Piece<ProviderDetail>;
  readonly tags: Piece<Readonly<Record<string, string>>>;
}

export interface ProviderDetail {
  /** `READY` and others; API key and payment providers have none. */
  readonly status?: string;
  readonly failureReason?: string;
  readonly callbackUrl?: string;
  readonly createdTime?: string;
  readonly lastUpdatedTime?: string;
  /** Its secrets, by the name of the member: `clientSecret`, `apiKey`, `walletSecret` and so on. */
  readonly references: Readonly<Record<string, ReferenceSnapshot>>;
  /** KMS keys that sign client assertions. */
  readonly signingKeys: readonly string[];
  /** The rest of its configuration as AWS gives it back: one member, named by the vendor. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface ReferenceSnapshot {
  readonly source: "EXTERNAL" | "MANAGED";
  /** As the provider names it: an ARN, or a name. */
  readonly secretId: string;
  readonly jsonKey?: string;
}

export interface TokenVaultSnapshot {
  /** The customer managed key. Left out: AWS's own. */
  readonly keyId?: string;
}

export interface WorkloadIdentitySnapshot {
  readonly name: string;
  readonly arn: string;
}

/** An agent runtime. Its code refers to providers by name, so that its role alone tells what it may use. */
export interface RuntimeSnapshot {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: Piece<string>;
}

export interface SecretSnapshot {
  /** As it is named by whoever references it, and the Region in which it was looked for. */
  readonly id: string;
  readonly region: string;
  readonly description: Piece<SecretDescription>;
  /** The text of the policy, `null` for none. */
  readonly policy: Piece<string | null>;
}

/** What DescribeSecret tells. @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
export interface SecretDescription {
  readonly arn: string;
  readonly name: string;
  /** As AWS gives it: a key's ARN or ID, or that of an alias. Left out: `aws/secretsmanager`. */
  readonly keyId?: string;
  /** The service that owns it: `bedrock-agentcore-identity` for the secret of a MANAGED provider. */
  readonly owningService?: string;
  readonly type?: string;
  readonly createdDate?: string;
  readonly lastChangedDate?: string;
  readonly lastAccessedDate?: string;
  /** When it is gone. Set: nobody can read it any more. */
  readonly deletedDate?: string;
  readonly rotation?: {
    readonly isEnabled: boolean;
    readonly lambdaArn?: string;
    readonly lastRotatedDate?: string;
    readonly nextRotationDate?: string;
    readonly afterDays?: number;
    readonly schedule?: string;
  };
  /** Staging labels by version. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  readonly primaryRegion?: string;
  readonly replicas: readonly { readonly region: string; readonly keyId?: string; readonly status?: string }[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface KeySnapshot {
  /** The ARN of the key or alias, as it is named by whoever uses it. */
  readonly id: string;
  readonly description: Piece<KeyDescription>;
  readonly policy: Piece<string>;
  readonly grants: Piece<readonly GrantSnapshot[]>;
}

export interface KeyDescription {
  readonly arn: string;
  /** `Enabled`, `Disabled`, `PendingDeletion` and others. */
  readonly state: string;
  /** `AWS` or `CUSTOMER`. */
  readonly manager?: string;
  readonly isMultiRegion?: boolean;
}

export interface GrantSnapshot {
  readonly id: string;
  readonly name?: string;
  readonly grantee: string;
  readonly operations: readonly string[];
  readonly contextEquals?: Readonly<Record<string, string>>;
  readonly contextSubset?: Readonly<Record<string, string>>;
  readonly issuingAccount?: string;
}

/** What iam:GetAccountAuthorizationDetails tells, its documents parsed. */
export interface IdentitiesSnapshot {
  readonly roles: readonly RoleSnapshot[];
  readonly users: readonly UserSnapshot[];
  readonly groups: readonly GroupSnapshot[];
  /** The default version of each managed policy that is attached or a boundary, by ARN. */
  readonly policies: Readonly<Record<string, unknown>>;
}

interface HolderSnapshot {
  readonly arn: string;
  readonly id: string;
  /** Documents by the names of the inline policies. */
  readonly inline: Readonly<Record<string, unknown>>;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
}

export interface RoleSnapshot extends HolderSnapshot {
  readonly trust: unknown;
  readonly boundary?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly lastUsedDate?: string;
}

export interface UserSnapshot extends HolderSnapshot {
  readonly boundary?: string;
  /** Names of groups. */
  readonly groups: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface GroupSnapshot extends HolderSnapshot {
  readonly name: string;
}

export interface OrganizationSnapshot {
  readonly id: string;
  readonly managementAccount: string;
}

/** Policies of the organization that reach an account. */
export interface LimitsSnapshot {
  /** From the root to the account: every level must allow. */
  readonly levels: readonly {
    /** The ID of the root, of an organizational unit, or of the account. */
    readonly target: string;
    readonly scps: readonly OrganizationPolicySnapshot[];
    readonly rcps: readonly OrganizationPolicySnapshot[];
  }[];
}

export interface OrganizationPolicySnapshot {
  readonly id: string;
  readonly name: string;
  readonly document: Piece<unknown>;
}
