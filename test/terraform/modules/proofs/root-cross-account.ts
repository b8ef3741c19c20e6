import { defaultKeyPolicy } from "../../../cli/support";
import type { ModuleProof } from "./given";

const KEY = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee";
const SECRET_POLICY = "aws_secretsmanager_secret_policy";

export const rootCrossAccount: ModuleProof = {
  policies: () => [defaultKeyPolicy(KEY)],
  intended: ["support-agent reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "the vault's secret policy names somebody",
      type: SECRET_POLICY,
      change: ["role/support-agent", "role/somebody"],
      finds: [
        "AGC001 role/support-agent: role/support-agent needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:shared/slack-a1B2c3 in the secret policy. Statement AgentCoreIdentityReaders of secret policy would allow it, but its Principal is another.",
        'AGC021 role/somebody: The secret policy lets it in. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 111122223333 may have. It cannot decrypt: role/somebody needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant module.vault_kms_grant.aws_kms_grant.this["support-agent"] would allow it, but its grantee principal is another.',
      ],
    },
    {
      way: "another account",
      what: "the vault's grant is for support-agent of another account",
      type: "aws_kms_grant",
      change: ["111122223333:role/support-agent", "999988887777:role/support-agent"],
      finds: [
        'AGC008 role/support-agent: role/support-agent needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant module.vault_kms_grant.aws_kms_grant.this["support-agent"] would allow it, but its grantee principal is another.',
      ],
    },
    {
      way: "another secret",
      what: "support-agent may read another secret",
      type: "aws_iam_role_policy",
      change: [/(?<="Resource":\["[^"]*)slack-a1B2c3/g, "slack-zzzzzz"],
      finds: [
        "AGC001 role/support-agent: role/support-agent needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:shared/slack-a1B2c3 in its identity policy. Statement AgentCoreIdentityReadSecretOffdb680a4 of inline policy AgentCoreIdentity-us-east-1-oauth2-slack-… of support-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the provider references the secret's replica",
      type: "aws_bedrockagentcore_oauth2_credential_provider",
      change: [/(?<=^arn.*):us-east-1:/, ":us-west-2:"],
      finds: [
        "AGC001 role/support-agent: AgentCore Identity reads no secret of another Region: us-west-2:444455556666:secret:shared/slack-a1B2c3 is in us-west-2, the provider in us-east-1.",
        "AGC008 role/support-agent: us-west-2:444455556666:secret:shared/slack-a1B2c3 is encrypted with the AWS managed key, which account 111122223333 cannot use.",
        "AGC009 us-west-2:444455556666:secret:shared/slack-a1B2c3: The secret is in us-west-2, the provider in us-east-1.",
      ],
    },
    {
      way: "a missing condition",
      what: "the vault's grant is for every secret",
      type: "aws_kms_grant",
      change: { drop: "constraints" },
      finds: [
        'AGC019 role/support-agent: Grant module.vault_kms_grant.aws_kms_grant.this["support-agent"] lets role/support-agent decrypt with us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee without the encryption context SecretARN.',
      ],
    },
    {
      way: "the wrong service",
      what: "the vault's secret policy lets readers read parameters",
      type: SECRET_POLICY,
      change: [/secretsmanager:GetSecretValue(?=[^{}]*"Principal":\{"AWS")/g, "ssm:GetParameter"],
      finds: [
        "AGC001 role/support-agent: role/support-agent needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:shared/slack-a1B2c3 in the secret policy.",
      ],
    },
  ],
};
