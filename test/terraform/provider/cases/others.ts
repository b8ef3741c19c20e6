import { cases, long, type CheckCase } from "./check-case";
import { observabilityCases } from "./observability";
import { reference, secretArn } from "./oauth2-configuration";

const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1";
const roleArn = "arn:aws:iam::111122223333:role/agent";
const apiKeyExternal = { api_key_secret_source: "EXTERNAL", api_key_secret_config: [reference] };

export const otherCases: CheckCase[] = [
  ...cases("aws_bedrockagentcore_api_key_credential_provider", { name: "key" }, [
    [
      "name length",
      { name: long(128), api_key: "k" },
      { name: long(129), api_key: "k" },
      "between 1 and 128, got: 129",
    ],
    ["name characters", { api_key: "k" }, { name: "a.b", api_key: "k" }, "must match regular expression"],
    ["one key, not none", { api_key: "k" }, {}, "No attribute specified when one (and only one) of"],
    [
      "one key, not two",
      { api_key_wo: "k", api_key_wo_version: 1 },
      { api_key: "k", api_key_wo: "k", api_key_wo_version: 1 },
      "2 attributes specified",
    ],
    ["api_key length", { api_key: long(65536) }, { api_key: long(65537) }, "got: 65537"],
    [
      "api_key_wo needs a version",
      { api_key_wo: "k", api_key_wo_version: 1 },
      { api_key_wo: "k" },
      'api_key_wo_version" must be specified',
    ],
    [
      "the version needs api_key_wo",
      { api_key: "k" },
      { api_key: "k", api_key_wo_version: 1 },
      'api_key_wo" must be specified',
    ],
    [
      "the source is an enum",
      apiKeyExternal,
      { ...apiKeyExternal, api_key_secret_source: "OTHER" },
      "must be one of: [MANAGED EXTERNAL]",
    ],
    [
      "EXTERNAL needs the reference",
      apiKeyExternal,
      { api_key_secret_source: "EXTERNAL", api_key: "k" },
      'api_key_secret_config" must be specified when',
    ],
    [
      "EXTERNAL excludes api_key",
      apiKeyExternal,
      { ...apiKeyExternal, api_key: "k" },
      'api_key" cannot be specified when',
    ],
    [
      "EXTERNAL excludes api_key_wo",
      apiKeyExternal,
      { ...apiKeyExternal, api_key_wo: "k", api_key_wo_version: 1 },
      'api_key_wo" cannot be specified when',
    ],
    [
      "MANAGED excludes the reference",
      apiKeyExternal,
      { ...apiKeyExternal, api_key_secret_source: "MANAGED" },
      'api_key_secret_config" cannot be specified when',
    ],
    [
      "the reference needs the source",
      apiKeyExternal,
      { ...apiKeyExternal, api_key_secret_source: null },
      'api_key_secret_source" must be specified',
    ],
    ["one reference", apiKeyExternal, { ...apiKeyExternal, api_key_secret_config: [reference, reference] }, "got: 2"],
    [
      "secret_id length",
      apiKeyExternal,
      { ...apiKeyExternal, api_key_secret_config: [{ ...reference, secret_id: long(2049) }] },
      "got: 2049",
    ],
    [
      "json_key length",
      apiKeyExternal,
      { ...apiKeyExternal, api_key_secret_config: [{ ...reference, json_key: "" }] },
      "between 1 and 128, got: 0",
    ],
  ]),
  ...cases(
    "aws_bedrockagentcore_token_vault_cmk",
    { kms_configuration: [{ key_type: "CustomerManagedKey", kms_key_arn: keyArn }] },
    [
      ["vault id length", {}, { token_vault_id: long(65) }, "between 1 and 64, got: 65"],
      ["one key", {}, { kms_configuration: [] }, "must have a configuration value"],
      [
        "key type",
        {},
        { kms_configuration: [{ key_type: "Customer", kms_key_arn: keyArn }] },
        "must be one of: [ServiceManagedKey CustomerManagedKey]",
      ],
      [
        "key ARN",
        {},
        { kms_configuration: [{ key_type: "CustomerManagedKey", kms_key_arn: "alias/key" }] },
        "is an invalid ARN",
      ],
    ],
  ),
  ...cases("aws_bedrockagentcore_workload_identity", { name: "agent" }, [
    ["name length", { name: "abc" }, { name: "ab" }, "between 3 and 255, got: 2"],
    ["name characters", { name: "a.b-c_d" }, { name: "a b c" }, "must match regular expression"],
  ]),
  ...cases("aws_secretsmanager_secret", {}, [
    ["name or prefix", { name: "s" }, { name: "s", name_prefix: "s" }, "cannot be specified when"],
    ["name length", { name: long(512) }, { name: long(513) }, "got: 513"],
    ["policy", { policy: trust }, { policy: "none" }, "invalid JSON"],
    [
      "recovery window",
      { recovery_window_in_days: 0 },
      { recovery_window_in_days: 6 },
      "0 or between 7 and 30, got: 6",
    ],
    ["type", { type: "BigIDClientSecret" }, { type: "Other Type" }, "must match regular expression"],
  ]),
  ...cases("aws_secretsmanager_secret_policy", { secret_arn: secretArn, policy: trust }, [
    ["secret ARN", {}, { secret_arn: "google" }, "is an invalid ARN"],
    ["policy", {}, { policy: "[]" }, "invalid JSON"],
  ]),
  ...cases("aws_secretsmanager_secret_version", { secret_id: secretArn }, [
    ["one value", { secret_string: "s" }, { secret_string: "s", secret_binary: "cw==" }, "2 attributes specified"],
    [
      "write-only needs a version",
      { secret_string_wo: "s", secret_string_wo_version: 1 },
      { secret_string_wo: "s" },
      "must be specified when",
    ],
    [
      "the version needs the value",
      { secret_string: "s" },
      { secret_string: "s", secret_string_wo_version: 1 },
      "must be specified when",
    ],
  ]),
  ...cases("aws_secretsmanager_tag", { secret_id: secretArn, key: "team", value: "a" }, [
    ["key length", { key: long(128) }, { key: long(129) }, "between 1 and 128, got: 129"],
    ["value length", { value: long(256) }, { value: long(257) }, "between 0 and 256, got: 257"],
  ]),
  ...cases("aws_secretsmanager_secret_rotation", { secret_id: secretArn }, [
    [
      "days",
      { rotation_rules: [{ automatically_after_days: 1000 }] },
      { rotation_rules: [{ automatically_after_days: 1001 }] },
      "between 1 and 1000, got: 1001",
    ],
    [
      "days or schedule",
      { rotation_rules: [{ schedule_expression: "rate(1 day)" }] },
      { rotation_rules: [{ schedule_expression: "rate(1 day)", automatically_after_days: 1 }] },
      "2 attributes specified",
    ],
  ]),
  ...cases("aws_kms_key", {}, [
    ["policy", { policy: trust }, { policy: "{" }, "invalid JSON"],
    ["deletion window", { deletion_window_in_days: 7 }, { deletion_window_in_days: 6 }, "between 7 and 30, got: 6"],
    [
      "rotation period",
      { rotation_period_in_days: 90 },
      { rotation_period_in_days: 89 },
      "between 90 and 2560, got: 89",
    ],
  ]),
  ...cases("aws_kms_alias", { target_key_id: "1" }, [
    ["name or prefix", { name: "alias/a" }, { name: "alias/a", name_prefix: "alias/" }, "cannot be specified when"],
    ["name", { name: "alias/a" }, { name: "a" }, "must match regular expression"],
  ]),
  ...cases("aws_kms_grant", { key_id: keyArn, grantee_principal: roleArn, operations: ["Decrypt"] }, [
    ["name length", { name: long(256) }, { name: long(257) }, "got: 257"],
    ["operations", { operations: ["Decrypt", "DescribeKey"] }, { operations: ["Decrypt", "Delete"] }, "got: Delete"],
    [
      "one constraint block",
      { constraints: [{ encryption_context_subset: { a: "b" } }] },
      { constraints: [{ encryption_context_subset: { a: "b" } }, { encryption_context_equals: { a: "b" } }] },
      "got: 2",
    ],
  ]),
  ...cases("aws_kms_key_policy", { key_id: "1", policy: trust }, [
    ["key length", { key_id: long(2048) }, { key_id: long(2049) }, "got: 2049"],
    ["policy", {}, { policy: "" }, "invalid JSON"],
  ]),
  ...cases("aws_iam_role", { assume_role_policy: trust }, [
    ["name or prefix", { name: "r" }, { name: "r", name_prefix: "r" }, "cannot be specified when"],
    ["name length", { name: long(64) }, { name: long(65) }, "got: 65"],
    ["name characters", { name: "a@b" }, { name: "a/b" }, "must match regular expression"],
    ["trust policy", {}, { assume_role_policy: "x" }, "invalid JSON"],
    ["session", { max_session_duration: 3600 }, { max_session_duration: 3599 }, "between 3600 and 43200"],
    [
      "boundary",
      { permissions_boundary: "arn:aws:iam::111122223333:policy/b" },
      { permissions_boundary: "b" },
      "is an invalid ARN",
    ],
  ]),
  ...["aws_iam_role_policy", "aws_iam_policy"].flatMap((type) =>
    cases(type, { policy: trust, ...(type === "aws_iam_role_policy" && { role: "r" }) }, [
      ["name or prefix", { name: "p" }, { name: "p", name_prefix: "p" }, "cannot be specified when"],
      ["name length", { name: long(128) }, { name: long(129) }, "got: 129"],
      ["name characters", { name: "a" }, { name: "a:b" }, "must match regular expression"],
      ["policy", {}, { policy: "x" }, "invalid JSON"],
    ]),
  ),
  ...cases("aws_iam_role_policy", { policy: trust, role: "r" }, [
    ["prefix length", { name_prefix: long(102) }, { name_prefix: long(103) }, "got: 103"],
    ["prefix characters", { name_prefix: "a" }, { name_prefix: "a:b" }, "must match regular expression"],
  ]),
  ...cases("aws_iam_role_policy_attachment", { role: "r", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }, [
    ["policy ARN", {}, { policy_arn: "ReadOnlyAccess" }, "is an invalid ARN"],
  ]),
  ...cases("aws_cloudcontrolapi_resource", { type_name: "AWS::X::Y", desired_state: "{}" }, [
    ["desired state", {}, { desired_state: "x" }, "invalid JSON"],
    ["role ARN", { role_arn: roleArn }, { role_arn: "agent" }, "is an invalid ARN"],
  ]),
  ...observabilityCases,
  ...cases("aws_lambda_function", { function_name: "f", role: roleArn }, [
    ["role ARN", {}, { role: "r" }, "is an invalid ARN"],
  ]),
];
