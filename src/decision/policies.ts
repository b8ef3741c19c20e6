import type { KmsGrant } from "./grant";
import type { CompiledPolicy } from "./policy";
import type { Accounts } from "./request";

/** Everything that may decide a request. Policies are compiled by `compilePolicy`. */
export interface Policies {
  /**
   * All policies attached to the principal, directly or by a group. Left out: not known. An empty list: none. Not asked
   * for services, identity providers, root users and anonymous requests.
   */
  readonly identityPolicies?: readonly CompiledPolicy[];
  /** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
  readonly permissionsBoundary?: CompiledPolicy;
  /**
   * Policies passed when the session was made. Left out or empty: none.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
   */
  readonly sessionPolicies?: readonly CompiledPolicy[];
  /**
   * SCPs of the principal's account, one list for each level from the organization's root to the account: every level
   * must allow. Left out: none apply.
   *
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
   */
  readonly serviceControlPolicies?: readonly (readonly CompiledPolicy[])[];
  /**
   * RCPs of the resource's account, of all levels. `RCPFullAWSAccess` is always attached and may be left out.
   *
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
   */
  readonly resourceControlPolicies?: readonly CompiledPolicy[];
  /** Secret policy or key policy. Left out: none, but for a KMS key, which always has one: not known. */
  readonly resourcePolicy?: CompiledPolicy;
  /** Grants on the KMS key. */
  readonly grants?: readonly KmsGrant[];
  readonly accounts?: Accounts;
}
