import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import type { ExternalSecretFromArnProps } from "cdktf-agentcore-identity";
import { ExternalSecret } from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { googleIn, SECRET_ARN, secretIn } from "../support/fixtures";
import type { Arguments, Synthesized } from "../support/synth";
import { only, synth } from "../support/synth";

const TYPE = "aws_secretsmanager_secret_version";
const KEYS = "try(keys(jsondecode(self.secret_string)), [])";

const verified = (
  jsonKey: string,
  props: (stack: TerraformStack) => Partial<ExternalSecretFromArnProps> = () => ({}),
): Synthesized =>
  synth((stack) => {
    const secret = secretIn(stack, props(stack));
    googleIn(stack, secret, { clientSecret: secret.jsonKey(jsonKey), verifyJsonKey: true });
  });

function ephemeral(synthesized: Synthesized): Arguments {
  const [first, ...more] = Object.values(synthesized.ephemeral?.[TYPE] ?? {});
  expect(more).toEqual([]);
  return first as Arguments;
}

function condition(synthesized: Synthesized): string {
  const { postcondition } = ephemeral(synthesized).lifecycle as { postcondition: [{ condition: string }] };
  return postcondition[0].condition;
}

test("is off by default: nothing reads the secret", () => {
  const synthesized = synth((stack) => void googleIn(stack, secretIn(stack)));
  expect([synthesized.ephemeral, synthesized.data]).toEqual([undefined, undefined]);
});

test("reads the secret through an ephemeral resource, and stops if the key is not there", () => {
  const synthesized = verified("client_secret");
  expect(ephemeral(synthesized)).toEqual({
    secret_id: SECRET_ARN,
    lifecycle: {
      postcondition: [
        {
          condition: `\${contains(${KEYS}, "client_secret") ? true : parseint(nonsensitive("Secret ${SECRET_ARN} has no JSON key 'client_secret'; \${length(${KEYS}) == 0 ? "its value is no JSON object" : "it has: \${join(", ", ${KEYS})}"}."), 10) == 0}`,
          error_message: `Secret ${SECRET_ARN} has no JSON key 'client_secret'.`,
        },
      ],
    },
  });
  expect(synthesized).toMatchSnapshot();
});

test("nothing that Terraform stores refers to the value", () => {
  const { ephemeral: read, ...stored } = verified("client_secret");
  expect(JSON.stringify(read)).toContain("self.secret_string");
  expect(JSON.stringify(stored)).not.toMatch(/secret_string|ephemeral\.[^"]*\.[^"]*\./);
  expect(stored.data).toBeUndefined();
});

test("shows the names of the keys, never a value", () => {
  const uses = condition(verified("client_secret")).match(/self\.\w+/g) ?? [];
  expect(new Set(uses)).toEqual(new Set(["self.secret_string"]));
  expect(condition(verified("client_secret")).replaceAll("keys(jsondecode(self.secret_string))", "")).not.toContain(
    "self.",
  );
});

test("comes before the provider, and after the secret's value", () => {
  const synthesized = verified("client_secret", (stack) => ({
    populatedBy: [new SecretsmanagerSecretVersion(stack, "Value", { secretId: SECRET_ARN })],
  }));
  const [id] = Object.keys(synthesized.ephemeral?.[TYPE] ?? {});
  expect(ephemeral(synthesized).depends_on).toEqual([`${TYPE}.Value`]);
  expect(only(synthesized, "aws_bedrockagentcore_oauth2_credential_provider").depends_on).toEqual([
    `ephemeral.${TYPE}.${id}`,
    `${TYPE}.Value`,
  ]);
});

test("reads with the secret's own AWS provider", () => {
  const synthesized = verified("client_secret", (stack) => ({
    provider: new AwsProvider(stack, "Vault", { alias: "vault", region: "us-east-1" }),
  }));
  expect(ephemeral(synthesized).provider).toBe("aws.vault");
});

test.each([
  ["quotes", 'client"secret', 'client\\"secret'],
  ["a backslash", "client\\secret", "client\\\\secret"],
  ["a template directive", "%{client}", "%%{client}"],
])("a JSON key with %s stays one string", (_, jsonKey, escaped) => {
  expect(condition(verified(jsonKey))).toContain(`contains(${KEYS}, "${escaped}") ?`);
  expect(condition(verified(jsonKey))).toContain(`has no JSON key '${escaped}';`);
});

test("tokens as secret and JSON key become expressions", () => {
  const synthesized = synth((stack) => {
    const attributes = { secretArn: "${var.secret}", region: "us-east-1", account: "111122223333" };
    const secret = ExternalSecret.fromAttributes(stack, "Secret", attributes);
    googleIn(stack, secret, { clientSecret: secret.jsonKey("${var.json_key}"), verifyJsonKey: true });
  });
  expect(condition(synthesized)).toContain(`contains(${KEYS}, "\${var.json_key}") ?`);
  expect(condition(synthesized)).toContain("Secret ${var.secret} has no JSON key '${var.json_key}';");
});
