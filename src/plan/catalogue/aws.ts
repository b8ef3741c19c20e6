import { ALL, READ, each, narrows, none, unknown, unknownIfNamed, type Verdict, type VerdictTable } from "./verdict";

const ENGINE = unknown(ALL, "It makes what a template describes, and the plan does not show what that is.");
const CODE = unknown(ALL, "It runs code at the apply, and the plan does not show what the code does.");
const LANDING_ZONE = unknown(
  ["role"],
  "It changes what the roles of an account may do, and the plan does not show how.",
);
const IDENTITY_CENTER = unknown(
  ["role"],
  "IAM Identity Center makes roles of it in the accounts, and the plan does not show them.",
);
const CREDENTIAL = none("It is a way to sign in; what may be done then, the policies of the principal say.");
const ACTS = none("It acts with a role that it names, and the policies of that role are read.");
const SESSION_POLICY = narrows("It limits the sessions that it starts with a role; the role's policies give.");

const IAM: readonly [string, Verdict][] = [
  ...each(
    "aws_iam_",
    "role role_policy role_policies_exclusive role_policy_attachment role_policy_attachments_exclusive policy policy_attachment",
    READ,
  ),
  ...each(
    "aws_iam_",
    "user user_policy user_policies_exclusive user_policy_attachment user_policy_attachments_exclusive user_group_membership",
    READ,
  ),
  ...each(
    "aws_iam_",
    "group group_policy group_policies_exclusive group_policy_attachment group_policy_attachments_exclusive group_membership",
    READ,
  ),
  ...each(
    "aws_iam_",
    "access_key user_login_profile user_ssh_key service_specific_credential signing_certificate virtual_mfa_device",
    CREDENTIAL,
  ),
  /** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
  ["aws_iam_service_linked_role", none("Only its service can assume it, and AWS alone writes its policies.")],
  ["aws_iam_instance_profile", none("It gives a role to EC2; what the role may do, its policies say.")],
  ...each(
    "aws_iam_",
    "openid_connect_provider saml_provider",
    none("It makes an issuer known; who may assume a role, the role's trust policy says."),
  ),
  ["aws_iam_outbound_web_identity_federation", none("It lets principals sign in elsewhere, not at AWS.")],
  ["aws_iam_organizations_features", none("It manages root users centrally; a root user is not asked about.")],
  ["aws_iam_account_alias", none("It names the account and gives nothing.")],
  ["aws_iam_account_password_policy", none("It says what passwords look like, not what may be done.")],
  ["aws_iam_security_token_service_preferences", none("It says in which Regions session tokens are valid.")],
  ["aws_iam_server_certificate", none("It holds a certificate for load balancers.")],
];

const SECRETS_AND_KEYS: readonly [string, Verdict][] = [
  ...each("aws_secretsmanager_", "secret secret_policy", READ),
  ["aws_secretsmanager_secret_version", none("It holds a value; who may read it, the secret's policy says.")],
  [
    "aws_secretsmanager_secret_rotation",
    none("Its function acts with a role, and the policies of that role are read."),
  ],
  ["aws_secretsmanager_tag", none("Only conditions compare tags, and conditions on tags stay unknown.")],
  ...each("aws_kms_", "key key_policy external_key replica_key replica_external_key grant alias", READ),
  ["aws_kms_ciphertext", none("It encrypts a value and gives nothing.")],
  ["aws_kms_custom_key_store", none("It says where key material is kept; the key's policy says who may use it.")],
];

const AGENTCORE: readonly [string, Verdict][] = [
  ...each("aws_bedrockagentcore_", "oauth2_credential_provider api_key_credential_provider", READ),
  ["aws_bedrockagentcore_token_vault_cmk", none("It encrypts the tokens in the vault, not the secrets of providers.")],
  [
    "aws_bedrockagentcore_workload_identity",
    none("It names who asks; what its role may do stands in the role's policies."),
  ],
  ["aws_bedrockagentcore_resource_policy", unknownIfNamed(["role"], "It may let somebody use what it is attached to.")],
  ...each("aws_bedrockagentcore_", "gateway gateway_target agent_runtime harness", ACTS),
  ...each(
    "aws_bedrockagentcore_",
    "browser code_interpreter evaluator online_evaluation_config memory memory_strategy",
    ACTS,
  ),
  ["aws_bedrockagentcore_agent_runtime_endpoint", none("It is an address of a runtime.")],
  ["aws_bedrockagentcore_browser_profile", none("It holds the settings of a browser.")],
  ["aws_bedrockagentcore_registry", none("It lists agents and tools and gives none of them a permission.")],
  ["aws_bedrockagentcore_gateway_rule", none("It says which target of a gateway a request goes to.")],
  /** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy.html */
  ...each(
    "aws_bedrockagentcore_",
    "policy policy_engine",
    none("Cedar policies decide at the gateway which tool may be called, not who may read a secret."),
  ),
];

