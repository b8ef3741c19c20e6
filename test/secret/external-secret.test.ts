import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { TerraformStack } from "cdktf";
import { ExternalSecret, KmsAccess, SecretPolicyMode } from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, KEY_ARN, reader, SECRET_ARN, secretIn } from "../support/fixtures";
import { PARTITIONS } from "../support/partitions";
import { programRefusals } from "../support/program";
import { ownResources, refusals, resolved, stackIn, synth, tokenFor } from "../support/synth";

const TOKENS = {
  secretArn: tokenFor("var.secret"),
  region: tokenFor("var.region"),
  account: tokenFor("var.account"),
  kmsKeyArn: tokenFor("var.key"),
};
const REGION_UNKNOWN = { region: null };

test.each(PARTITIONS)("a known ARN says Region, account and partition in $partition", ({ partition, region }) => {
  expect.assertions(1);
  synth((stack) => {
    const secret = ExternalSecret.fromArn(stack, "Secret", {
      secretArn: `arn:${partition}:secretsmanager:${region}:444455556666:secret:s-AbCdEf`,
    });
    expect(secret).toMatchObject({
      _partition: partition,
      region,
      _account: "444455556666",
      kmsKeyArn: undefined,
    });
  });
});

test("the defaults are the careful ones", () => {
  expect.assertions(1);
  synth((stack) => {
    expect(ExternalSecret.fromArn(stack, "Secret", { secretArn: SECRET_ARN })).toMatchObject({
      _policyMode: SecretPolicyMode.EXCLUSIVE,
      _keyAccess: KmsAccess.GRANT,
      _servicePrincipal: false,
      _populatedBy: [],
    });
  });
});

test("it makes no resource by itself", () => {
  expect(ownResources(synth((stack) => void secretIn(stack)))).toEqual({});
});

describe("tokens", () => {
  test("in every position of fromAttributes are fine", () => {
    expect(refusals((stack) => void ExternalSecret.fromAttributes(stack, "Secret", TOKENS))).toEqual([]);
  });

  test("beside a known ARN are not compared with it", () => {
    const attributes = { ...TOKENS, secretArn: SECRET_ARN };
    expect(refusals((stack) => void ExternalSecret.fromAttributes(stack, "Secret", attributes))).toEqual([]);
  });

  test("are refused by fromArn, once, with the way out", () => {
    const lines = refusals((stack) => {
      const secret = ExternalSecret.fromArn(stack, "Secret", { secretArn: tokenFor("var.secret"), kmsKeyArn: KEY_ARN });
      googleIn(stack, secret).grantUse(reader());
    });
    expect(lines).toEqual([
      "[stack/Secret] secretArn is a token, so its Region and account are not known. Use ExternalSecret.fromAttributes and give region and account.",
    ]);
  });

  test.each(PARTITIONS)("of a secret in the same stack have the partition of $region", ({ partition, region }) => {
    expect.assertions(2);
    synth((stack) => {
      const attributes = { ...TOKENS, secretArn: new SecretsmanagerSecret(stack, "Made", {}).arn, region };
      expect(ExternalSecret.fromAttributes(stack, "A", attributes)._partition).toBe(partition);
      expect(ExternalSecret.fromAttributes(stack, "B", { ...attributes, partition: "aws" })._partition).toBe("aws");
    });
  });

  test("without a known Region have the partition that Terraform finds in the ARN", () => {
    expect.assertions(1);
    synth((stack) => {
      const { _partition } = ExternalSecret.fromAttributes(stack, "A", TOKENS);
      expect(resolved(stack, _partition)).toBe('${try(split(":", "${var.secret}")[1], "")}');
    });
  });
});

test.each([
  ["region", { region: "eu-west-1" }, `region "eu-west-1" contradicts the ARN ${SECRET_ARN}`],
  ["account", { account: "444455556666" }, `account "444455556666" contradicts the ARN ${SECRET_ARN}`],
])("a %s that contradicts a known ARN is refused", (_, wrong, message) => {
  const attributes = { secretArn: SECRET_ARN, region: "us-east-1", account: "111122223333" };
  const refused = (more: object): string[] =>
    refusals(
      (stack) => void ExternalSecret.fromAttributes(stack, "Secret", { ...attributes, ...more }),
      REGION_UNKNOWN,
    );
  expect(refused(wrong)).toEqual([`[stack/Secret] ${message}. Use ExternalSecret.fromArn: a known ARN says both.`]);
  expect(refused({})).toEqual([]);
});

