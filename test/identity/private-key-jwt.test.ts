import { shownAs } from "../support/words";
import type { PrivateKeyJwt } from "cdktf-agentcore-identity";
import { Deployer, DeployerPolicy, SigningAlgorithm } from "cdktf-agentcore-identity";
import { customBlockWithoutSecret, customIn, customRefusals, SIGNING_KEY_ARN } from "../support/custom";
import { reader } from "../support/fixtures";
import { ownResources, only, refusals, resolved, statements, synth, tokenFor } from "../support/synth";

const block = (jwt: Partial<PrivateKeyJwt>): unknown =>
  customBlockWithoutSecret({ privateKeyJwt: { kmsKeyArn: SIGNING_KEY_ARN, ...jwt } }).private_key_jwt_config;
const refused = (jwt: Partial<PrivateKeyJwt>): string[] =>
  customRefusals({ privateKeyJwt: { kmsKeyArn: SIGNING_KEY_ARN, ...jwt } }, false);
const claims = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`claim${index}`, "x"]));

test("a key alone signs with RS256", () => {
  expect(block({})).toEqual([
    { signing_algorithm: "RS256", private_key_source: [{ kms_key_source: [{ kms_key_arn: SIGNING_KEY_ARN }] }] },
  ]);
});

test("a key alone makes the method PRIVATE_KEY_JWT", () => {
  expect(customBlockWithoutSecret({ privateKeyJwt: { kmsKeyArn: SIGNING_KEY_ARN } })).toMatchObject({
    client_authentication_method: "PRIVATE_KEY_JWT",
  });
});

test.each(Object.values(SigningAlgorithm))("%s and claims are passed on", (signingAlgorithm) => {
  const given = {
    signingAlgorithm,
    additionalHeaderClaims: { kid: "k1" },
    additionalPayloadClaims: { aud: "https://a", "urn:x#y": "z" },
  };
  expect(block(given)).toEqual([
    {
      signing_algorithm: signingAlgorithm,
      additional_header_claims: { kid: "k1" },
      additional_payload_claims: { aud: "https://a", "urn:x#y": "z" },
      private_key_source: [{ kms_key_source: [{ kms_key_arn: SIGNING_KEY_ARN }] }],
    },
  ]);
});

describe("permissions", () => {
  const documents = { deployer: "" };
  const synthesized = synth((stack) => {
    const custom = customIn(stack, { privateKeyJwt: { kmsKeyArn: SIGNING_KEY_ARN } });
    custom.grantUse(reader());
    const deployer = Deployer.role("arn:aws:iam::111122223333:role/terraform");
    const policy = new DeployerPolicy(stack, "Deployer", { deployer, credentialProviders: [custom] });
    documents.deployer = resolved(stack, policy.policyDocument);
  });
  const sign = (policy: unknown): unknown[] =>
    statements(policy).filter(({ Action }) => [Action].flat().some((action) => action.startsWith("kms:")));
  const Condition = { StringEquals: { "kms:ViaService": "bedrock-agentcore-identity.us-east-1.amazonaws.com" } };

  test("of the reader are to sign through AgentCore Identity, and to read no secret", () => {
    const { policy } = only(synthesized, "aws_iam_role_policy");
    expect(statements(policy).map(({ Sid }) => Sid)).toEqual([
      "AgentCoreIdentityUseOfa2b51731",
      "AgentCoreIdentitySignOfa2b51731",
    ]);
    expect(sign(policy)).toEqual([
      {
        Sid: "AgentCoreIdentitySignOfa2b51731",
        Effect: "Allow",
        Action: ["kms:DescribeKey", "kms:Sign"],
        Resource: [SIGNING_KEY_ARN],
        Condition,
      },
    ]);
  });

  test("of the deployer include the public key", () => {
    expect(sign(documents.deployer)).toEqual([
      {
        Sid: "AgentCoreIdentitySign1",
        Effect: "Allow",
        Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
        Resource: [SIGNING_KEY_ARN],
        Condition,
      },
    ]);
    expect(documents.deployer).not.toContain("secretsmanager");
  });

  test("come without a secret policy or a grant: there is no secret", () => {
    expect(Object.keys(ownResources(synthesized)).sort()).toEqual([
      "aws_bedrockagentcore_oauth2_credential_provider",
      "aws_iam_role_policy",
    ]);
    expect(synthesized.check).toBeUndefined();
  });
});

