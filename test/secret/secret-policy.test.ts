import { withoutShown } from "../../src/terraform/shown";
import { Deployer, ExternalSecret, Reader, SecretPolicy, SecretPolicyMode } from "cdktf-agentcore-identity";
import { OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN, googleIn, reader, secretIn } from "../support/fixtures";
import { allowed, only, refusals, resolved, resources, statements, synth, tokenFor } from "../support/synth";

const POLICY = "aws_secretsmanager_secret_policy";

describe("the statements of a secret policy", () => {
  const synthesized = synth((stack) => {
    new SecretPolicy(stack, "Policy", {
      secret: secretIn(stack),
      readers: [reader()],
      deployers: [Deployer.role("arn:aws:iam::111122223333:role/terraform")],
    });
  });
  const policy = only(synthesized, POLICY).policy;

  test("are these", () => {
    expect(synthesized).toMatchSnapshot();
  });

  test("let readers read, deployers read and describe, and nobody do more", () => {
    expect(allowed(policy)).toEqual([
      "secretsmanager:DescribeSecret *",
      "secretsmanager:GetSecretValue *",
      "secretsmanager:GetSecretValue *",
    ]);
    expect(statements(policy).map(({ Principal }) => Principal)).toEqual([
      { AWS: [ROLE_ARN] },
      { AWS: ["arn:aws:iam::111122223333:role/terraform"] },
    ]);
    expect(statements(policy).map(({ Condition }) => Condition)).toEqual([undefined, undefined]);
  });
});

test("the service principal is let in on demand only, and only for the roles' account", () => {
  const synthesized = synth((stack) => googleIn(stack, secretIn(stack, { servicePrincipal: true })).grantUse(reader()));
  const written = statements(only(synthesized, POLICY).policy);
  expect(written.map(({ Principal, Condition }) => [Principal, Condition])).toEqual([
    [{ AWS: [ROLE_ARN] }, undefined],
    [{ Service: "bedrock-agentcore.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": ["111122223333"] } }],
  ]);
});

describe("SecretPolicyMode", () => {
  test("EXCLUSIVE refuses in Terraform to overwrite foreign statements, and blocks public policies", () => {
    const synthesized = synth((stack) => googleIn(stack, secretIn(stack)).grantUse(reader()));
    const { lifecycle, block_public_policy } = only(synthesized, POLICY) as {
      lifecycle: { precondition: { condition: string; error_message: string }[] };
      block_public_policy: boolean;
    };
    expect(lifecycle.precondition).toHaveLength(3);
    expect(lifecycle.precondition[0]?.condition).toContain("data.aws_secretsmanager_secret.");
    expect(lifecycle.precondition[0]?.condition).toContain('startswith(try(statement.Sid, ""), ours)');
    expect(lifecycle.precondition[0]?.error_message).toContain("SecretPolicyMode.EXCLUSIVE would delete them");
    expect(block_public_policy).toBe(true);
  });

  test("NONE makes no policy, but offers the document", () => {
    let document = "";
    const synthesized = synth((stack) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE });
      googleIn(stack, secret).grantUse(reader());
      document = resolved(stack, secret.policyDocument);
    });
    expect(resources(synthesized, POLICY)).toEqual({});
    expect(allowed(document)).toEqual(["secretsmanager:GetSecretValue *"]);
  });
});

describe("two policies of one secret", () => {
  test("are refused when both are exclusive", () => {
    const lines = refusals((stack) => {
      for (const id of ["One", "Two"])
        new SecretPolicy(stack, `${id}Policy`, { secret: secretIn(stack, {}, id), readers: [reader()] });
    });
    expect(lines).toEqual([
      `[stack/TwoPolicy] secret "${SECRET_ARN}" already has a policy, made by stack/OnePolicy; an exclusive one overwrites the other's statements. Make one ExternalSecret for the secret and share it, or say policyMode: SecretPolicyMode.ADDITIVE for both.`,
    ]);
  });

  test("are fine when only one is", () => {
    const lines = refusals((stack) => {
      new SecretPolicy(stack, "OnePolicy", { secret: secretIn(stack, {}, "One"), readers: [reader()] });
      new SecretPolicy(stack, "TwoPolicy", {
        secret: secretIn(stack, { policyMode: SecretPolicyMode.NONE }, "Two"),
        readers: [reader(OTHER_ROLE_ARN)],
      });
    });
    expect(lines).toEqual([]);
  });

  test("are one when a policy stands before a grant", () => {
    const synthesized = synth((stack) => {
      const secret = secretIn(stack);
      new SecretPolicy(stack, "Policy", { secret, readers: [reader(OTHER_ROLE_ARN)] });
      googleIn(stack, secret).grantUse(reader());
    });
    expect(statements(only(synthesized, POLICY).policy)[0]?.Principal).toEqual({ AWS: [OTHER_ROLE_ARN, ROLE_ARN] });
  });
});

test("a policy without readers is refused", () => {
  expect(refusals((stack) => void new SecretPolicy(stack, "Policy", { secret: secretIn(stack) }))).toEqual([
    "[stack/Policy] readers is empty, and a secret policy without statements is none. Name at least one reader or deployer.",
  ]);
});

test("a policy over 20,480 bytes is refused, one just below is not", () => {
  const readers = (count: number): Reader[] =>
    Array.from({ length: count }, (_, index) =>
      Reader.role(`arn:aws:iam::111122223333:role/agent-${String(index).padStart(50, "0")}`),
    );
  const withReaders = (count: number): string[] =>
    refusals((stack) => void new SecretPolicy(stack, "Policy", { secret: secretIn(stack), readers: readers(count) }));
  expect(withReaders(220)).toEqual([]);
  expect(withReaders(240)).toEqual([
    expect.stringMatching(
      /^\[stack\/Policy\] readers "240" make a secret policy of \d+ bytes, over Secrets Manager's 20480\. Share one role between readers/,
    ),
  ]);
});

test("a secret whose ARN is a token is guarded by preconditions", () => {
  const synthesized = synth((stack) => {
    const secret = ExternalSecret.fromAttributes(stack, "Secret", {
      secretArn: tokenFor("var.secret_arn"),
      region: "us-east-1",
      account: "111122223333",
    });
    googleIn(stack, secret).grantUse(reader(tokenFor("var.role_arn")));
  });
  const { lifecycle, policy } = only(synthesized, POLICY) as {
    lifecycle: { precondition: { error_message: string }[] };
    policy: string;
  };
  expect(lifecycle.precondition.map(({ error_message }) => withoutShown(error_message).split(":")[0])).toEqual([
    "The policy of ${var.secret_arn} holds statements that are not marked as those of ${local.agentcore_identity_owner}",
    'Secret ${var.secret_arn} is encrypted with ${coalesce(data.aws_secretsmanager_secret.Secret_Policy_Current_C7AE6288.kms_key_id, "alias/aws/secretsmanager")}, not with aws/secretsmanager, as without kmsKeyArn',
    'secretArn "${var.secret_arn}" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn',
    'secretArn "${var.secret_arn}" is not in the Region "us-east-1" that was given for it.',
    'secretArn "${var.secret_arn}" is not in the account "111122223333" that was given for it.',
    'roleArn "${var.role_arn}" is not the ARN of one IAM role',
  ]);
  expect(policy).toContain('"Principal" = {"AWS" = ["${var.role_arn}"]}');
});
