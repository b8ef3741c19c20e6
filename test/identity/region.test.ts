import { JSON_KEY } from "../../src/access/json-key";
import { KEY_ARN as KEY_RULE } from "../../src/access/key-arn";
import { ROLE_ARN as ROLE_RULE } from "../../src/access/role-arn";
import { PROVIDER_NAME } from "../../src/access/rules/names";
import { SECRET_ARN as SECRET_RULE } from "../../src/access/secret-arn";
import { guardWords } from "../support/words";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ClientAuthenticationMethod,
  Engine,
  ExternalSecret,
  OAuth2CredentialProvider,
  OAuth2Vendor,
} from "cdktf-agentcore-identity";
import { googleIn, KEY_ARN, reader, regionToken, SECRET_ARN, secretIn } from "../support/fixtures";
import { PARTITIONS, viaNames } from "../support/partitions";
import type { Synthesized } from "../support/synth";
import { only, preconditions, refusals, synth, synthStack, testApp, tokenFor } from "../support/synth";

const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";
const guards = (synthesized: Synthesized): string[] =>
  preconditions(only(synthesized, OAUTH2)).map(({ condition }) => condition);

const SECRET_POLICY = "aws_secretsmanager_secret_policy";
const regionsIn = (synthesized: Synthesized): Record<string, unknown> => ({
  ...Object.fromEntries([OAUTH2, SECRET_POLICY, "aws_kms_grant"].map((type) => [type, only(synthesized, type).region])),
  ...Object.fromEntries(
    Object.entries({ ...synthesized.data, ...synthesized.ephemeral }).flatMap(([type, all]) =>
      Object.values(all as Record<string, { region?: unknown }>).map(({ region }) => [type, region]),
    ),
  ),
});
const ALL = [
  OAUTH2,
  SECRET_POLICY,
  "aws_kms_grant",
  "aws_secretsmanager_secret",
  "aws_secretsmanager_secret_version",
] as const;
const all = (region: unknown): Record<string, unknown> => Object.fromEntries(ALL.map((type) => [type, region]));
const granted = (stack: TerraformStack, secret = secretIn(stack), props = {}): void =>
  void googleIn(stack, secret, { verifyJsonKey: true, ...props }).grantUse(reader());

describe("what belongs to a secret is made in its Region", () => {
  test("by the region argument, where the stack's AWS provider works in another", () => {
    expect(regionsIn(synth((stack) => granted(stack), { region: "eu-west-1" }))).toEqual(all("us-east-1"));
  });

  test("by the AWS provider alone, where that works there", () => {
    expect(regionsIn(synth((stack) => granted(stack)))).toEqual(all(undefined));
  });

  test("by the region argument, where only Terraform knows one of the two", () => {
    expect(regionsIn(synth((stack) => granted(stack), { region: null }))).toEqual(all("us-east-1"));
    const region = tokenFor("var.region");
    const encrypted = (stack: TerraformStack): ExternalSecret =>
      ExternalSecret.fromAttributes(stack, "Secret", {
        secretArn: SECRET_ARN,
        kmsKeyArn: KEY_ARN,
        region,
        account: "111122223333",
      });
    expect(regionsIn(synth((stack) => granted(stack, encrypted(stack))))).toEqual(all("${var.region}"));
  });

  test("before and after its AWS provider is declared", () => {
    const stack = new TerraformStack(testApp(), "stack");
    granted(stack);
    new AwsProvider(stack, "Aws", { region: "us-east-1" });
    expect(regionsIn(synthStack(stack))).toEqual(all("us-east-1"));
  });

  test("without anything that compares Regions in Terraform", () => {
    const synthesized = synth((stack) => void googleIn(stack, secretIn(stack)), { region: null });
    expect(synthesized.data).toBeUndefined();
    expect(guards(synthesized)).toEqual([]);
  });

  test("and Cloud Control is asked there for the callback URL of the bridge", () => {
    const synthesized = synth(
      (stack) => {
        const google = googleIn(stack, secretIn(stack), { engine: Engine.BRIDGE });
        new TerraformOutput(stack, "Url", { value: google.callbackUrl });
      },
      { region: "eu-west-1" },
    );
    expect(Object.values(synthesized.data?.aws_cloudcontrolapi_resource ?? {})).toEqual([
      expect.objectContaining({ region: "us-east-1" }),
    ]);
  });
});

