import { arn, items, length, oneOf, pattern, within } from "../check";
import { text } from "../cty";
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
