import type { ExternalSecretFromArnProps } from "cdktf-agentcore-identity";
import { ExternalSecret, KmsAccess, Reader, SecretPolicyMode } from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { VAULT_KEY_ARN, VAULT_SECRET_ARN, vaultProvider, vaultSecret } from "../support/accounts";
import { googleIn, reader, ROLE_ARN, secretIn } from "../support/fixtures";
import { allowed, only, refusals, statements, synth, tokenFor } from "../support/synth";

const FOREIGN_ROLE_ARN = "arn:aws:iam::444455556666:role/agent";
const between = `[stack/Google] secret "${VAULT_SECRET_ARN}" is in account 444455556666, but its readers are in 111122223333,`;
const noKey = `${between} and the AWS managed key aws/secretsmanager works in its own account only. Encrypt the secret with a customer managed key and give its kmsKeyArn.`;
const noProvider = `${between} so its policy and its key's grants need an AWS provider of their own. Give the ExternalSecret the provider of its account, or say policyMode: SecretPolicyMode.NONE and keyAccess: KmsAccess.NONE.`;

const grant =
  (change: Partial<ExternalSecretFromArnProps> = {}, role = reader()) =>
  (stack: TerraformStack) =>
    void googleIn(stack, ExternalSecret.fromArn(stack, "Secret", { ...vaultSecret(stack), ...change })).grantUse(role);

describe("a secret of another account, with its key and AWS provider", () => {
  const synthesized = synth(grant());

  test("is this", () => {
    expect(synthesized).toMatchSnapshot();
  });

  test("allows on the reader's side, in the reader's account and vault", () => {
    const { policy, provider } = only(synthesized, "aws_iam_role_policy");
    expect(provider).toBeUndefined();
    expect(allowed(policy)).toEqual([
      "bedrock-agentcore:GetResourceOauth2Token arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default",
      "bedrock-agentcore:GetResourceOauth2Token arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/oauth2credentialprovider/google-maps",
      "bedrock-agentcore:GetResourceOauth2Token arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default",
      "bedrock-agentcore:GetResourceOauth2Token arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default/workload-identity/*",
      `kms:Decrypt ${VAULT_KEY_ARN}`,
      `secretsmanager:GetSecretValue ${VAULT_SECRET_ARN}`,
    ]);
  });

  test("allows on the secret's side, through the secret's AWS provider", () => {
    const { policy, provider } = only(synthesized, "aws_secretsmanager_secret_policy");
    expect(provider).toBe("aws.vault");
    expect(statements(policy).map(({ Principal, Condition }) => [Principal, Condition])).toEqual([
      [{ AWS: [ROLE_ARN] }, undefined],
    ]);
    expect(only(synthesized, "aws_kms_grant")).toMatchObject({ provider: "aws.vault", grantee_principal: ROLE_ARN });
    expect(Object.values(synthesized.data?.aws_secretsmanager_secret ?? {})).toEqual([
      { arn: VAULT_SECRET_ARN, provider: "aws.vault" },
    ]);
  });
});

describe("is refused", () => {
  test("without a customer managed key", () => {
    expect(refusals(grant({ kmsKeyArn: undefined }))).toEqual([noKey]);
  });

  test("without an AWS provider for what is made there", () => {
    expect(refusals(grant({ provider: undefined }))).toEqual([noProvider]);
    expect(refusals(grant({ provider: undefined, keyAccess: KmsAccess.NONE }))).toEqual([noProvider]);
    expect(refusals(grant({ provider: undefined, policyMode: SecretPolicyMode.NONE }))).toEqual([noProvider]);
  });

  test("for both at once", () => {
    expect(refusals(grant({ kmsKeyArn: undefined, provider: undefined }))).toEqual([noKey, noProvider]);
  });
});

describe("is fine", () => {
  test("with key and AWS provider", () => {
    expect(refusals(grant())).toEqual([]);
  });

  test("without an AWS provider if nothing is made there", () => {
    expect(
      refusals(grant({ provider: undefined, policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE })),
    ).toEqual([]);
  });

  test("without key and AWS provider for a reader of the secret's own account", () => {
    const own = { kmsKeyArn: undefined, provider: undefined };
    expect(refusals(grant(own, reader(FOREIGN_ROLE_ARN)))).toEqual([]);
  });

  test("as far as the accounts are known", () => {
    const own = { kmsKeyArn: undefined, provider: undefined };
    expect(refusals(grant(own, reader(tokenFor("var.role"))))).toEqual([]);
    expect(refusals(grant(own, Reader.role(tokenFor("var.role"), { account: tokenFor("var.account") })))).toEqual([]);
    expect(refusals(grant(own, Reader.role(tokenFor("var.role"), { account: "111122223333" })))).toEqual([
      noKey,
      noProvider,
    ]);
  });
});

describe("readers of one provider", () => {
  const both = (...readers: Reader[]): string[] =>
    refusals((stack) => {
      const google = googleIn(stack, ExternalSecret.fromArn(stack, "Secret", { ...vaultSecret(stack) }));
      for (const each of readers) google.grantUse(each);
    });

  test("in two accounts are refused", () => {
    expect(both(reader(), reader(FOREIGN_ROLE_ARN))).toEqual([
      '[stack/Google] readers "111122223333, 444455556666" are in different accounts, and a role can use only the credential providers of its own. Make one credential provider in each account.',
    ]);
  });

  test("in one account, or one that is not known, are fine", () => {
    expect(both(reader(), reader("arn:aws:iam::111122223333:role/other"))).toEqual([]);
    expect(both(reader(), reader(tokenFor("var.role")))).toEqual([]);
  });
});

test("the service principal, where it is wanted, reads on behalf of each reader's account", () => {
  const synthesized = synth((stack) => {
    const provider = vaultProvider(stack);
    const secret = secretIn(stack, {
      secretArn: VAULT_SECRET_ARN,
      kmsKeyArn: VAULT_KEY_ARN,
      provider,
      servicePrincipal: true,
    });
    googleIn(stack, secret).grantUse(reader());
    googleIn(stack, secret, { provider, name: "own" }, "Own").grantUse(reader(FOREIGN_ROLE_ARN));
  });
  expect(statements(only(synthesized, "aws_secretsmanager_secret_policy").policy).at(-1)?.Condition).toEqual({
    StringEquals: { "aws:SourceAccount": ["111122223333", "444455556666"] },
  });
});
