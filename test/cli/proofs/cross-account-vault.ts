import { CrossAccountVaultStack } from "../../../examples/cross-account-vault/stack";
import type { Subject } from "../mutation";
import { check, defaultKeyPolicy, synthesized } from "../support";

const SLACK_KEY = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee";
const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";
const POLICY = "aws_iam_role_policy";
const SECRET_POLICY = "aws_secretsmanager_secret_policy";

export const crossAccountVault: Subject = {
  document: synthesized(CrossAccountVaultStack),
  check: (document) => check(document, [defaultKeyPolicy(SLACK_KEY)]),
  intended: ["terraform deployer unknown unknown unknown", "support-agent reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "the vault's secret policy names somebody",
      type: SECRET_POLICY,
      change: ["role/support-agent", "role/somebody"],
      finds: [
        "AGC001 role/support-agent: role/support-agent needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:shared/slack-a1B2c3 in the secret policy. Statement AgentCoreIdentityReaders of secret policy would allow it, but its Principal is another. Statement AgentCoreIdentityDeployers of secret policy would allow it, but its Principal is another.",
        "AGC021 role/somebody: The secret policy lets it in. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 111122223333 may have. It cannot decrypt: role/somebody needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant aws_kms_grant.SlackSecret_Decrypt-default-support-agent_24963AEF would allow it, but its grantee principal is another. Grant aws_kms_grant.SlackSecret_Decrypt-default-terraform_FB108DDB would allow it, but its grantee principal is another.",
      ],
    },
    {
      way: "another account",
      what: "the vault's secret policy names a role of a third account",
      type: SECRET_POLICY,
      change: ["111122223333:role/support-agent", "999988887777:role/support-agent"],
      finds: [
        "AGC001 role/support-agent: role/support-agent needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:shared/slack-a1B2c3 in the secret policy. Statement AgentCoreIdentityReaders of secret policy would allow it, but its Principal is another. Statement AgentCoreIdentityDeployers of secret policy would allow it, but its Principal is another.",
        "AGC021 arn:aws:iam::999988887777:role/support-agent: The secret policy lets it in. Allowed by statement AgentCoreIdentityReaders of the secret policy and statement 0 of the policies that account 999988887777 may have. It cannot decrypt: arn:aws:iam::999988887777:role/support-agent needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant aws_kms_grant.SlackSecret_Decrypt-default-support-agent_24963AEF would allow it, but its grantee principal is another. Grant aws_kms_grant.SlackSecret_Decrypt-default-terraform_FB108DDB would allow it, but its grantee principal is another.",
      ],
    },
    {
      way: "another secret",
      what: "support-agent may read another secret",
      type: POLICY,
      change: [/(?<="Resource":\["[^"]*)slack-a1B2c3/g, "slack-zzzzzz"],
      finds: [
        "AGC001 role/support-agent: role/support-agent needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:shared/slack-a1B2c3 in its identity policy. Statement AgentCoreIdentityReadSecretOffdb680a4 of inline policy AgentCoreIdentity-us-east-1-oauth2-slack-… of support-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another secret",
      what: "the grant is for another secret",
      type: "aws_kms_grant",
      at: "support-agent",
      change: ["slack-a1B2c3", "slack-zzzzzz"],
      finds: [
        "AGC008 role/support-agent: role/support-agent needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant aws_kms_grant.SlackSecret_Decrypt-default-support-agent_24963AEF would allow it, but the encryption context does not meet its constraints. Grant aws_kms_grant.SlackSecret_Decrypt-default-terraform_FB108DDB would allow it, but its grantee principal is another.",
      ],
    },
    {
      way: "another Region",
      what: "the provider references a secret of another Region",
      type: OAUTH2,
      change: [/(?<=^arn.*):us-east-1:/, ":us-west-2:"],
      finds: [
        "AGC001 role/terraform: AgentCore Identity reads no secret of another Region: us-west-2:444455556666:secret:shared/slack-a1B2c3 is in us-west-2, the provider in us-east-1.",
        "AGC001 role/support-agent: AgentCore Identity reads no secret of another Region: us-west-2:444455556666:secret:shared/slack-a1B2c3 is in us-west-2, the provider in us-east-1.",
        "AGC008 role/terraform: us-west-2:444455556666:secret:shared/slack-a1B2c3 is encrypted with the AWS managed key, which account 111122223333 cannot use.",
        "AGC008 role/support-agent: us-west-2:444455556666:secret:shared/slack-a1B2c3 is encrypted with the AWS managed key, which account 111122223333 cannot use.",
        "AGC009 us-west-2:444455556666:secret:shared/slack-a1B2c3: The secret is in us-west-2, the provider in us-east-1.",
      ],
    },
    {
      way: "a missing condition",
      what: "support-agent may decrypt everything with the vault's key",
      type: POLICY,
      change: [/,"Condition":\{"StringEquals":\{"kms:ViaService"[^}]*\}\}/g, ""],
      finds: [
        "AGC019 role/support-agent: statement AgentCoreIdentityDecryptOffdb680a4 of the inline policy AgentCoreIdentity-us-east-1-oauth2-slack-… of support-agent lets role/support-agent decrypt with us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee without asking Secrets Manager.",
      ],
    },
    {
      way: "the wrong service",
      what: "the vault's secret policy lets the readers read parameters",
      type: SECRET_POLICY,
      change: [/(?<=}Readers\$.*?)secretsmanager:GetSecretValue(?=.*}Deployers\$)/g, "ssm:GetParameter"],
      finds: [
        "AGC001 role/support-agent: role/support-agent needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:shared/slack-a1B2c3 in the secret policy. Statement AgentCoreIdentityDeployers of secret policy would allow it, but its Principal is another.",
      ],
    },
  ],
};
