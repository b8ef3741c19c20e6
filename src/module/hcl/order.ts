/** Arguments in the order of the AWS provider's documentation, which its schema does not keep. */
export const ARGUMENT_ORDER: Readonly<Record<string, readonly string[]>> = {
  aws_bedrockagentcore_oauth2_credential_provider: ["name", "credential_provider_vendor", "tags"],
  aws_bedrockagentcore_api_key_credential_provider: ["name", "api_key_secret_source", "tags"],
  aws_iam_role_policy: ["name", "role", "policy"],
  aws_secretsmanager_secret_policy: ["secret_arn", "policy", "block_public_policy"],
  aws_kms_grant: ["name", "key_id", "grantee_principal", "operations"],
};
