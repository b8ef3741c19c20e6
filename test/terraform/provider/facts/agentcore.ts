import { arn, items, length, oneOf, pattern, within } from "../check";
import { text, UNKNOWN } from "../cty";
import { regionalArn, type ResourceFacts } from "../resource-facts";

export const tokenVaultCmk: ResourceFacts = {
  origin: "facts/provider-gaps.md 3.3",
  identity: (values) => text(values.token_vault_id),
  overwrites: true,
  survivesDestroy: true,
  checks: [
    length("token_vault_id", 1, 64),
    items("kms_configuration", 1, 1),
    within("kms_configuration", [oneOf("key_type", ["ServiceManagedKey", "CustomerManagedKey"]), arn("kms_key_arn")]),
  ],
  replaceOn: ["token_vault_id"],
  planned: { token_vault_id: (config) => config.token_vault_id ?? "default" },
};

export const workloadIdentity: ResourceFacts = {
  origin: "facts/provider-gaps.md 3.4",
  checks: [length("name", 3, 255), pattern("name", /^[A-Za-z0-9_.-]+$/)],
  replaceOn: ["name"],
  computed: {
    workload_identity_arn: (making) =>
      regionalArn(
        making,
        "bedrock-agentcore",
        `workload-identity-directory/default/workload-identity/${text(making.values.name)}`,
      ),
  },
};

export const gateway: ResourceFacts = {
  origin: "attribute names of the 6.66.0 schema; ARN shape as in the service's documentation",
  identity: (values) => text(values.gateway_id),
  computed: {
    gateway_id: (making) => `${text(making.values.name)}-${making.random.slice(0, 10)}`,
    gateway_arn: (making) =>
      regionalArn(making, "bedrock-agentcore", `gateway/${text(making.values.gateway_id) ?? making.random}`),
    gateway_url: (making) =>
      `https://${text(making.values.gateway_id) ?? making.random}.gateway.bedrock-agentcore.${making.region}.amazonaws.com/mcp`,
  },
};

export const gatewayTarget: ResourceFacts = {
  origin: "attribute names of the 6.66.0 schema",
  identity: (values) =>
    values.target_id === UNKNOWN ? undefined : `${text(values.gateway_identifier)},${text(values.target_id)}`,
  replaceOn: ["gateway_identifier"],
  computed: { target_id: (making) => making.random.slice(0, 10).toUpperCase() },
};
