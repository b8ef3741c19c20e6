import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TokenVaultKeyProps } from "cdktf-agentcore-identity";
import { Deployer, TokenVaultKey } from "cdktf-agentcore-identity";
import { TerraformOutput } from "cdktf";
import type { Request } from "../../src/decision";
import { compilePolicy, verdict } from "../../src/decision";
import { KEY_ARN, OTHER_ROLE_ARN, reader, ROLE_ARN } from "../support/fixtures";
import { ownResources, only, refusals, resolved, statements, synth, tokenFor } from "../support/synth";

const TYPE = "aws_bedrockagentcore_token_vault_cmk";

function keyPolicy(props: Partial<TokenVaultKeyProps>, region?: string | null): string {
  let text = "";
  synth(
    (stack) => {
      const key = new TokenVaultKey(stack, "Key", { kmsKeyArn: KEY_ARN, ...props });
      text = resolved(stack, key.keyPolicyDocument);
    },
    { region },
  );
  return text;
}
const refused = (props: Partial<TokenVaultKeyProps>): string[] =>
  refusals((stack) => void new TokenVaultKey(stack, "Key", { kmsKeyArn: KEY_ARN, ...props }));

test("is the vault's customer managed key, and no other resource", () => {
  const synthesized = synth((stack) => void new TokenVaultKey(stack, "Key", { kmsKeyArn: KEY_ARN, roles: [reader()] }));
  expect(only(synthesized, TYPE)).toEqual({
    kms_configuration: [{ key_type: "CustomerManagedKey", kms_key_arn: KEY_ARN }],
  });
  expect(Object.keys(ownResources(synthesized))).toEqual([TYPE]);
  expect(synthesized).toMatchSnapshot();
});

test("its policy lets the roles use it through AgentCore Identity for this vault, and nothing else", () => {
  expect(statements(keyPolicy({ roles: [reader(), Deployer.role(OTHER_ROLE_ARN), reader()] }))).toEqual([
    {
      Sid: "AgentCoreIdentityTokenVault",
      Effect: "Allow",
      Principal: { AWS: [OTHER_ROLE_ARN, ROLE_ARN] },
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"],
      Resource: "*",
      Condition: {
        StringEquals: { "kms:ViaService": "bedrock-agentcore-identity.us-east-1.amazonaws.com" },
        ArnEquals: {
          "kms:EncryptionContext:aws-crypto-ec:aws:bedrock-agentcore-identity:token-vault-arn":
            "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default",
        },
      },
    },
    {
      Sid: "AgentCoreIdentityTokenVaultDescribe",
      Effect: "Allow",
      Principal: { AWS: [OTHER_ROLE_ARN, ROLE_ARN] },
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": "bedrock-agentcore-identity.us-east-1.amazonaws.com" } },
    },
  ]);
});

describe("by the rules of AWS its policy", () => {
  const through = { "kms:ViaService": "bedrock-agentcore-identity.us-east-1.amazonaws.com" };
  const forVault = (account: string): Record<string, string> => ({
    "kms:EncryptionContext:aws-crypto-ec:aws:bedrock-agentcore-identity:token-vault-arn": `arn:aws:bedrock-agentcore:us-east-1:${account}:token-vault/default`,
  });

  // DescribeKey has no encryption context.
  test.each([
    ["lets the role decrypt for its vault", "kms:Decrypt", { ...through, ...forVault("111122223333") }, "allowed"],
    ["but not for another", "kms:Decrypt", { ...through, ...forVault("444455556666") }, "implicitlyDenied"],
    ["nor directly", "kms:Decrypt", forVault("111122223333"), "implicitlyDenied"],
    ["lets the role describe the key", "kms:DescribeKey", through, "allowed"],
    ["but not directly", "kms:DescribeKey", {}, "implicitlyDenied"],
  ])("%s", (_, action, context, expected) => {
    const resourcePolicy = compilePolicy("key policy", "resource", JSON.parse(keyPolicy({ roles: [reader()] })));
    const asked: Request = {
      principal: { type: "AssumedRole", roleArn: ROLE_ARN, sessionName: "one" },
      action,
      resource: { arn: KEY_ARN },
      context,
    };
    expect(verdict({ identityPolicies: [], resourcePolicy }, asked)).toBe(expected);
  });
});

