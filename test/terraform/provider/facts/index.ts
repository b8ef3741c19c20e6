import type { ResourceFacts } from "../resource-facts";
import { tokenVaultCmk, workloadIdentity } from "./agentcore";
import { apiKeyCredentialProvider } from "./api-key-credential-provider";
import { cloudControlResource } from "./cloud-control";
import { agentRuntime, gateway, gatewayTarget, harness } from "./gateway";
import { policy, role, rolePolicy, rolePolicyAttachment } from "./iam";
import {
  group,
  groupMembership,
  groupPolicy,
  groupPolicyAttachment,
  policyAttachment,
  rolePoliciesExclusive,
  rolePolicyAttachmentsExclusive,
  user,
  userGroupMembership,
  userPolicy,
  userPolicyAttachment,
} from "./iam-principals";
import { kmsAlias, kmsExternalKey, kmsGrant, kmsKey, kmsKeyPolicy, kmsReplicaKey } from "./kms";
import { oauth2CredentialProvider } from "./oauth2-credential-provider";
import {
  dashboard,
  eventRule,
  eventTarget,
  lambdaFunction,
  lambdaPermission,
  logGroup,
  metricAlarm,
  topic,
  topicPolicy,
  trail,
} from "./observability";
import { secret, secretPolicy, secretRotation, secretTag, secretVersion } from "./secrets-manager";

export const resourceFacts: Readonly<Record<string, ResourceFacts>> = {
  aws_bedrockagentcore_agent_runtime: agentRuntime,
  aws_bedrockagentcore_api_key_credential_provider: apiKeyCredentialProvider,
  aws_bedrockagentcore_gateway: gateway,
  aws_bedrockagentcore_gateway_target: gatewayTarget,
  aws_bedrockagentcore_harness: harness,
  aws_bedrockagentcore_oauth2_credential_provider: oauth2CredentialProvider,
  aws_bedrockagentcore_token_vault_cmk: tokenVaultCmk,
  aws_bedrockagentcore_workload_identity: workloadIdentity,
  aws_cloudcontrolapi_resource: cloudControlResource,
  aws_cloudtrail: trail,
  aws_cloudwatch_dashboard: dashboard,
  aws_cloudwatch_event_rule: eventRule,
  aws_cloudwatch_event_target: eventTarget,
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_metric_alarm: metricAlarm,
  aws_iam_group: group,
  aws_iam_group_membership: groupMembership,
  aws_iam_group_policy: groupPolicy,
  aws_iam_group_policy_attachment: groupPolicyAttachment,
  aws_iam_policy: policy,
  aws_iam_policy_attachment: policyAttachment,
  aws_iam_role: role,
  aws_iam_role_policies_exclusive: rolePoliciesExclusive,
  aws_iam_role_policy: rolePolicy,
  aws_iam_role_policy_attachment: rolePolicyAttachment,
  aws_iam_role_policy_attachments_exclusive: rolePolicyAttachmentsExclusive,
  aws_iam_user: user,
  aws_iam_user_group_membership: userGroupMembership,
  aws_iam_user_policy: userPolicy,
  aws_iam_user_policy_attachment: userPolicyAttachment,
  aws_kms_alias: kmsAlias,
  aws_kms_external_key: kmsExternalKey,
  aws_kms_grant: kmsGrant,
  aws_kms_key: kmsKey,
  aws_kms_key_policy: kmsKeyPolicy,
  aws_kms_replica_key: kmsReplicaKey,
  aws_lambda_function: lambdaFunction,
  aws_lambda_permission: lambdaPermission,
  aws_secretsmanager_secret: secret,
  aws_secretsmanager_secret_policy: secretPolicy,
  aws_secretsmanager_secret_rotation: secretRotation,
  aws_secretsmanager_secret_version: secretVersion,
  aws_secretsmanager_tag: secretTag,
  aws_sns_topic: topic,
  aws_sns_topic_policy: topicPolicy,
  null_resource: {
    origin: "documentation of the resource",
    replaceOn: ["triggers"],
    computed: { id: (making) => String(Number.parseInt(making.random.slice(0, 8), 16)) },
  },
};
