import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { ExternalSecretFromArnProps } from "cdktf-agentcore-identity";
import type { TerraformProvider, TerraformStack } from "cdktf";

/** The vault's account is 444455556666; the readers' is 111122223333, as everywhere. */
export const VAULT_SECRET_ARN = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3";
export const VAULT_KEY_ARN = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee";

export const vaultProvider = (stack: TerraformStack): TerraformProvider =>
  new AwsProvider(stack, "Vault", { alias: "vault", region: "us-east-1" });

/** A secret of the vault account, with its key and its AWS provider. */
export const vaultSecret = (stack: TerraformStack): ExternalSecretFromArnProps => ({
  secretArn: VAULT_SECRET_ARN,
  kmsKeyArn: VAULT_KEY_ARN,
  provider: vaultProvider(stack),
});
