/**
 * Who writes the secret's resource policy.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export enum SecretPolicyMode {
  /**
   * This package owns the whole policy. Terraform refuses to overwrite a policy that holds foreign statements. Removing
   * the last grant removes the policy.
   */
  EXCLUSIVE = "EXCLUSIVE",

  /**
   * Statements are added to the policy by the bridge, and taken away again. Those of others stay as they are, byte for
   * byte.
   */
  ADDITIVE = "ADDITIVE",

  /** The policy is written elsewhere, or not needed: within one account the readers' identity policies suffice. */
  NONE = "NONE",
}

/**
 * How readers may decrypt with the customer managed key of a secret.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export enum KmsAccess {
  /** A KMS grant for each reader: Decrypt only, for this secret only. It touches no key policy. */
  GRANT = "GRANT",

  /**
   * A statement in the key policy, added by the bridge beside those of others. For accounts that forbid grants. The
   * account keeps a statement that lets it administer the key, or nothing is written.
   */
  KEY_POLICY = "KEY_POLICY",

  /** The key policy is written elsewhere; readers still get `kms:Decrypt` in their identity policy. */
  NONE = "NONE",
}

/**
 * How a reader gets its identity policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 */
export enum PolicyKind {
  /** An inline policy for each credential provider. All inline policies of a role together have 10,240 characters at most. */
  INLINE = "INLINE",

  /**
   * Managed policies, each with the statements of as many credential providers as fit into its 6,144 characters. For roles
   * with many credential providers.
   */
  MANAGED = "MANAGED",
}
