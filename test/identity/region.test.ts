import { JSON_KEY } from "../../src/access/json-key";
import { KEY_ARN as KEY_RULE } from "../../src/access/key-arn";
import { ROLE_ARN as ROLE_RULE } from "../../src/access/role-arn";
import { PROVIDER_NAME } from "../../src/access/rules/names";
import { SECRET_ARN as SECRET_RULE } from "../../src/access/secret-arn";
import { guardWords } from "../support/words";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { ExternalSecret } from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, reader, regionToken, SECRET_ARN, secretIn } from "../support/fixtures";
import type { Synthesized } from "../support/synth";
import { only, preconditions, refusals, synth, synthStack, testApp, tokenFor } from "../support/synth";

const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";
const guards = (synthesized: Synthesized): string[] =>
  preconditions(only(synthesized, OAUTH2)).map(({ condition }) => condition);

const message = (provider: string): string =>
  `[stack/Google] region "us-east-1" of the secret or key is not the AWS provider's, ${provider}, and AgentCore Identity reads nothing of another Region. Give the credential provider the AWS provider for us-east-1, or reference a replica in ${provider}.`;

test("a secret of another Region than the stack's AWS provider is refused, of the same it is not", () => {
  const build = (stack: TerraformStack): void => void googleIn(stack, secretIn(stack));
  expect(refusals(build, { region: "eu-west-1" })).toEqual([message("eu-west-1")]);
  expect(refusals(build, { region: "us-east-1" })).toEqual([]);
});

test("the credential provider's own AWS provider counts, not the stack's", () => {
  const build = (region: string) => (stack: TerraformStack) => {
    const provider = new AwsProvider(stack, "Other", { alias: "other", region });
    googleIn(stack, secretIn(stack), { provider });
  };
  expect(refusals(build("eu-west-1"))).toEqual([message("eu-west-1")]);
  expect(refusals(build("us-east-1"), { region: "eu-west-1" })).toEqual([]);
});

test("a Region that Terraform alone knows is compared there, through one data source", () => {
  const synthesized = synth(
    (stack) => {
      googleIn(stack, secretIn(stack));
      apiKeyIn(stack, secretIn(stack, {}, "Other"));
    },
    { region: null },
  );
  expect(synthesized.data).toEqual({ aws_region: { AgentCoreIdentityRegionDefault: {} } });
  expect(preconditions(only(synthesized, OAUTH2))).toEqual([
    {
      condition: '${"us-east-1" == "${data.aws_region.AgentCoreIdentityRegionDefault.region}"}',
      error_message:
        "The secret is in us-east-1, but the AWS provider works in ${data.aws_region.AgentCoreIdentityRegionDefault.region}: AgentCore Identity reads no secret of another Region. Use a provider for us-east-1, or the secret's replica in ${data.aws_region.AgentCoreIdentityRegionDefault.region}.",
    },
  ]);
});

test("each AWS provider has a data source of its own", () => {
  const synthesized = synth(
    (stack) => {
      const secret = secretIn(stack);
      googleIn(stack, secret);
      googleIn(stack, secret, { provider: new AwsProvider(stack, "B", { alias: "b" }) }, "B-Google");
    },
    { region: null },
  );
  expect(synthesized.data).toEqual({
    aws_region: { AgentCoreIdentityRegionDefault: {}, AgentCoreIdentityRegionb: { provider: "aws.b" } },
  });
});

test("a Region that is a token is compared in Terraform", () => {
  const synthesized = synth((stack) => void googleIn(stack, regionToken(stack, "Secret", tokenFor("var.region"))));
  expect(guards(synthesized)).toEqual([
    `\${"\${try(split(":", "${SECRET_ARN}")[3], "")}" == "\${var.region}"}`,
    `\${("\${try(split(":", "${SECRET_ARN}")[4], "")}" == "111122223333") && path.module != ""}`,
    '${"${var.region}" == "${data.aws_region.AgentCoreIdentityRegionDefault.region}"}',
  ]);
});

test("an AWS provider that is declared after the credential provider is compared in Terraform", () => {
  const stack = new TerraformStack(testApp(), "stack");
  googleIn(stack, secretIn(stack));
  new AwsProvider(stack, "Aws", { region: "us-east-1" });
  expect(guards(synthStack(stack))).toHaveLength(1);
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
      expect.stringMatching(/^The secret is in \${var.region}, but the AWS provider works in/),
    ]);
  });

  test("are guarded at the role's policy, the grant and the secret policy", () => {
    const role = guardWords(ROLE_RULE, "roleArn", "${var.role}");
    const messages = (type: string): string[] =>
      preconditions(only(synthesized, type)).map(({ error_message }) => error_message);
    expect(messages("aws_iam_role_policy")).toEqual([role]);
    expect(messages("aws_kms_grant")).toEqual([
      guardWords(KEY_RULE, "kmsKeyArn", "${var.key}"),
      'kmsKeyArn "${var.key}" is not in the secret\'s Region "${var.region}".',
      role,
    ]);
    expect(messages("aws_secretsmanager_secret_policy").at(-1)).toBe(role);
  });

  test("become Terraform expressions in the reader's policy", () => {
    const { policy, name, role } = only(synthesized, "aws_iam_role_policy");
    const account = '${try(split(":", "${var.role}")[4], "")}';
    expect(policy).toContain(
      `"arn:aws:bedrock-agentcore:\${var.region}:${account}:token-vault/default/oauth2credentialprovider/\${var.name}"`,
    );
    expect(policy).toContain(
      '"kms:ViaService" = "secretsmanager.${var.region}.amazonaws.com", "kms:EncryptionContext:SecretARN" = "${var.secret}"',
    );
    expect(policy).toMatch(/^\${jsonencode\({"Version" = "2012-10-17", "Statement" = \[.*\]}\)}$/);
    expect([name, role]).toEqual([
      "AgentCoreIdentity-${var.region}-oauth2-${var.name}",
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
