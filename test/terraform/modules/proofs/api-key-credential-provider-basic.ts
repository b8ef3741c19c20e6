import type { ModuleProof } from "./given";
import { reads, role, rolePolicy, uses } from "./given";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-api-AbCdEf";
const AGENT = role("weather-agent");
const PROVIDER = "aws_bedrockagentcore_api_key_credential_provider";

export const apiKeyCredentialProviderBasic: ModuleProof = {
  policies: () => [rolePolicy(AGENT, uses("apikey", "weather"), reads(SECRET))],
  expect: { providers: { "apikey/weather": { readers: [AGENT] } }, keys: { [SECRET]: null } },
  intended: ["weather-agent reader allowed allowed allowed"],
  cases: [
    { way: "another role", why: "the module names no role", absent: /:role\// },
    {
      way: "another account",
      what: "the provider references a secret of another account",
      type: PROVIDER,
      change: [/(?<=^arn.*:)111122223333/, "444455556666"],
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:weather-api-AbCdEf in the secret policy. role/weather-agent needs secretsmanager:GetSecretValue on us-east-1:444455556666:secret:weather-api-AbCdEf in its identity policy. Statement AgentCoreIdentityReadSecret of policy of weather-agent in role.json would allow it, but its Resource is another.",
        "AGC008 role/weather-agent: us-east-1:444455556666:secret:weather-api-AbCdEf is encrypted with the AWS managed key, which account 111122223333 cannot use.",
      ],
    },
    {
      way: "another secret",
      what: "the provider references another secret",
      type: PROVIDER,
      change: ["weather-api-AbCdEf", "another-AbCdEf"],
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs secretsmanager:GetSecretValue on us-east-1:111122223333:secret:another-AbCdEf in its identity policy or in the secret policy. Statement AgentCoreIdentityReadSecret of policy of weather-agent in role.json would allow it, but its Resource is another.",
      ],
    },
    {
      way: "another Region",
      what: "the provider is made in another Region",
      type: PROVIDER,
      change: [/^us-east-1$/, "us-west-2"],
      finds: [
        "AGC001 role/weather-agent: role/weather-agent needs bedrock-agentcore:GetResourceApiKey on us-west-2:111122223333:token-vault/default in its identity policy or in the resource policy. Statement AgentCoreIdentityUse of policy of weather-agent in role.json would allow it, but its Resource is another.",
        "AGC009 us-east-1:111122223333:secret:weather-api-AbCdEf: The secret is in us-east-1, the provider in us-west-2.",
      ],
    },
    {
      way: "a missing condition",
      why: "the module makes no policy and no grant",
      absent: /Statement|statements|constraints/,
    },
    {
      way: "the wrong service",
      why: "the module makes no policy, so that it names no service",
      absent: /amazonaws\.com|Action/,
    },
  ],
};
