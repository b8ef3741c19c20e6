import { ApiKeyStack } from "../../examples/api-key/stack";
import { CrossAccountVaultStack } from "../../examples/cross-account-vault/stack";
import { CustomIdpStack } from "../../examples/custom-idp/stack";
import { GoogleMapsStack } from "../../examples/google-maps/stack";
import { exitCodeOf } from "../../src/cli/report/result";
import type { StackJson } from "./support";
import { check, defaultKeyPolicy, stackJson, table, violations } from "./support";

const GOOGLE_KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const VAULT_KEY = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee";

const EXAMPLES = {
  "google-maps": { json: stackJson(GoogleMapsStack), keys: [GOOGLE_KEY] },
  "api-key": { json: stackJson(ApiKeyStack), keys: [] },
  "cross-account-vault": { json: stackJson(CrossAccountVaultStack), keys: [VAULT_KEY] },
  "custom-idp": { json: stackJson(CustomIdpStack), keys: [] },
};

describe("the intended readers are proven, and nobody else", () => {
  test.each(Object.entries(EXAMPLES))("%s", (_name, { json, keys }) => {
    const result = check(json, keys.map(defaultKeyPolicy));
    expect(table(result)).toMatchSnapshot();
    expect(violations(result)).toMatchSnapshot();
  });
});

/** Replaces text everywhere in the resources, which leaves what the constructs say they want as it was. */
const mutated = (json: StackJson, from: string, to: string, type?: string): StackJson => {
  const swap = (value: unknown): unknown => JSON.parse(JSON.stringify(value).split(from).join(to)) as unknown;
  const resource = Object.fromEntries(
    Object.entries(json.resource).map(([name, blocks]) => [
      name,
      type === undefined || new RegExp(`^(${type})$`).test(name) ? swap(blocks) : blocks,
    ]),
  );
  return { ...json, resource } as StackJson;
};

describe("one property changed is a denial with its reason", () => {
  const google = EXAMPLES["google-maps"].json;
  const vault = EXAMPLES["cross-account-vault"].json;
  const CASES: [string, StackJson, string, string, string, string?][] = [
    ["google-maps: another role", google, GOOGLE_KEY, "role/agents/fraud-check", "role/agents/somebody"],
    [
      "google-maps: another secret",
      google,
      GOOGLE_KEY,
      "google-oauth-AbCdEf",
      "google-oauth-XyZxYz",
      "aws_iam_role_policy|aws_secretsmanager_secret_policy",
    ],
    [
      "google-maps: another account",
      google,
      GOOGLE_KEY,
      "us-east-1:111122223333:token-vault",
      "us-east-1:999988887777:token-vault",
    ],
    ["google-maps: another Region", google, GOOGLE_KEY, "secretsmanager:us-east-1", "secretsmanager:us-west-2"],
    [
      "google-maps: the wrong service",
      google,
      GOOGLE_KEY,
      "secretsmanager:GetSecretValue",
      "ssm:GetParameter",
      "aws_iam_role_policy|aws_secretsmanager_secret_policy",
    ],
    [
      "google-maps: a missing condition",
      google,
      GOOGLE_KEY,
      '"aws:SourceAccount\\":[\\"111122223333\\"]',
      '"aws:SourceAccount\\":[\\"*\\"]',
    ],
    [
      "cross-account-vault: another role",
      vault,
      VAULT_KEY,
      "role/support-agent",
      "role/somebody",
      "aws_secretsmanager_secret_policy",
    ],
    [
      "cross-account-vault: another account",
      vault,
      VAULT_KEY,
      "111122223333:role/support-agent",
      "999988887777:role/support-agent",
      "aws_secretsmanager_secret_policy",
    ],
    ["cross-account-vault: another secret", vault, VAULT_KEY, "slack-a1B2c3", "slack-zzzzzz", "aws_iam_role_policy"],
    ["cross-account-vault: no grant", vault, VAULT_KEY, '["Decrypt"]', '["Encrypt"]', "aws_kms_grant"],
  ];
  test.each(CASES)("%s", (...[, json, key, from, to, type]) => {
    const changed = mutated(json, from, to, type);
    expect(changed).not.toEqual(json);
    const result = check(changed, [defaultKeyPolicy(key)]);
    expect(violations(result)).toMatchSnapshot();
    expect(violations(result).length).toBeGreaterThan(0);
    expect(exitCodeOf(result, false)).toBe(1);
  });

  const apiKey = EXAMPLES["api-key"].json;
  const idp = EXAMPLES["custom-idp"].json;
  test.each<[string, StackJson, string, string]>([
    ["api-key: another account", apiKey, "111122223333:token-vault", "999988887777:token-vault"],
    ["api-key: the wrong service", apiKey, "secretsmanager:GetSecretValue", "ssm:GetParameter"],
    [
      "api-key: another secret",
      apiKey,
      '${aws_secretsmanager_secret.Made.arn}\\"]}]',
      'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x-AbCdEf\\"]}]',
    ],
    ["custom-idp: another role", idp, '"role":"ledger-agent"', '"role":"somebody"'],
    ["custom-idp: another Region", idp, "bedrock-agentcore:eu-central-1", "bedrock-agentcore:eu-west-1"],
  ])("%s", (_name, json, from, to) => {
    const changed = mutated(json, from, to, "aws_iam_role_policy");
    expect(changed).not.toEqual(json);
    const result = check(changed);
    expect(violations(result)).toMatchSnapshot();
    expect(exitCodeOf(result, false)).toBe(1);
  });
});
