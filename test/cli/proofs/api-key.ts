import { ApiKeyStack } from "../../../examples/api-key/stack";
import type { Subject } from "../mutation";
import { check, synthesized } from "../support";

const POLICY = "aws_iam_role_policy";

export const apiKey: Subject = {
  document: synthesized(ApiKeyStack),
  check: (document) => check(document),
  intended: [
    "terraform deployer unknown unknown allowed",
    "weather-agent reader allowed allowed allowed",
    "forecast-gateway reader unknown unknown allowed",
  ],
  cases: [
    {
      way: "another role",
      what: "the policy of weather-agent is attached to somebody",
      type: POLICY,
      change: ["${aws_iam_role.Agent.name}", "somebody"],
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs bedrock-agentcore:GetResourceApiKey on eu-west-1:111122223333:token-vault/default in its identity policy or in the resource policy.",
        "AGC002 role/somebody: It can read. Allowed by statement AgentCoreIdentityReadSecretOf2f47efde of inline policy AgentCoreIdentity-eu-west-1-apikey-weather-… of somebody.",
      ],
    },
    {
      way: "another account",
      what: "weather-agent may use the vault of another account",
      type: POLICY,
      change: [":111122223333:token-vault", ":999988887777:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs bedrock-agentcore:GetResourceApiKey on eu-west-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf2f47efde of inline policy AgentCoreIdentity-eu-west-1-apikey-weather-… of weather-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another secret",
      what: "weather-agent may read another secret",
      type: POLICY,
      change: [
        "${aws_secretsmanager_secret.Made.arn}",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:another-AbCdEf",
      ],
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs secretsmanager:GetSecretValue on eu-west-1:111122223333:secret:weather-api-(suffix of aws_secretsmanager_secret.Made) in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecretOf2f47efde of inline policy AgentCoreIdentity-eu-west-1-apikey-weather-… of weather-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "weather-agent may use the vault of another Region",
      type: POLICY,
      change: [":eu-west-1:111122223333:token-vault", ":eu-west-2:111122223333:token-vault"],
      places: 2,
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs bedrock-agentcore:GetResourceApiKey on eu-west-1:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUseOf2f47efde of inline policy AgentCoreIdentity-eu-west-1-apikey-weather-… of weather-agent would allow it, but its Resource is another.",
      ],
    },
    {
      way: "a missing condition",
      what: "AgentCore may assume weather-agent for any account",
      type: "aws_iam_role",
      change: [/,"Condition":\{"StringEquals":\{"aws:SourceAccount":[^}]*\}\}/g, ""],
      finds: [
        "AGC006 role/weather-agent: statement 0 of the trust policy of weather-agent lets bedrock-agentcore.amazonaws.com in on behalf of any other account.",
      ],
    },
    {
      way: "the wrong service",
      what: "weather-agent may read parameters, not secrets",
      type: POLICY,
      change: ["secretsmanager:GetSecretValue", "ssm:GetParameter"],
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs secretsmanager:GetSecretValue on eu-west-1:111122223333:secret:weather-api-(suffix of aws_secretsmanager_secret.Made) in its identity policy or in the secret policy.",
      ],
    },
  ],
};
