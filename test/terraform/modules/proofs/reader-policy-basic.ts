import { defaultKeyPolicy } from "../../../cli/support";
import type { ModuleProof } from "./given";
import { role } from "./given";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const POLICY = "aws_iam_role_policy";

/** The owners of forecast-gateway attach the document that the example offers. */
const offered = (plan: object): unknown =>
  (plan as { planned_values: { outputs: { forecast_gateway_policy: { value: string } } } }).planned_values.outputs
    .forecast_gateway_policy.value;

export const readerPolicyBasic: ModuleProof = {
  policies: (plan) => [
    defaultKeyPolicy(KEY),
    { kind: "role", arn: role("forecast-gateway"), file: "forecast-gateway.json", document: offered(plan) },
  ],
  intended: ["forecast-gateway reader allowed allowed allowed", "weather-agent reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "the policy of weather-agent is attached to somebody",
      type: POLICY,
      change: [/^weather-agent$/, "somebody"],
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs bedrock-agentcore:GetResourceApiKey on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
        "AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityReadSecretOfe31642f2 of inline policy AgentCoreIdentity-us-east-1-apikey-weather-… of somebody.",
        "AGC008 role/weather-agent: role/weather-agent needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key.",
      ],
    },
    {
      way: "another account",
      what: "weather-agent may use the vault of another account",
      type: POLICY,
      change: [":111122223333:token-vault", ":999988887777:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs bedrock-agentcore:GetResourceApiKey on us-east-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOfe31642f2 of inline policy AgentCoreIdentity-us-east-1-apikey-weather-… of weather-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another secret",
      what: "weather-agent may read another secret",
      type: POLICY,
      change: [/(?<="Resource":\["[^"]*)google-oauth-AbCdEf/g, "another-AbCdEf"],
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:google-oauth-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecretOfe31642f2 of inline policy AgentCoreIdentity-us-east-1-apikey-weather-… of weather-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "weather-agent may decrypt when Secrets Manager of another Region asks",
      type: POLICY,
      change: ["secretsmanager.us-east-1.", "secretsmanager.us-west-2."],
      finds: [
        "AGC008 role/weather-agent: role/weather-agent needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecryptOfe31642f2 of inline policy AgentCoreIdentity-us-east-1-apikey-weather-… of weather-agent would allow it, but StringEquals kms:ViaService wants secretsmanager.us-west-2.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
      ],
    },
    {
      way: "a missing condition",
      what: "weather-agent may decrypt everything with the key",
      type: POLICY,
      change: [/"Condition":\{"StringEquals":\{"kms:[^}]*\}\},/g, ""],
      finds: [
        "AGC019 role/weather-agent: statement AgentCoreIdentityDecryptOfe31642f2 of the inline policy AgentCoreIdentity-us-east-1-apikey-weather-… of weather-agent lets role/weather-agent decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
      ],
    },
    {
      way: "the wrong service",
      what: "weather-agent may decrypt when Systems Manager asks",
      type: POLICY,
      change: ["secretsmanager.us-east-1.", "ssm.us-east-1."],
      finds: [
        "AGC008 role/weather-agent: role/weather-agent needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecryptOfe31642f2 of inline policy AgentCoreIdentity-us-east-1-apikey-weather-… of weather-agent would allow it, but StringEquals kms:ViaService wants ssm.us-east-1.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
      ],
    },
  ],
};
