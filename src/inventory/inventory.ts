import type { ProviderKind } from "../access/vault";
import type { ConsumerKind } from "../live/snapshot";
import type { CellVerdict } from "../proof/proof";

/** By this a kept inventory is known. What is more in a later version stands beside this; a change has another number. */
export const INVENTORY_FORMAT = "agentcore-identity/inventory/1";

/** Which credential provider uses which secret, who reads, who uses it, and what nobody uses any more. */
export interface Inventory {
  readonly format: typeof INVENTORY_FORMAT;
  /** When the accounts were read. Ages count up to it. */
  readonly takenAt: string;
  readonly accounts: readonly { readonly id: string; readonly alias?: string; readonly regions: readonly string[] }[];
  readonly providers: readonly InventoryProvider[];
  readonly orphans: readonly Orphan[];
  readonly unknowns: readonly Gap[];
  /** ARNs of secrets whose value was asked for, for the names in it. Left out: nobody wanted that. */
  readonly valueReads?: readonly string[];
}

/** Something that was not read, so that a part of the inventory is open. */
export interface Gap {
  /** What is not known, and of what. */
  readonly subject: string;
  readonly what: string;
  readonly why: string;
  /** The IAM action that is denied. Left out: no permission is missing, or AWS would tell it to nobody. */
  readonly missing?: string;
}

export interface InventoryProvider {
  readonly arn: string;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly account: string;
  readonly region: string;
  readonly vendor?: string;
  readonly status?: string;
  readonly failureReason?: string;
  readonly callbackUrl?: string;
  readonly createdTime?: string;
  readonly lastUpdatedTime?: string;
  /** Whole days since it was created. */
  readonly ageDays?: number;
  readonly secrets: readonly InventorySecret[];
  readonly consumers: readonly InventoryConsumer[];
}

/** One secret of a provider. */
export interface InventorySecret {
  /** `clientSecret`, `apiKey`, `walletSecret` and so on. */
  readonly member: string;
  readonly source: "EXTERNAL" | "MANAGED";
  /** The ARN, or what the provider calls it where nothing tells the ARN. */
  readonly secret: string;
  readonly jsonKey?: string;
  /** Left out: `aws/secretsmanager`, or not known. */
  readonly keyId?: string;
  readonly createdDate?: string;
  readonly lastChangedDate?: string;
  /** The day on which somebody read it last, as AWS tells it: of each Region by itself. Left out: nobody, or not known. */
  readonly lastAccessedDate?: string;
  /** Whole days since it was created. */
  readonly ageDays?: number;
  /** Set: it waits for its deletion, and nobody can read it. */
  readonly deletedDate?: string;
  readonly rotation: Rotation;
  readonly readers: readonly InventoryReader[];
  /** For a MANAGED one: secrets of the team that may be the same credential, the likeliest first. */
  readonly candidates: readonly Candidate[];
}

/**
 * - `on`, `off`
 * - `overdue`: the next one lies in the past, so it fails
 * - `stuck`: a version waits as AWSPENDING beside the current one
 * - `managed`: AgentCore owns the secret
 */
export interface Rotation {
  readonly state: "managed" | "off" | "on" | "overdue" | "stuck" | "unknown";
  readonly every?: string;
  readonly lastRotatedDate?: string;
  readonly nextRotationDate?: string;
}

/** Somebody who may come to the value. */
export interface InventoryReader {
  readonly principal: string;
  /** Reading and decrypting together, as `check` decides them. */
  readonly reads: Exclude<CellVerdict, "denied">;
  /** Whether it may use the provider, too; if not, it reads the secret itself. */
  readonly uses: CellVerdict;
  /** Names of the agent runtimes that run as this role. Left out: there is none, or it is not known. */
  readonly runtimes?: readonly string[];
}

export interface InventoryConsumer {
  readonly kind: ConsumerKind;
  readonly id: string;
  readonly arn: string;
  readonly name?: string;
  readonly status?: string;
  /** The role in whose name it uses the provider. */
  readonly roleArn?: string;
}

export interface Candidate {
  readonly secret: string;
  readonly name: string;
  /** What speaks for it, the strongest first. */
  readonly because: readonly string[];
  /** The names in its JSON object. Left out: nobody asked, it is none, or they are not known. */
  readonly jsonKeys?: readonly string[];
}

/**
 * - `managedSecret`: AgentCore made it for a provider that is gone
 * - `secretStatement`, `keyStatement`: a statement of this package for a secret that no provider references
 * - `grant`: a KMS grant for such a secret
 * - `goneRole`: a grant or statement for a role that is gone
 */
export interface Orphan {
  readonly kind: "goneRole" | "grant" | "keyStatement" | "managedSecret" | "secretStatement";
  /** The ARN of what it is about: the secret, or the key. */
  readonly subject: string;
  /** The Sid of the statement, or the name or ID of the grant. */
  readonly id?: string;
  /** A sentence. */
  readonly text: string;
}
