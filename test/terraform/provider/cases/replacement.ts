import type { Values } from "../cty";
import { runtime, target } from "./gateway";
import { external, oauth2, secretArn } from "./oauth2-configuration";

/** How to change a resource of one type: which arguments replace it, and one that does not. */
export interface ReplacementCase {
  /** The configuration to start from; the number makes its name its own. */
  from: (number: number) => Values;
  replacing: Record<string, unknown>;
  /** Left out where every argument replaces. */
  inPlace?: Values;
}

const document = (sid: string): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: sid, Effect: "Allow", Action: "*", Resource: "*" }] });
const key = (number: number): string => `arn:aws:kms:us-east-1:111122223333:key/${number}`;
const secret = (number: number): string => `arn:aws:secretsmanager:us-east-1:111122223333:secret:s${number}-AbCdEf`;
const roleArn = "arn:aws:iam::111122223333:role/r";
const google = oauth2("google", { client_id: "id", ...external });

export const replacementCases: Record<string, ReplacementCase> = {
  aws_bedrockagentcore_oauth2_credential_provider: {
    from: (number) => ({ ...google, name: `p${number}` }),
    replacing: { name: "new", credential_provider_vendor: "SlackOauth2" },
    inPlace: { tags: { team: "x" } },
  },
  aws_bedrockagentcore_api_key_credential_provider: {
    from: (number) => ({ name: `p${number}`, api_key: "k" }),
    replacing: { name: "new" },
    inPlace: { api_key: "other" },
  },
  aws_bedrockagentcore_token_vault_cmk: {
    from: (number) => ({ token_vault_id: `v${number}`, kms_configuration: [{ key_type: "ServiceManagedKey" }] }),
    replacing: { token_vault_id: "new" },
    inPlace: { kms_configuration: [{ key_type: "CustomerManagedKey", kms_key_arn: key(1) }] },
  },
  aws_bedrockagentcore_workload_identity: {
    from: (number) => ({ name: `agent${number}` }),
    replacing: { name: "new" },
    inPlace: { allowed_resource_oauth2_return_urls: ["https://example.com"] },
  },
  aws_bedrockagentcore_gateway_target: {
    from: (number) => ({ gateway_identifier: "g", name: `t${number}`, target_configuration: [target] }),
    replacing: { gateway_identifier: "new", name: "new" },
    inPlace: { description: "d" },
  },
  aws_bedrockagentcore_gateway: {
    from: (number) => ({ name: `g${number}`, role_arn: roleArn, authorizer_type: "AWS_IAM" }),
    replacing: { name: "new" },
    inPlace: { description: "d" },
  },
  aws_bedrockagentcore_agent_runtime: {
    from: (number) => ({ ...runtime, agent_runtime_name: `r${number}` }),
    replacing: { agent_runtime_name: "new" },
    inPlace: { description: "d" },
  },
  aws_bedrockagentcore_harness: {
    from: (number) => ({ harness_name: `h${number}`, execution_role_arn: roleArn }),
    replacing: { harness_name: "new" },
    inPlace: { timeout_seconds: 60 },
  },
  aws_secretsmanager_secret: {
    // A name in its recovery window is taken.
    from: (number) => ({ name: `s${number}`, recovery_window_in_days: 0 }),
    replacing: { name: "new", name_prefix: "new", type: "SalesforceClientSecret" },
    inPlace: { description: "d" },
  },
  aws_secretsmanager_secret_policy: {
    from: (number) => ({ secret_arn: secret(number), policy: document("A") }),
    replacing: { secret_arn: secretArn },
    inPlace: { policy: document("B") },
  },
  aws_secretsmanager_secret_version: {
    from: (number) => ({ secret_id: secret(number), secret_string_wo: "s", secret_string_wo_version: 1 }),
    replacing: { secret_id: secretArn, secret_string_wo_version: 2 },
    inPlace: { version_stages: ["AWSCURRENT", "MINE"] },
  },
  aws_secretsmanager_tag: {
    from: (number) => ({ secret_id: secret(number), key: "team", value: "a" }),
    replacing: { secret_id: secretArn, key: "owner" },
    inPlace: { value: "b" },
  },
  aws_secretsmanager_secret_rotation: {
    from: (number) => ({ secret_id: secret(number), rotation_rules: [{ automatically_after_days: 1 }] }),
    replacing: { secret_id: secretArn },
    inPlace: { rotation_rules: [{ automatically_after_days: 2 }] },
  },
  aws_kms_key: {
    from: () => ({ description: "a" }),
    replacing: {
      customer_master_key_spec: "RSA_2048",
      key_usage: "SIGN_VERIFY",
      multi_region: true,
      custom_key_store_id: "cks-1",
    },
    inPlace: { description: "b" },
  },
  aws_kms_alias: {
    from: (number) => ({ name: `alias/a${number}`, target_key_id: "1" }),
    replacing: { name: "alias/new", name_prefix: "alias/new" },
    inPlace: { target_key_id: "2" },
  },
  aws_kms_grant: {
    from: (number) => ({ name: `g${number}`, key_id: key(1), grantee_principal: roleArn, operations: ["Decrypt"] }),
    replacing: {
      name: "new",
      key_id: key(2),
      grantee_principal: `${roleArn}2`,
      operations: ["Decrypt", "DescribeKey"],
      constraints: [{ encryption_context_subset: { SecretARN: secretArn } }],
      retiring_principal: roleArn,
      grant_creation_tokens: ["t"],
      retire_on_delete: true,
    },
  },
  aws_iam_role: {
    from: (number) => ({ name: `r${number}`, assume_role_policy: document("A") }),
    replacing: { name: "new", name_prefix: "new", path: "/new/" },
    inPlace: { assume_role_policy: document("B") },
  },
  aws_iam_role_policy: {
    from: (number) => ({ name: `p${number}`, role: "r", policy: document("A") }),
    replacing: { name: "new", name_prefix: "new", role: "s" },
    inPlace: { policy: document("B") },
  },
  aws_iam_policy: {
    from: (number) => ({ name: `p${number}`, policy: document("A") }),
    replacing: { name: "new", name_prefix: "new", path: "/new/", description: "d" },
    inPlace: { policy: document("B") },
  },
  aws_iam_role_policy_attachment: {
    from: (number) => ({ role: `r${number}`, policy_arn: "arn:aws:iam::aws:policy/A" }),
    replacing: { role: "new", policy_arn: "arn:aws:iam::aws:policy/B" },
  },
  aws_cloudcontrolapi_resource: {
    from: (number) => ({
      type_name: "AWS::BedrockAgentCore::ApiKeyCredentialProvider",
      desired_state: JSON.stringify({ Name: `k${number}`, Tags: [] }),
    }),
    replacing: { type_name: "AWS::BedrockAgentCore::PaymentCredentialProvider" },
    inPlace: { role_arn: roleArn },
  },
  aws_cloudwatch_event_rule: {
    from: (number) => ({ name: `r${number}`, event_pattern: "{}" }),
    replacing: { name: "new", name_prefix: "new", event_bus_name: "new" },
    inPlace: { description: "d" },
  },
  aws_cloudwatch_event_target: {
    from: (number) => ({ rule: "r", target_id: `t${number}`, arn: "arn:aws:sns:us-east-1:111122223333:t" }),
    replacing: { rule: "new", event_bus_name: "new", target_id: "new" },
    inPlace: { role_arn: roleArn },
  },
  aws_cloudwatch_log_group: {
    from: (number) => ({ name: `g${number}` }),
    replacing: { name: "new", name_prefix: "new" },
    inPlace: { retention_in_days: 1 },
  },
  aws_cloudwatch_metric_alarm: {
    from: (number) => ({ alarm_name: `a${number}`, comparison_operator: "LessThanThreshold", evaluation_periods: 1 }),
    replacing: { alarm_name: "new" },
    inPlace: { evaluation_periods: 2 },
  },
  aws_cloudwatch_dashboard: {
    from: (number) => ({ dashboard_name: `d${number}`, dashboard_body: "{}" }),
    replacing: { dashboard_name: "new" },
    inPlace: { dashboard_body: '{"widgets":[]}' },
  },
  aws_sns_topic: {
    from: (number) => ({ name: `t${number}` }),
    replacing: { name: "new", name_prefix: "new", fifo_topic: true },
    inPlace: { display_name: "d" },
  },
  aws_sns_topic_policy: {
    from: (number) => ({ arn: `arn:aws:sns:us-east-1:111122223333:t${number}`, policy: document("A") }),
    replacing: { arn: "arn:aws:sns:us-east-1:111122223333:new" },
    inPlace: { policy: document("B") },
  },
  aws_cloudtrail: {
    from: (number) => ({ name: `trail${number}`, s3_bucket_name: "b" }),
    replacing: { name: "new" },
    inPlace: { s3_bucket_name: "c" },
  },
  aws_cloudwatch_log_metric_filter: {
    from: (number) => ({
      name: `f${number}`,
      log_group_name: "g",
      pattern: "",
      metric_transformation: [{ name: "m", namespace: "n", value: "1" }],
    }),
    replacing: { name: "new", log_group_name: "new" },
    inPlace: { pattern: "x" },
  },
  aws_cloudwatch_log_resource_policy: {
    from: (number) => ({ policy_name: `p${number}`, policy_document: document("A") }),
    replacing: { policy_name: "new" },
    inPlace: { policy_document: document("B") },
  },
  aws_athena_named_query: {
    from: (number) => ({ name: `q${number}`, database: "d", query: "SELECT 1" }),
    replacing: { name: "new", database: "new", query: "SELECT 2", workgroup: "new", description: "new" },
  },
  aws_sqs_queue: {
    from: (number) => ({ name: `q${number}` }),
    replacing: { name: "new", name_prefix: "new", fifo_queue: true },
    inPlace: { message_retention_seconds: 60 },
  },
  aws_sqs_queue_policy: {
    from: (number) => ({ queue_url: `https://q${number}`, policy: document("A") }),
    replacing: { queue_url: "https://new" },
    inPlace: { policy: document("B") },
  },
  aws_lambda_function: {
    from: (number) => ({ function_name: `f${number}`, role: roleArn }),
    replacing: { function_name: "new" },
    inPlace: { description: "d" },
  },
  aws_lambda_permission: {
    from: (number) => ({ statement_id: `s${number}`, function_name: "f", action: "a", principal: "p" }),
    replacing: {
      function_name: "g",
      statement_id: "new",
      action: "b",
      principal: "q",
      source_arn: secretArn,
      source_account: "111122223333",
    },
  },
};