describe("an AWS provider that is given", () => {
  const build = (region: string) => (stack: TerraformStack) => {
    const provider = new AwsProvider(stack, "Other", { alias: "other", region });
    googleIn(stack, secretIn(stack), { provider });
  };
  const way =
    "Leave it out where the stack's default AWS provider works in the same account: that serves every Region of its partition. Otherwise give one for us-east-1.";

  test("must work in the secret's Region; the stack's default one need not", () => {
    expect(refusals(build("eu-west-1"))).toEqual([
      `[stack/Google] provider "eu-west-1" works in another Region than the secret or key, which is in us-east-1. ${way}`,
    ]);
    expect(refusals(build("us-east-1"), { region: "eu-west-1" })).toEqual([]);
  });

  test("may be left out, as the refusal says", () => {
    expect(refusals((stack) => void googleIn(stack, secretIn(stack)), { region: "eu-west-1" })).toEqual([]);
  });

  test("is needed for another partition", () => {
    const secretArn = SECRET_ARN.replace("aws:secretsmanager:us-east-1", "aws-us-gov:secretsmanager:us-gov-west-1");
    const inGov = (given: boolean) => (stack: TerraformStack) => {
      const provider = given ? new AwsProvider(stack, "Gov", { alias: "gov", region: "us-gov-west-1" }) : undefined;
      googleIn(stack, secretIn(stack, { secretArn, kmsKeyArn: undefined, provider }), { provider });
    };
    expect(refusals(inGov(false))).toEqual([
      "[stack/Google] provider is missing, and the stack's default AWS provider works in us-east-1: no Region of the partition aws-us-gov, as us-gov-west-1 is, can be reached from there. Give an AWS provider for us-gov-west-1.",
    ]);
    expect(refusals(inGov(true))).toEqual([]);
    expect(refusals(inGov(false), { region: "us-gov-east-1" })).toEqual([]);
  });
});

describe.each(PARTITIONS)("a secret and a role that the program makes in $region", (place) => {
  const { partition, region } = place;
  const synthesized = synth(
    (stack) => {
      const secretArn = new SecretsmanagerSecret(stack, "Made", {}).arn;
      const key = { kmsKeyArn: tokenFor("aws_kms_key.made.arn"), region, account: "111122223333" };
      const secret = ExternalSecret.fromAttributes(stack, "Secret", { secretArn, ...key });
      googleIn(stack, secret).grantUse(reader(new IamRole(stack, "Agent", { assumeRolePolicy: "{}" }).arn));
    },
    { region },
  );

  test("get a policy with the names of their partition", () => {
    const { policy } = only(synthesized, "aws_iam_role_policy");
    expect(policy).toContain(`"arn:${partition}:bedrock-agentcore:${region}:`);
    const via = viaNames("secretsmanager", place);
    const names = typeof via === "string" ? `"${via}"` : `["${via.join('", "')}"]`;
    expect(policy).toContain(`"kms:ViaService" = ${names}`);
  });
});

test("a client without secret and key stands in the partition of its AWS provider", () => {
  const policyIn = (region: string | null): unknown =>
    only(
      synth(
        (stack) =>
          void new OAuth2CredentialProvider(stack, "Idp", {
            name: "idp",
            vendor: OAuth2Vendor.custom({
              clientId: "id",
              discoveryUrl: "https://idp.example/.well-known/openid-configuration",
              clientAuthenticationMethod: ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT,
            }),
          }).grantUse(reader(tokenFor("var.role"))),
        { region },
      ),
      "aws_iam_role_policy",
    ).policy;
  expect(policyIn("us-gov-west-1")).toContain('"arn:aws-us-gov:bedrock-agentcore:us-gov-west-1:');
  expect(policyIn(null)).toContain('"arn:${data.aws_partition.AgentCoreIdentityPartitionDefault.partition}:bedrock');
});

