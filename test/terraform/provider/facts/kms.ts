import { conflicts, items, json, length, oneOf, pattern, range } from "../check";
import { only, text, UNKNOWN, type Value } from "../cty";
import { regionalArn, type Making, type ResourceFacts } from "../resource-facts";

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html */
export const grantOperations = [
  "Decrypt",
  "Encrypt",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "ReEncryptFrom",
  "ReEncryptTo",
  "Sign",
  "Verify",
  "GetPublicKey",
  "CreateGrant",
  "RetireGrant",
  "DescribeKey",
  "GenerateDataKeyPair",
  "GenerateDataKeyPairWithoutPlaintext",
  "GenerateMac",
  "VerifyMac",
  "DeriveSharedSecret",
];

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultPolicy = (making: Making): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${making.partition}:iam::${making.account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });

/** What the key policy says, whichever resource has put it. */
const policyInForce = ({ values, world, region }: Making): Value =>
  text(world.find("aws_kms_key_policy", `${region}/${text(values.key_id)}`)?.policy) ?? values.policy ?? null;

export const kmsKey: ResourceFacts = {
  origin: "documentation of the resource; deletion window: 7 to 30 days",
  identity: (values) => text(values.key_id),
  checks: [json("policy"), range("deletion_window_in_days", 7, 30), range("rotation_period_in_days", 90, 2560)],
  replaceOn: ["customer_master_key_spec", "key_usage", "multi_region", "custom_key_store_id"],
  computed: {
    key_id: (making) => making.random,
    id: (making) => making.values.key_id,
    arn: (making) => regionalArn(making, "kms", `key/${text(making.values.key_id)}`),
    policy: defaultPolicy,
  },
  onRead: { policy: policyInForce },
};

/** A key that takes its material from outside: otherwise like any other, but known by its `id` alone. */
export const kmsExternalKey: ResourceFacts = {
  origin: "documentation of the resource",
  identity: (values) => text(values.id),
  computed: {
    id: (making) => making.random,
    arn: (making) => regionalArn(making, "kms", `key/${text(making.values.id)}`),
    policy: defaultPolicy,
    enabled: (making) => text(making.values.key_material_base64) !== undefined,
    key_state: (making) => (text(making.values.key_material_base64) === undefined ? "PendingImport" : "Enabled"),
  },
};

/** A replica has a policy of its own, and the ID of its primary key. */
export const kmsReplicaKey: ResourceFacts = {
  origin: "documentation of the resource",
  identity: (values) => text(values.key_id),
  computed: {
    key_id: (making) => (text(making.values.primary_key_arn) ?? "").split("key/")[1] ?? making.random,
    id: (making) => making.values.key_id,
    arn: (making) => regionalArn(making, "kms", `key/${text(making.values.key_id)}`),
    policy: defaultPolicy,
  },
};

export const kmsAlias: ResourceFacts = {
  origin: "documentation of the resource",
  checks: [conflicts("name", "name_prefix"), pattern("name", /^alias\/[a-zA-Z0-9/_-]+$/)],
  replaceOn: ["name", "name_prefix"],
  computed: {
    name: (making) => `${text(making.values.name_prefix) ?? "alias/"}${making.random}`,
    id: (making) => making.values.name,
    arn: (making) => regionalArn(making, "kms", text(making.values.name) ?? ""),
    target_key_arn: (making) => {
      const target = text(making.values.target_key_id) ?? "";
      return target.startsWith("arn:") ? target : regionalArn(making, "kms", `key/${target}`);
    },
  },
};

export const kmsGrant: ResourceFacts = {
  origin: "facts/provider-gaps.md 3.5: there is no update, so every argument replaces",
  identity: (values) =>
    values.grant_id === UNKNOWN ? undefined : `${text(values.key_id)}:${text(values.grant_id) ?? ""}`,
  checks: [length("name", 1, 256), oneOf("operations", grantOperations), items("constraints", 0, 1)],
  replaceOn: [
    "name",
    "key_id",
    "grantee_principal",
    "operations",
    "constraints",
    "retiring_principal",
    "grant_creation_tokens",
    "retire_on_delete",
  ],
  computed: {
    grant_id: (making) => making.random.replaceAll("-", "").repeat(2),
    grant_token: (making) => `token-${making.random}`,
    id: (making) => `${text(making.values.key_id)}:${text(making.values.grant_id)}`,
  },
  notRefreshed: ["retire_on_delete", "grant_creation_tokens"],
  refusesCreate: (values, making) => {
    const constraints = only(values.constraints);
    const of = text(values.key_id)?.startsWith("arn:") ? text(values.key_id)?.split(":")[3] : making.region;
    // https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html
    if (of !== making.region) return `NotFoundException: Invalid arn ${of}`;
    return constraints?.encryption_context_equals && constraints.encryption_context_subset
      ? "ValidationException: a grant takes one kind of encryption context constraint, not both"
      : undefined;
  },
};

export const kmsKeyPolicy: ResourceFacts = {
  origin: "facts/provider-gaps.md 3.5",
  identity: (values) => text(values.key_id),
  overwrites: true,
  checks: [length("key_id", 1, 2048), json("policy")],
  computed: { id: (making) => making.values.key_id },
  notRefreshed: ["bypass_policy_lockout_safety_check"],
};
