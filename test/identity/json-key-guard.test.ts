import { withoutShown } from "../../src/terraform/shown";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import type { ExternalSecretFromArnProps } from "cdktf-agentcore-identity";
import { ExternalSecret } from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { googleIn, SECRET_ARN, secretIn } from "../support/fixtures";
import type { Arguments, Synthesized } from "../support/synth";
import { only, synth, tokenFor } from "../support/synth";
import { HIDDEN_JSON_KEY, SHOWN_JSON_KEY } from "../../src/access/json-key";

const shown = (keys: string): string =>
  `distinct([for key in ${keys} : can(regex("${SHOWN_JSON_KEY}", key)) ? key : "${HIDDEN_JSON_KEY}"])`;

test.each(["client_secret", "clientSecret", "api-key", "API_KEY", "key2", "a.b", "token"])(
  "%s looks like a name",
  (key) => expect(key).toMatch(new RegExp(SHOWN_JSON_KEY)),
);

test.each([
  "sk-live-51HzZq",
  "AKIAIOSFODNN7EXAMPLE",
  "wJalrXUtnFEMI/K7MDENG",
  "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
  "correcthorsebatterystaple",
  "JBSWY3DPEHPK3PXP",
  "hunter2hunter2",
  "",
])("%j does not", (key) => expect(key).not.toMatch(new RegExp(SHOWN_JSON_KEY)));

const TYPE = "aws_secretsmanager_secret_version";
const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";

/** What the guard looks at. */
const value = (synthesized: Synthesized): string =>
  `ephemeral.${TYPE}.${Object.keys(synthesized.ephemeral?.[TYPE] ?? {})[0]}.secret_string`;

const keys = (synthesized: Synthesized): string => `try(keys(jsondecode(${value(synthesized)})), [])`;

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

function guard(synthesized: Synthesized): { condition: string; error_message: string } {
  const { lifecycle } = only(synthesized, OAUTH2) as {
    lifecycle: { precondition: { condition: string; error_message: string }[] };
  };
  return lifecycle.precondition.at(-1) as { condition: string; error_message: string };
}

const condition = (synthesized: Synthesized): string => guard(synthesized).condition;

test("is off by default: nothing reads the secret", () => {
  const synthesized = synth((stack) => void googleIn(stack, secretIn(stack)));
  expect([synthesized.ephemeral, synthesized.data]).toEqual([undefined, undefined]);
});

test("reads the secret through an ephemeral resource, and stops if the key is not there", () => {
  const synthesized = verified("client_secret");
  const present = keys(synthesized);
  expect(guard(synthesized)).toEqual({
    condition: `\${contains(${present}, "client_secret") ? true : parseint(nonsensitive("Secret ${SECRET_ARN} has no JSON key 'client_secret'; \${length(${present}) == 0 ? "its value is no JSON object" : "it has: \${join(", ", ${shown(present)})}"}."), 10) == 0}`,
    error_message: `Secret ${SECRET_ARN} has no JSON key 'client_secret'.`,
  });
  expect(synthesized).toMatchSnapshot();
});

test("the ephemeral resource has no condition: Terraform 1.11.4 could then not show the plan as JSON", () => {
  expect(ephemeral(verified("client_secret"))).toEqual({ secret_id: SECRET_ARN });
});

test("nothing but the guard refers to the value, and no data source reads it", () => {
  const synthesized = verified("client_secret");
  const { lifecycle, ...stored } = only(synthesized, OAUTH2);
  expect(JSON.stringify(lifecycle)).toContain("secret_string");
  expect(JSON.stringify([stored, synthesized.ephemeral, synthesized.check])).not.toContain("secret_string");
  expect(synthesized.data).toBeUndefined();
});

test("shows the names of the keys, never a value", () => {
  const synthesized = verified("client_secret");
  expect(condition(synthesized)).toContain(value(synthesized));
  expect(condition(synthesized).replaceAll(`keys(jsondecode(${value(synthesized)}))`, "")).not.toContain("ephemeral.");
});

test("comes after the secret's value", () => {
  const synthesized = verified("client_secret", (stack) => ({
    populatedBy: [new SecretsmanagerSecretVersion(stack, "Value", { secretId: SECRET_ARN })],
  }));
  expect(ephemeral(synthesized).depends_on).toEqual([`${TYPE}.Value`]);
  expect(only(synthesized, OAUTH2).depends_on).toContain(`${TYPE}.Value`);
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
  expect(condition(verified(jsonKey))).toContain(`contains(${keys(verified(jsonKey))}, "${escaped}") ?`);
  expect(condition(verified(jsonKey))).toContain(`has no JSON key '${escaped}';`);
});

test("tokens as secret and JSON key become expressions", () => {
  const synthesized = synth((stack) => {
    const attributes = { secretArn: tokenFor("var.secret"), region: "us-east-1", account: "111122223333" };
    const secret = ExternalSecret.fromAttributes(stack, "Secret", attributes);
    googleIn(stack, secret, { clientSecret: secret.jsonKey(tokenFor("var.json_key")), verifyJsonKey: true });
  });
  expect(condition(synthesized)).toContain(`contains(${keys(synthesized)}, "\${var.json_key}") ?`);
  expect(withoutShown(condition(synthesized))).toContain("Secret ${var.secret} has no JSON key '${var.json_key}';");
});
