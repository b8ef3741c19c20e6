import { arn, conflicts, json, length, pattern, range } from "../check";
import { text } from "../cty";
import { globalArn, type ResourceFacts } from "../resource-facts";
import { attachedTo, inlinePoliciesOf } from "./iam-principals";
import { attachmentQuota, inlineQuota, policySize } from "./iam-quotas";
import { nameOf } from "./names";
import { malformed } from "./refusals";

const origin =
  "documentation of the resource; name limits: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const nameCharacters = /^[\w+=,.@-]*$/;

export const role: ResourceFacts = {
  origin,
  checks: [
    conflicts("name", "name_prefix"),
    length("name", 1, 64),
    pattern("name", nameCharacters),
    json("assume_role_policy"),
    range("max_session_duration", 3600, 43200),
    arn("permissions_boundary"),
  ],
  replaceOn: ["name", "name_prefix", "path"],
  computed: {
    name: nameOf,
    id: (making) => making.values.name,
    arn: (making) => globalArn(making, "iam", `role${text(making.values.path) ?? "/"}${text(making.values.name)}`),
    unique_id: (making) => `AROA${making.random.slice(0, 8).toUpperCase()}`,
    create_date: () => "2026-01-01T00:00:00Z",
    managed_policy_arns: () => [],
  },
  computedBlocks: ["inline_policy"],
  onRead: { inline_policy: inlinePoliciesOf, managed_policy_arns: attachedTo },
};

export const rolePolicy: ResourceFacts = {
  origin,
  refusesCreate: (values, making) => malformed(values) ?? inlineQuota(values, making),
  refusesUpdate: (_held, planned, making) => malformed(planned) ?? inlineQuota(planned, making),
  identity: (values) => `${text(values.role)}:${text(values.name)}`,
  overwrites: true,
  checks: [
    conflicts("name", "name_prefix"),
    length("name", 1, 128),
    length("name_prefix", 1, 102),
    pattern("name", nameCharacters),
    pattern("name_prefix", nameCharacters),
    json("policy"),
  ],
  replaceOn: ["name", "name_prefix", "role"],
  computed: { name: nameOf, id: (making) => `${text(making.values.role)}:${text(making.values.name)}` },
};

export const policy: ResourceFacts = {
  origin,
  refusesCreate: (values) => malformed(values) ?? policySize(values),
  // Of its five versions the AWS provider deletes the oldest before it makes another.
  refusesUpdate: (_held, planned) => malformed(planned) ?? policySize(planned),
  identity: (values) => text(values.arn),
  checks: [conflicts("name", "name_prefix"), length("name", 1, 128), pattern("name", nameCharacters), json("policy")],
  replaceOn: ["name", "name_prefix", "path", "description"],
  computed: {
    name: nameOf,
    arn: (making) => globalArn(making, "iam", `policy${text(making.values.path) ?? "/"}${text(making.values.name)}`),
    id: (making) => making.values.arn,
    policy_id: (making) => `ANPA${making.random.slice(0, 8).toUpperCase()}`,
  },
};

export const rolePolicyAttachment: ResourceFacts = {
  origin,
  identity: (values) => `${text(values.role)}/${text(values.policy_arn)}`,
  overwrites: true,
  refusesCreate: attachmentQuota,
  checks: [arn("policy_arn")],
  replaceOn: ["role", "policy_arn"],
  computed: { id: (making) => `${text(making.values.role)}-${making.random}` },
};
