import type { ProviderKind } from "../access/vault";

/** A version of a secret, without its value. */
export interface SecretVersion {
  readonly id: string;
  readonly labels: readonly string[];
  readonly createdDate?: Date;
}

/** A label that goes from one version to another; without `to` it is taken away. */
export interface LabelMove {
  readonly label: string;
  readonly to?: string;
  readonly from: string;
}

/** How a token is asked for: by the beginning of a user's consent, which hands out no token, or for a machine. */
export type Flow = "M2M" | "USER_FEDERATION";

export interface TokenCall {
  readonly kind: Exclude<ProviderKind, "payment">;
  readonly provider: string;
  readonly workload: string;
  /** Of an OAuth2 provider. */
  readonly flow?: Flow;
}

export interface CallMade {
  /** Whether the role may ask for its workload token itself; else whoever acts has done it. */
  readonly hasOwnToken: boolean;
}

/** Somebody with a role's permissions. */
export interface AsRole {
  /** Asks AgentCore for a credential. The answer is dropped unread. */
  call(region: string, call: TokenCall): Promise<CallMade>;
  destroy(): void;
}

/**
 * What is done in an account beyond reading what decides, each on request alone. No value of a secret and no token comes out
 * of here; what AWS refuses is thrown as the SDK throws it.
 */
export interface Hands {
  /** The names of a secret's JSON object; undefined if it is none. CloudTrail records a read without AgentCore. */
  jsonKeys(region: string, secretId: string): Promise<readonly string[] | undefined>;
  /** All versions of a secret, those without a label, too. */
  versions(region: string, secretId: string): Promise<readonly SecretVersion[]>;
  /**
   * A new version with the value of another one, under a label that nobody reads by.
   *
   * @param id of the new version: once more with the same changes nothing
   */
  copyVersion(region: string, secretId: string, copy: { from: string; id: string; label: string }): Promise<void>;
  moveLabel(region: string, secretId: string, move: LabelMove): Promise<void>;
  /** Begins a rotation as it is configured. @param id of the new version */
  rotate(region: string, secretId: string, id: string): Promise<void>;
  createWorkload(region: string, name: string): Promise<void>;
  deleteWorkload(region: string, name: string): Promise<void>;
  /** @param signal ends the calls of the role, and nothing else */
  become(roleArn: string, region: string, signal: AbortSignal): Promise<AsRole>;
}