describe("the key", () => {
  test("in another Region than the AWS provider's takes the credential provider there", () => {
    const kmsKeyArn = SIGNING_KEY_ARN.replace("us-east-1", "eu-west-1");
    expect(refused({ kmsKeyArn })).toEqual([]);
    expect(
      only(
        synth((stack) => void customIn(stack, { privateKeyJwt: { kmsKeyArn } })),
        "aws_bedrockagentcore_oauth2_credential_provider",
      ).region,
    ).toBe("eu-west-1");
    expect(
      only(
        synth((stack) => void customIn(stack, { privateKeyJwt: { kmsKeyArn: SIGNING_KEY_ARN } })),
        "aws_bedrockagentcore_oauth2_credential_provider",
      ).region,
    ).toBeUndefined();
  });

  test("of another account is fine", () => {
    expect(refused({ kmsKeyArn: SIGNING_KEY_ARN.replace("111122223333", "444455556666") })).toEqual([]);
  });

  test("must not be an alias", () => {
    expect(refused({ kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:alias/sign" })).toEqual([
      'privateKeyJwt.kmsKeyArn "arn:aws:kms:us-east-1:111122223333:alias/sign" is an alias. Give the key\'s own ARN: aws kms describe-key --key-id alias/sign --query KeyMetadata.Arn',
    ]);
  });

  test("may be a token: the provider then stands where the AWS provider works", () => {
    expect(refused({ kmsKeyArn: tokenFor("aws_kms_key.sign.arn") })).toEqual([]);
    const inUnknownRegion = refusals(
      (stack) =>
        void customIn(stack, { privateKeyJwt: { kmsKeyArn: tokenFor("aws_kms_key.sign.arn") } }).grantUse(reader()),
      { region: null },
    );
    expect(inUnknownRegion).toEqual([]);
  });
});

describe.each([
  ["additionalHeaderClaims", ["alg", "typ"]],
  ["additionalPayloadClaims", ["iss", "sub", "jti", "exp", "iat", "nbf"]],
] as const)("%s", (subject, reserved) => {
  test("are 1 to 10", () => {
    expect([refused({ [subject]: claims(1) }), refused({ [subject]: claims(10) })]).toEqual([[], []]);
    const way = "Leave the argument out, or drop some.";
    expect(refused({ [subject]: claims(0) })).toEqual([`${subject} is empty. ${way}`]);
    expect(refused({ [subject]: claims(11) })).toEqual([`${subject} "11" are not 1 to 10. ${way}`]);
  });

  test.each(reserved)("must not set %s", (name) => {
    expect(refused({ [subject]: { [name]: "x" } })).toEqual([
      `${subject} "${name}" is set by AgentCore. Leave it out.`,
    ]);
  });

  test.each(["", "a b", "a/b", "é"])("must not be named %j", (name) => {
    expect(refused({ [subject]: { [name]: "x" } })).toEqual([
      `${shownAs(`a name in ${subject}`, name, 'is not 1 to 255 letters, digits, "_", ".", ":", "#" or "-"')}. Rename the claim.`,
    ]);
  });

  test("have values of 1 to 2,048 characters, or tokens", () => {
    expect(refused({ [subject]: { a: "x", b: "x".repeat(2048), c: tokenFor("var.claim") } })).toEqual([]);
    for (const value of ["", "x".repeat(2049)]) {
      expect(refused({ [subject]: { a: value } })).toEqual([
        `${shownAs(`${subject}.a`, value, "has 2049 characters, not 1 to 2048")}. Shorten the claim.`,
      ]);
    }
  });
});

test("what AgentCore sets in one part may be set in the other", () => {
  expect(refused({ additionalHeaderClaims: { iss: "x" }, additionalPayloadClaims: { typ: "x" } })).toEqual([]);
});
