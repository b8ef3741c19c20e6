import type { Values } from "../cty";
import { cases, long, type CheckCase } from "./check-case";

const roleArn = "arn:aws:iam::111122223333:role/agent";
const provider_arn = "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/oauth2credentialprovider/p";

/** A runtime, a target's configuration and a target, as short as they can be. */
export const runtime = {
  role_arn: roleArn,
  agent_runtime_artifact: [{ container_configuration: [{ container_uri: "example.com/image:1" }] }],
  network_configuration: [{ network_mode: "PUBLIC" }],
};
export const target = { mcp: [{ mcp_server: [{ endpoint: "https://mcp.example.com" }] }] };
const targetOf = (credential: Values): Values => ({ credential_provider_configuration: [credential] });
const oauth = { provider_arn, scopes: [] };

export const gatewayCases: CheckCase[] = [
  ...cases("aws_bedrockagentcore_agent_runtime", runtime, [
    ["name", { agent_runtime_name: long(48) }, { agent_runtime_name: "a-b" }, "must match regular expression"],
    [
      "network mode",
      { agent_runtime_name: "a" },
      { agent_runtime_name: "a", network_configuration: [{ network_mode: "OTHER" }] },
      "must be one of: [PUBLIC VPC]",
    ],
    [
      "an artifact",
      { agent_runtime_name: "a" },
      { agent_runtime_name: "a", agent_runtime_artifact: [] },
      "must have a configuration value",
    ],
    [
      "a network",
      { agent_runtime_name: "a" },
      { agent_runtime_name: "a", network_configuration: [] },
      "must have a configuration value",
    ],
  ]),
  ...cases("aws_bedrockagentcore_gateway", { role_arn: roleArn }, [
    [
      "name",
      { name: "a-b", authorizer_type: "AWS_IAM" },
      { name: "a_b", authorizer_type: "AWS_IAM" },
      "must match regular expression",
    ],
    [
      "authorizer",
      { name: "a", authorizer_type: "NONE" },
      { name: "a", authorizer_type: "OTHER" },
      "must be one of: [CUSTOM_JWT AWS_IAM NONE AUTHENTICATE_ONLY]",
    ],
  ]),
  ...cases("aws_bedrockagentcore_gateway_target", { gateway_identifier: "g" }, [
    [
      "name",
      { name: "a-b", target_configuration: [target] },
      { name: "a_b", target_configuration: [target] },
      "must match regular expression",
    ],
    [
      "a configuration",
      { name: "a", target_configuration: [target] },
      { name: "a" },
      "must have a configuration value",
    ],
  ]),
  ...cases(
    "aws_bedrockagentcore_gateway_target",
    { gateway_identifier: "g", name: "a", target_configuration: [target] },
    [
      [
        "one way to authorize",
        targetOf({ oauth: [oauth] }),
        { credential_provider_configuration: [{ oauth: [oauth] }, { oauth: [oauth] }] },
        "at most 1",
      ],
      ["one token", targetOf({ oauth: [oauth] }), targetOf({ oauth: [oauth, oauth] }), "at most 1"],
      [
        "one key",
        targetOf({ api_key: [{ provider_arn }] }),
        targetOf({ api_key: [{ provider_arn }, { provider_arn }] }),
        "at most 1",
      ],
      [
        "a token or a key",
        targetOf({ oauth: [oauth] }),
        targetOf({ oauth: [oauth], api_key: [{ provider_arn }] }),
        "cannot be specified when",
      ],
      [
        "grant type",
        targetOf({ oauth: [{ ...oauth, grant_type: "TOKEN_EXCHANGE" }] }),
        targetOf({ oauth: [{ ...oauth, grant_type: "PASSWORD" }] }),
        "must be one of: [CLIENT_CREDENTIALS AUTHORIZATION_CODE TOKEN_EXCHANGE]",
      ],
      [
        "location",
        targetOf({ api_key: [{ provider_arn, credential_location: "HEADER" }] }),
        targetOf({ api_key: [{ provider_arn, credential_location: "BODY" }] }),
        "must be one of: [HEADER QUERY_PARAMETER]",
      ],
    ],
  ),
  ...cases("aws_bedrockagentcore_harness", { execution_role_arn: roleArn }, [
    ["name", { harness_name: long(40) }, { harness_name: "a-b" }, "must match regular expression"],
    [
      "iterations",
      { harness_name: "a", max_iterations: 1 },
      { harness_name: "a", max_iterations: 0 },
      "between 1 and 100",
    ],
  ]),
];