describe("a text that is no ARN, which may be the secret itself,", () => {
  const PASTED = "GOCSPX-dont-print-this";
  const refusal = `secretArn is not an ARN (22 characters that do not start with "arn:"). Give the full ARN, for example ${SECRET_ARN}.`;

  test("is shown nowhere, and compared with nothing", () => {
    const lines = refusals((stack) => {
      const secret = ExternalSecret.fromArn(stack, "Secret", { secretArn: PASTED });
      googleIn(stack, secret, { verifyJsonKey: true }).grantUse(reader());
    });
    expect(lines).toEqual([`[stack/Secret] ${refusal}`]);
  });

  test("is not shown by checks of two secrets or of two accounts either", () => {
    const lines = refusals((stack) => {
      const pasted = { secretArn: PASTED, region: "us-east-1", account: "444455556666" };
      googleIn(stack, ExternalSecret.fromAttributes(stack, "One", pasted)).grantUse(reader());
      apiKeyIn(stack, ExternalSecret.fromAttributes(stack, "Two", pasted)).grantUse(reader());
    });
    expect(lines.slice(0, 2)).toEqual([`[stack/One] ${refusal}`, `[stack/Two] ${refusal}`]);
    expect(lines.join()).not.toContain(PASTED);
  });
});

describe("kmsKeyArn", () => {
  const refused = (kmsKeyArn: string, keyAccess?: KmsAccess): string[] =>
    refusals((stack) => void secretIn(stack, { kmsKeyArn, keyAccess }));

  test("in another Region is refused, in the secret's it is not", () => {
    expect(refused(KEY_ARN.replace("us-east-1", "eu-west-1"))).toEqual([
      `[stack/Secret] kmsKeyArn "${KEY_ARN.replace("us-east-1", "eu-west-1")}" is in eu-west-1, but the secret is in us-east-1. Name the key that encrypts the secret in its own Region.`,
    ]);
    expect(refused(KEY_ARN)).toEqual([]);
  });

  test("in another account is refused if grants are to be made, otherwise not", () => {
    const foreign = KEY_ARN.replace("111122223333", "444455556666");
    expect(refused(foreign)).toEqual([
      `[stack/Secret] kmsKeyArn "${foreign}" is in account 444455556666, but the secret is in 111122223333. Say keyAccess: KmsAccess.NONE and grant the readers in the key's account.`,
    ]);
    expect(refused(foreign, KmsAccess.NONE)).toEqual([]);
  });

  test("that is an alias is refused, a token is not", () => {
    expect(refused("arn:aws:kms:us-east-1:111122223333:alias/secrets")).toEqual([
      '[stack/Secret] kmsKeyArn "arn:aws:kms:us-east-1:111122223333:alias/secrets" is an alias. Give the key\'s own ARN: aws kms describe-key --key-id alias/secrets --query KeyMetadata.Arn',
    ]);
    expect(refused(tokenFor("aws_kms_key.secrets.arn"))).toEqual([]);
  });
});

describe("the AWS provider of a secret", () => {
  const refused = (region: string): string[] =>
    refusals(
      (stack) => void secretIn(stack, { provider: new AwsProvider(stack, "Vault", { alias: "vault", region }) }),
    );

  test("works in the secret's Region", () => {
    expect(refused("us-east-1")).toEqual([]);
    expect(refused(tokenFor("var.region"))).toEqual([]);
  });

  test("is refused in another one", () => {
    expect(refused("eu-west-1")).toEqual([
      '[stack/Secret] provider "eu-west-1" works in another Region than the secret or key, which is in us-east-1. Leave it out where the stack\'s default AWS provider works in the same account: that serves every Region of its partition. Otherwise give one for us-east-1.',
    ]);
  });
});

describe("two stacks of one program", () => {
  const build = (stack: TerraformStack, secretArn: string): void => {
    const secret = ExternalSecret.fromAttributes(stack, "Secret", { ...TOKENS, secretArn });
    googleIn(stack, secret).grantUse(reader());
  };

  test("may each make a secret under the same construct id", () => {
    const lines = programRefusals((app) => {
      for (const stack of [stackIn(app, "dev"), stackIn(app, "prod")])
        build(stack, new SecretsmanagerSecret(stack, "Made", {}).arn);
    });
    expect(lines).toEqual([]);
  });

  test("may not both own the policy of one known secret", () => {
    const lines = programRefusals((app) => {
      for (const stack of [stackIn(app, "dev"), stackIn(app, "prod")]) build(stack, SECRET_ARN);
    });
    expect(lines).toEqual([
      `[prod/Secret/Policy] secret "${SECRET_ARN}" already has a policy, made by dev/Secret/Policy; an exclusive one overwrites the other's statements. Make one ExternalSecret for the secret and share it, or say policyMode: SecretPolicyMode.ADDITIVE for both.`,
    ]);
  });

  test("nor one stack twice that of a secret it makes, which is named by its expression", () => {
    const lines = programRefusals((app) => {
      const stack = stackIn(app, "stack");
      const made = new SecretsmanagerSecret(stack, "Made", {});
      for (const id of ["One", "Two"]) {
        const secret = ExternalSecret.fromAttributes(stack, id, { ...TOKENS, secretArn: made.arn });
        googleIn(stack, secret, { name: id.toLowerCase() }, `Google${id}`).grantUse(reader());
      }
    });
    expect(lines).toEqual([
      expect.stringContaining(
        'secret "${aws_secretsmanager_secret.Made.arn}" already has a policy, made by stack/One/Policy',
      ),
    ]);
  });
});
