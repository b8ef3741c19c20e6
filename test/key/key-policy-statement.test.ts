import type { TerraformStack } from "cdktf";
import type { ExternalSecretFromArnProps } from "cdktf-agentcore-identity";
import { Deployer, KeyPolicyStatement, KmsAccess, Reader, SecretPolicyMode } from "cdktf-agentcore-identity";
import { googleIn, KEY_ARN, OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import type { Synthesized } from "../support/synth";
import { encoded, refusals, resources, synth } from "../support/synth";

/** What the bridge is told to write, for each statement of a key policy. */
const written = (synthesized: Synthesized): Record<string, unknown>[] =>
  Object.entries(resources(synthesized, "terraform_data"))
    .filter(([id]) => id.includes("Content"))
    .map(([, { provisioner }]) => {
      const [{ "local-exec": run }] = provisioner as [
        { "local-exec": { environment: { AGENTCORE_IDENTITY_BRIDGE_INPUT: string } } },
      ];
      return encoded(run.environment.AGENTCORE_IDENTITY_BRIDGE_INPUT);
    })
    .filter(({ kind }) => kind === "keyPolicy");

const readers = [Reader.role(ROLE_ARN), Deployer.role(OTHER_ROLE_ARN)];
const statement =
  (props: Partial<ExternalSecretFromArnProps> = {}, roles = readers) =>
  (stack: TerraformStack) =>
    void new KeyPolicyStatement(stack, "Statement", { secret: secretIn(stack, props), roles });

test("lets exactly its roles decrypt this secret, when Secrets Manager asks", () => {
  expect(written(synth(statement()))).toEqual([
    expect.objectContaining({
      keyId: KEY_ARN,
      secretId: SECRET_ARN,
      statements: [
        {
          Sid: "AgentCoreIdentityDecrypt",
          Effect: "Allow",
          Action: "kms:Decrypt",
          Principal: { AWS: [OTHER_ROLE_ARN, ROLE_ARN] },
          Resource: "*",
          Condition: {
            StringEquals: {
              "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
              "kms:EncryptionContext:SecretARN": SECRET_ARN,
            },
          },
        },
      ],
    }),
  ]);
});

test("is the one to which credential providers add their readers", () => {
  const synthesized = synth((stack) => {
    const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.KEY_POLICY });
    new KeyPolicyStatement(stack, "Statement", { secret, roles: [Reader.role(ROLE_ARN)] });
    googleIn(stack, secret).grantUse(Reader.role(OTHER_ROLE_ARN));
  });
  expect(written(synthesized)).toEqual([
    expect.objectContaining({
      statements: [expect.objectContaining({ Principal: { AWS: [OTHER_ROLE_ARN, ROLE_ARN] } })],
    }),
  ]);
});

describe("is refused", () => {
  test("not like this", () => {
    expect(refusals(statement())).toEqual([]);
  });

  test("without roles", () => {
    expect(refusals(statement({}, []))).toEqual([
      "[stack/Statement] roles is empty, and a statement without roles lets nobody decrypt. Name at least one role.",
    ]);
  });

  test("for a secret without a customer managed key", () => {
    expect(refusals(statement({ kmsKeyArn: undefined }))).toEqual([
      `[stack/Statement] secret "${SECRET_ARN}" has no kmsKeyArn, and AWS writes the policy of its managed key itself. Give the secret the kmsKeyArn of its customer managed key, or leave the statement out.`,
    ]);
  });

  test("with something that is no role", () => {
    expect(refusals(statement({}, [Reader.role("arn:aws:iam::111122223333:root")]))).toEqual([
      expect.stringMatching(/^\[stack\/Statement\] roleArn /),
    ]);
  });

  test("twice for one secret of one owner, not of two", () => {
    const twice = (owner?: string) => (stack: TerraformStack) => {
      statement()(stack);
      const secret = secretIn(stack, { owner }, "Again");
      new KeyPolicyStatement(stack, "Another", { secret, roles: readers });
    };
    expect(refusals(twice())).toEqual([expect.stringContaining("already, made by stack/Statement")]);
    expect(refusals(twice("another"))).toEqual([]);
  });
});