test("roles of two accounts have a statement each, for its own vault, in whatever order", () => {
  const roles = [reader("arn:aws:iam::444455556666:role/a"), reader()];
  const policy = keyPolicy({ roles });
  expect(statements(policy).map(({ Sid, Principal }) => [Sid, Principal])).toEqual([
    ["AgentCoreIdentityTokenVault1", { AWS: [ROLE_ARN] }],
    ["AgentCoreIdentityTokenVault2", { AWS: ["arn:aws:iam::444455556666:role/a"] }],
    ["AgentCoreIdentityTokenVaultDescribe", { AWS: [ROLE_ARN, "arn:aws:iam::444455556666:role/a"] }],
  ]);
  expect(keyPolicy({ roles: [...roles].reverse() })).toBe(policy);
});

test("tokens in every position become expressions", () => {
  const policy = keyPolicy({ kmsKeyArn: tokenFor("var.key"), roles: [reader(tokenFor("var.role"))] }, null);
  expect(policy).toContain('"AWS" = ["${var.role}"]');
  expect(policy).toContain(
    '"bedrock-agentcore-identity.${data.aws_region.AgentCoreIdentityRegionDefault.region}.amazonaws.com"',
  );
  expect(policy).toContain('${try(split(":", "${var.role}")[4], "")}:token-vault/default');
});

test("a Region that Terraform alone knows comes from a data source, which is synthesized", () => {
  const synthesized = synth(
    (stack) => {
      const key = new TokenVaultKey(stack, "Key", { kmsKeyArn: tokenFor("var.key"), roles: [reader()] });
      new TerraformOutput(stack, "Policy", { value: key.keyPolicyDocument });
    },
    { region: null },
  );
  expect(synthesized.data).toEqual({ aws_region: { AgentCoreIdentityRegionDefault: {} } });
});

describe("is refused", () => {
  test.each([
    [
      "for an alias",
      "arn:aws:kms:us-east-1:111122223333:alias/a",
      "is an alias. Give the key's own ARN: aws kms describe-key --key-id alias/a --query KeyMetadata.Arn",
    ],
    [
      "for a multi-Region key",
      "arn:aws:kms:us-east-1:111122223333:key/mrk-1234",
      "is a multi-Region key. Name a single-Region key: the token vault takes no other.",
    ],
    [
      "in another Region",
      KEY_ARN.replace("us-east-1", "eu-west-1"),
      "is in eu-west-1, but the AWS provider works in us-east-1. Name a key in the vault's Region.",
    ],
  ])("%s", (_, kmsKeyArn, rule) => {
    expect(refused({ kmsKeyArn })).toEqual([`[stack/Key] kmsKeyArn "${kmsKeyArn}" ${rule}`]);
    expect(refused({})).toEqual([]);
  });

  test("for a role that is none", () => {
    expect(refused({ roles: [reader("*")] })).toEqual([
      expect.stringContaining('[stack/Key] roleArn "*" holds a wildcard.'),
    ]);
  });

  test("a second time in one account and Region, but not for another AWS provider", () => {
    const two = (alias?: string): string[] =>
      refusals((stack) => {
        const provider = alias
          ? new AwsProvider(stack, "B", { alias, region: "us-east-1" })
          : (stack.node.findChild("Aws") as AwsProvider);
        new TokenVaultKey(stack, "Key", { kmsKeyArn: KEY_ARN });
        new TokenVaultKey(stack, "Again", { kmsKeyArn: KEY_ARN, provider });
      });
    expect(two()).toEqual([
      "[stack/Again] TokenVaultKey is set by stack/Key already, and an account has one token vault in a Region. Keep one of the two.",
    ]);
    expect(two("b")).toEqual([]);
  });
});