const IDENTITY_CENTER_TYPES: readonly [string, Verdict][] = [
  ...each(
    "aws_ssoadmin_",
    "permission_set permission_set_inline_policy managed_policy_attachment managed_policy_attachments_exclusive",
    IDENTITY_CENTER,
  ),
  ...each(
    "aws_ssoadmin_",
    "customer_managed_policy_attachment customer_managed_policy_attachments_exclusive permissions_boundary_attachment account_assignment",
    IDENTITY_CENTER,
  ),
  ...each(
    "aws_ssoadmin_",
    "application application_access_scope application_assignment application_assignment_configuration trusted_token_issuer",
    none("It governs the use of an application; no role of an account comes of it."),
  ),
  [
    "aws_ssoadmin_instance_access_control_attributes",
    none("It names tags of sessions, and conditions on tags stay unknown."),
  ],
  ["aws_ssoadmin_region", none("It adds a Region to an instance of IAM Identity Center.")],
];

const ORGANIZATIONS: readonly [string, Verdict][] = [
  [
    "aws_organizations_account",
    unknown(["role"], "AWS makes a role in the new account that its management account may use as administrator."),
  ],
  /** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_authorization_policies.html */
  ...each(
    "aws_organizations_",
    "policy policy_attachment",
    narrows("Policies of an organization limit and never give."),
  ),
  ...each(
    "aws_organizations_",
    "aws_service_access delegated_administrator resource_policy",
    none("It says who manages the organization, not who may read a secret."),
  ),
  ...each(
    "aws_organizations_",
    "organization organizational_unit",
    none("Only conditions compare where an account stands, and policies say which."),
  ),
  ["aws_organizations_tag", none("Only conditions compare tags, and conditions on tags stay unknown.")],
];

const ENGINES: readonly [string, Verdict][] = [
  ...each("aws_cloudformation_", "stack stack_set stack_set_instance stack_instances", ENGINE),
  ["aws_servicecatalog_provisioned_product", ENGINE],
  /** @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-projects-whatis.html */
  ["aws_sagemaker_project", ENGINE],
  /** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-resources.html */
  ["aws_elastic_beanstalk_environment", ENGINE],
  ["aws_datazone_environment", ENGINE],
  ["aws_serverlessapplicationrepository_cloudformation_stack", ENGINE],
  [
    "aws_cloudcontrolapi_resource",
    unknown(ALL, "Cloud Control makes what its type name and desired state describe, and they are not known here."),
  ],
  ...each("aws_", "lambda_invocation ssm_association", CODE),
  ...each("aws_config_", "remediation_configuration conformance_pack organization_conformance_pack", CODE),
  ["aws_budgets_budget_action", unknown(["role"], "It attaches a policy when a budget is exceeded.")],
  ...each("aws_controltower_", "control landing_zone baseline", LANDING_ZONE),
];

/** Types whose name or arguments look like a permission, one by one, since their service holds others too. */
const OTHERS: readonly [string, Verdict][] = [
  [
    "aws_dataexchange_revision_assets",
    unknownIfNamed(
      ["key"],
      "AWS Data Exchange makes grants on the KMS keys that it names, and the plan does not show for whom.",
    ),
  ],
  ...each(
    "aws_",
    "vpc_endpoint vpc_endpoint_policy",
    narrows("A policy of an endpoint limits what passes through it."),
  ),
  ["aws_odb_network", narrows("Its policies limit what passes through its own endpoints.")],
  ...each("aws_", "rolesanywhere_profile eks_pod_identity_association", SESSION_POLICY),
  ...each("aws_", "emr_studio_session_mapping transfer_access transfer_user", SESSION_POLICY),
  ...each(
    "aws_chatbot_",
    "slack_channel_configuration teams_channel_configuration",
    narrows("Guardrail policies limit what the channel's role may do; the role's policies give."),
  ),
  ["aws_servicecatalog_service_action", ACTS],
  ...each(
    "aws_identitystore_",
    "user group group_membership",
    none("It says who is in a group of IAM Identity Center; what a role may do does not change by it."),
  ),
  [
    "aws_cognito_identity_pool_roles_attachment",
    none("It says which role a pool asks for; the role's trust policy lets it in."),
  ],
  ["aws_agentregistry_registry", none("It lists agents and gives none of them a permission.")],
  [
    "aws_redshift_snapshot_copy_grant",
    none("It lets Redshift alone use a key for its snapshots, and a secret is no snapshot."),
  ],
];

/** The types of the AWS provider that have a verdict of their own. */
export const AWS: VerdictTable = new Map([
  ...IAM,
  ...SECRETS_AND_KEYS,
  ...AGENTCORE,
  ...IDENTITY_CENTER_TYPES,
  ...ORGANIZATIONS,
  ...ENGINES,
  ...OTHERS,
]);