describe("tokens in every position", () => {
  const TOKENS = {
    secretArn: tokenFor("var.secret"),
    region: tokenFor("var.region"),
    account: tokenFor("var.account"),
    kmsKeyArn: tokenFor("var.key"),
  };
  const synthesized = synth((stack) => {
    const secret = ExternalSecret.fromAttributes(stack, "Secret", TOKENS);
    const google = googleIn(stack, secret, {
      name: tokenFor("var.name"),
      clientSecret: secret.jsonKey(tokenFor("var.json_key")),
      verifyJsonKey: true,
    });
    google.grantUse(reader(tokenFor("var.role")));
  });

  test("are synthesized to this", () => {
    expect(synthesized).toMatchSnapshot();
  });

  test("are guarded at the provider: ARN, Region, account, JSON key, place", () => {
    expect(preconditions(only(synthesized, OAUTH2)).map(({ error_message }) => error_message)).toEqual([
      guardWords(SECRET_RULE, "secretArn", "${var.secret}"),
      'secretArn "${var.secret}" is not in the Region "${var.region}" that was given for it.',
      'secretArn "${var.secret}" is not in the account "${var.account}" that was given for it.',
      guardWords(JSON_KEY, "jsonKey", "${var.json_key}"),
      guardWords(PROVIDER_NAME, "name", "${var.name}"),
      "Secret ${var.secret} has no JSON key '${var.json_key}'.",
    ]);
  });

  test("are guarded at the role's policy, the grant and the secret policy", () => {
    const role = guardWords(ROLE_RULE, "roleArn", "${var.role}");
    const messages = (type: string): string[] =>
      preconditions(only(synthesized, type)).map(({ error_message }) => error_message);
    expect(messages("aws_iam_role_policy")).toEqual([role, expect.stringContaining("only AWS may change")]);
    expect(messages("aws_kms_grant")).toEqual([
      guardWords(KEY_RULE, "kmsKeyArn", "${var.key}"),
      'kmsKeyArn "${var.key}" is not in the secret\'s Region "${var.region}".',
      role,
    ]);
    expect(messages("aws_secretsmanager_secret_policy").at(-1)).toBe(role);
  });

  test("become Terraform expressions in the reader's policy", () => {
    const { policy, name_prefix, role } = only(synthesized, "aws_iam_role_policy");
    const account = '${try(split(":", "${var.role}")[4], "")}';
    expect(policy).toContain(
      `"arn:\${try(split(":", "\${var.secret}")[1], "")}:bedrock-agentcore:\${var.region}:${account}:token-vault/default/oauth2credentialprovider/\${var.name}"`,
    );
    expect(policy).toContain(
      '"kms:ViaService" = ["secretsmanager.${var.region}.amazonaws.com", "secretsmanager.${var.region}.amazonaws.com.cn"], "kms:EncryptionContext:SecretARN" = "${var.secret}"',
    );
    expect(policy).toMatch(/^\${jsonencode\({"Version" = "2012-10-17", "Statement" = \[.*\]}\)}$/);
    expect([name_prefix, role]).toEqual([
      '${substr("AgentCoreIdentity-${var.region}-oauth2-${var.name}", 0, 101)}-',
      '${try(regex("[^/]+$", "${var.role}"), "")}',
    ]);
  });
});

test("a data source's Region is a token like any other", () => {
  const lines = refusals((stack) => {
    const { region } = new DataAwsRegion(stack, "Here");
    googleIn(stack, regionToken(stack, "Secret", region)).grantUse(reader());
  });
  expect(lines).toEqual([]);
});
