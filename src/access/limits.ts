/** Limits of policies and programs, each once, with the page it comes from. What an input may be says its rule: see rules/. */

/** What the console accepts. @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-add-oauth-client-custom.html */
export const PROVIDER_NAME_CONSOLE_LENGTH = 50;

/**
 * Of a secret's resource policy. The page says characters; there are never fewer bytes than those.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
export const SECRET_POLICY_BYTES = 20_480;

/** Of a key policy. @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-format */
export const KEY_POLICY_BYTES = 32_768;

/** Where the two limits above are written. */
export const POLICY_LIMIT_PAGES = {
  secret: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html",
  key: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-format",
} as const;

/**
 * Characters, white space not counted, of all inline policies of a role together.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const INLINE_POLICY_CHARACTERS = 10_240;

/**
 * Characters of an inline policy's name, and of what the AWS provider puts behind a prefix of it.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/role_policy.go
 */
export const INLINE_POLICY_NAME = { length: 128, suffix: 26 } as const;

/**
 * Of one managed policy, white space not counted.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MANAGED_POLICY_CHARACTERS = 6_144;

/**
 * Managed policies that a role may have, unless its account has a higher quota.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MANAGED_POLICIES_OF_ROLE = 10;

/**
 * Versions of one managed policy.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MANAGED_POLICY_VERSIONS = 5;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const MANAGED_POLICY_NAME_LENGTH = 128;

/** How long the bridge's program may take. @see docs/bridge-runner.md */
export const LONGEST_BRIDGE_SECONDS = 3600;
