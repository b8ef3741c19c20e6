/** What a program imports in any case, and the bindings that the package imports. */
export const BINDINGS = [
  "cdktf",
  "constructs",
  ...[
    "provider",
    "bedrockagentcore-api-key-credential-provider",
    "bedrockagentcore-oauth2-credential-provider",
    "bedrockagentcore-token-vault-cmk",
    "data-aws-region",
    "data-aws-secretsmanager-secret",
    "iam-role-policy",
    "kms-grant",
    "secretsmanager-secret-policy",
  ].map((name) => `@cdktf/provider-aws/lib/${name}`),
];
