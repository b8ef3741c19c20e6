import { conflicts, items, oneOf, pattern, range, since, within, type Check } from "../check";
import { text, UNKNOWN, type Value } from "../cty";
import { regionalArn, type Making, type ResourceFacts } from "../resource-facts";
import { refusesTarget } from "./gateway-target";

const origin =
  "source of the AWS provider 6.66, internal/service/bedrockagentcore; ARNs as in the service's documentation";

/** AgentCore makes a workload identity of the same name for each runtime and gateway. */
const workloadIdentity =
  (id: string) =>
  (making: Making): Value => [
    {
      workload_identity_arn: regionalArn(
        making,
        "bedrock-agentcore",
        `workload-identity-directory/default/workload-identity/${text(making.values[id]) ?? making.random}`,
      ),
    },
  ];

const named =
  (name: string) =>
  (making: Making): Value =>
    `${text(making.values[name])}-${making.random.replaceAll("-", "").slice(0, 10)}`;

const arnOf =
  (kind: string, id: string) =>
  (making: Making): Value =>
    regionalArn(making, "bedrock-agentcore", `${kind}/${text(making.values[id]) ?? making.random}`);

export const agentRuntime: ResourceFacts = {
  origin,
  identity: (values) => text(values.agent_runtime_id),
  checks: [
    pattern("agent_runtime_name", /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/),
    items("agent_runtime_artifact", 1, 1),
    items("network_configuration", 1, 1),
    within("network_configuration", [oneOf("network_mode", ["PUBLIC", "VPC"])]),
  ],
  replaceOn: ["agent_runtime_name"],
  computed: {
    agent_runtime_id: named("agent_runtime_name"),
    agent_runtime_arn: arnOf("runtime", "agent_runtime_id"),
    agent_runtime_version: () => "1",
    workload_identity_details: workloadIdentity("agent_runtime_id"),
  },
};

export const gateway: ResourceFacts = {
  origin,
  identity: (values) => text(values.gateway_id),
  checks: [
    pattern("name", /^([0-9a-zA-Z]-?){1,48}$/),
    oneOf("authorizer_type", ["CUSTOM_JWT", "AWS_IAM", "NONE", "AUTHENTICATE_ONLY"]),
  ],
  replaceOn: ["name"],
  computed: {
    gateway_id: named("name"),
    gateway_arn: arnOf("gateway", "gateway_id"),
    gateway_url: (making) =>
      `https://${text(making.values.gateway_id) ?? making.random}.gateway.bedrock-agentcore.${making.region}.amazonaws.com/mcp`,
    workload_identity_details: workloadIdentity("gateway_id"),
  },
};

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_OAuthCredentialProvider.html */
const oauth: readonly Check[] = [
  since("6.66.0", [oneOf("grant_type", ["CLIENT_CREDENTIALS", "AUTHORIZATION_CODE", "TOKEN_EXCHANGE"])]),
];

export const gatewayTarget: ResourceFacts = {
  origin,
  identity: (values) =>
    values.target_id === UNKNOWN ? undefined : `${text(values.gateway_identifier)},${text(values.target_id)}`,
  checks: [
    pattern("name", /^([0-9a-zA-Z]-?){1,100}$/),
    items("target_configuration", 1, 1),
    items("credential_provider_configuration", 0, 1),
    within("credential_provider_configuration", [
      items("oauth", 0, 1),
      items("api_key", 0, 1),
      conflicts("oauth", "api_key", "gateway_iam_role"),
      within("oauth", oauth),
      within("api_key", [oneOf("credential_location", ["HEADER", "QUERY_PARAMETER"])]),
    ]),
  ],
  replaceOn: ["gateway_identifier", "name"],
  computed: { target_id: (making) => making.random.replaceAll("-", "").slice(0, 10).toUpperCase() },
  refusesCreate: refusesTarget,
  refusesUpdate: (_held, planned, making) => refusesTarget(planned, making),
};

export const harness: ResourceFacts = {
  origin,
  identity: (values) => text(values.harness_id),
  checks: [pattern("harness_name", /^[a-zA-Z][a-zA-Z0-9_]{0,39}$/), range("max_iterations", 1, 100)],
  replaceOn: ["harness_name"],
  computed: { harness_id: named("harness_name"), arn: arnOf("harness", "harness_id") },
};
