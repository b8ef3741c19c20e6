import { KEY_ARN as KEY_RULE } from "../../src/access/key-arn";
import { ROLE_ARN as ROLE_RULE } from "../../src/access/role-arn";
import { guardWords } from "../support/words";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { KmsDecryptGrantProps } from "cdktf-agentcore-identity";
import { Deployer, KmsDecryptGrant } from "cdktf-agentcore-identity";
import { KEY_ARN, reader, ROLE_ARN, SECRET_ARN } from "../support/fixtures";
import { only, preconditions, refusals, synth, tokenFor } from "../support/synth";

const PROPS: KmsDecryptGrantProps = { kmsKeyArn: KEY_ARN, secretArn: SECRET_ARN, grantee: reader() };
const grant = (props: Partial<KmsDecryptGrantProps> = {}): ReturnType<typeof synth> =>
  synth((stack) => void new KmsDecryptGrant(stack, "Grant", { ...PROPS, ...props }));
const refused = (props: Partial<KmsDecryptGrantProps>): string[] =>
  refusals((stack) => void new KmsDecryptGrant(stack, "Grant", { ...PROPS, ...props }));
const guards = (props: Partial<KmsDecryptGrantProps>): string[] =>
  preconditions(only(grant(props), "aws_kms_grant")).map(({ condition }) => condition);

test("lets one role decrypt, and bind it to the secret by a subset of the context: it also holds the version", () => {
  expect(only(grant(), "aws_kms_grant")).toEqual({
    key_id: KEY_ARN,
    grantee_principal: ROLE_ARN,
    operations: ["Decrypt"],
    constraints: [{ encryption_context_subset: { SecretARN: SECRET_ARN } }],
  });
  expect(grant()).toMatchSnapshot();
});

test("is made by the key's AWS provider", () => {
  const synthesized = synth((stack) => {
    const provider = new AwsProvider(stack, "Vault", { alias: "vault", region: "us-east-1" });
    new KmsDecryptGrant(stack, "Grant", { ...PROPS, provider });
  });
  expect(only(synthesized, "aws_kms_grant").provider).toBe("aws.vault");
});

test("a deployer can be granted, too", () => {
  expect(only(grant({ grantee: Deployer.role(ROLE_ARN) }), "aws_kms_grant").grantee_principal).toBe(ROLE_ARN);
});

test("is retired by the role that it names, instead of revoked", () => {
  expect(only(grant({ retiringPrincipal: Deployer.role(ROLE_ARN) }), "aws_kms_grant")).toMatchObject({
    retiring_principal: ROLE_ARN,
    retire_on_delete: true,
  });
  expect(guards({ retiringPrincipal: Deployer.role(tokenFor("var.deployer")) })[0]).toContain("var.deployer");
});

describe("is refused", () => {
  test.each<[string, Partial<KmsDecryptGrantProps>, string]>([
    [
      "for a partial secret ARN",
      { secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:s" },
      'secretArn "arn:aws:secretsmanager:us-east-1:111122223333:secret:s" is a partial ARN',
    ],
    ["for a pasted secret, which is not shown", { secretArn: "hunter2" }, "secretArn is not an ARN (7 characters"],
    [
      "for a key alias",
      { kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:alias/a" },
      'kmsKeyArn "arn:aws:kms:us-east-1:111122223333:alias/a" is an alias.',
    ],
    ["for a wildcard", { grantee: reader("*") }, 'roleArn "*" holds a wildcard.'],
    ["for a wildcard that retires it", { retiringPrincipal: reader("*") }, 'roleArn "*" holds a wildcard.'],
  ])("%s", (_, props, start) => {
    expect(refused(props)).toEqual([expect.stringContaining(`[stack/Grant] ${start}`)]);
  });

  test("for a key in another Region, not for one in the secret's", () => {
    const kmsKeyArn = KEY_ARN.replace("us-east-1", "eu-west-1");
    expect(refused({ kmsKeyArn })).toEqual([
      `[stack/Grant] kmsKeyArn "${kmsKeyArn}" is in eu-west-1, but the secret is in us-east-1. Name the key that encrypts the secret in its own Region.`,
    ]);
    expect(refused({})).toEqual([]);
  });

  test("for a token as secret without a Region, not with one", () => {
    expect(refused({ secretArn: tokenFor("var.secret") })).toEqual([
      "[stack/Grant] region is missing, and the secret ARN is a token that does not tell it. Give the Region of key and secret.",
    ]);
    expect(refused({ secretArn: tokenFor("var.secret"), region: "us-east-1" })).toEqual([]);
    expect(refused({ secretArn: tokenFor("var.secret"), region: tokenFor("var.region") })).toEqual([]);
  });
});

describe("guards in Terraform", () => {
  const KEY =
    '${can(regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", "${var.key}"))}';
  const ROLE =
    '${can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", "${var.role}")) && length(regexall("(?s).", reverse(split("/", "${var.role}"))[0])) <= 64}';

  test("are none for what is known", () => {
    expect(guards({})).toEqual([]);
  });

  test("stand for a token as key", () => {
    expect(guards({ kmsKeyArn: tokenFor("var.key") })).toEqual([
      KEY,
      '${"${try(split(":", "${var.key}")[3], "")}" == "us-east-1"}',
    ]);
  });

  test("stand for a token as role", () => {
    expect(guards({ grantee: reader(tokenFor("var.role")) })).toEqual([ROLE]);
  });

  test("compare the key with a Region that is a token", () => {
    expect(guards({ region: tokenFor("var.region") })).toEqual([
      `\${"\${try(split(":", "${KEY_ARN}")[3], "")}" == "\${var.region}"}`,
    ]);
  });

  test("name what they refuse", () => {
    const synthesized = grant({ kmsKeyArn: tokenFor("var.key"), grantee: reader(tokenFor("var.role")) });
    expect(preconditions(only(synthesized, "aws_kms_grant")).map(({ error_message }) => error_message)).toEqual([
      guardWords(KEY_RULE, "kmsKeyArn", "${var.key}"),
      'kmsKeyArn "${var.key}" is not in the secret\'s Region "us-east-1".',
      guardWords(ROLE_RULE, "roleArn", "${var.role}"),
    ]);
  });
});
