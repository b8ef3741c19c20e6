import { ALL, READ, each, narrows, none, unknown, unknownIfNamed, type Verdict, type VerdictTable } from "./verdict";

const ENGINE = unknown(ALL, "It makes what a template describes, and the plan does not show what that is.");
const CODE = unknown(ALL, "It runs code at the apply, and the plan does not show what the code does.");
const ACTS = none("It acts with a role that it names, and the policies of that role are read.");

/**
 * The types of the AWS Cloud Control provider. Cloud Control's own resource has the same ones by their names in
 * CloudFormation.
 * @see https://registry.terraform.io/providers/hashicorp/awscc/latest/docs
 */
export const AWSCC: VerdictTable = new Map<string, Verdict>([
  ...each("awscc_iam_", "role role_policy user user_policy group group_policy managed_policy", READ),
  ...each(
    "awscc_iam_",
    "oidc_provider saml_provider",
    none("It makes an issuer known; who may assume a role, the role's trust policy says."),
  ),
  ["awscc_iam_instance_profile", none("It gives a role to EC2; what the role may do, its policies say.")],
  ["awscc_iam_service_linked_role", none("Only its service can assume it, and AWS alone writes its policies.")],
  ["awscc_iam_server_certificate", none("It holds a certificate for load balancers.")],
  [
    "awscc_iam_virtual_mfa_device",
    none("It is a way to sign in; what may be done then, the policies of the principal say."),
  ],
  ...each("awscc_secretsmanager_", "secret resource_policy", READ),
  [
    "awscc_secretsmanager_rotation_schedule",
    none("Its function acts with a role, and the policies of that role are read."),
  ],
  ["awscc_secretsmanager_secret_target_attachment", none("It writes where a database is into a secret's value.")],
  ...each("awscc_kms_", "key replica_key alias", READ),
  ...each(
    "awscc_bedrockagentcore_",
    "o_auth_2_credential_provider api_key_credential_provider payment_credential_provider",
    READ,
  ),
  ...each("awscc_bedrockagentcore_", "gateway gateway_target runtime harness workload_identity", ACTS),
  [
    "awscc_bedrockagentcore_resource_policy",
    unknownIfNamed(["role"], "It may let somebody use what it is attached to."),
  ],
  ...each(
    "awscc_bedrockagentcore_",
    "browser_custom code_interpreter_custom evaluator online_evaluation_config memory",
    ACTS,
  ),
  ...each("awscc_bedrockagentcore_", "runtime_endpoint harness_endpoint", none("It is an address of what it names.")),
  ["awscc_bedrockagentcore_browser_profile", none("It holds the settings of a browser.")],
  ...each(
    "awscc_bedrockagentcore_",
    "gateway_rule gateway_rate_limit",
    none("It says where a gateway's requests go and how many may."),
  ),
  ...each(
    "awscc_bedrockagentcore_",
    "policy policy_engine",
    none("Cedar policies decide at the gateway which tool may be called, not who may read a secret."),
  ),
  ...each("awscc_organizations_", "policy", narrows("Policies of an organization limit and never give.")),
  ...each(
    "awscc_organizations_",
    "organization organizational_unit resource_policy",
    none("It says how the organization is made up and managed, not who may read a secret."),
  ),
  ...each("awscc_servicecatalog_", "cloudformation_provisioned_product cloud_formation_provisioned_product", ENGINE),
  ...each("awscc_", "sagemaker_project elasticbeanstalk_environment datazone_environment", ENGINE),
  ["awscc_ssm_association", CODE],
  ...each("awscc_config_", "remediation_configuration conformance_pack organization_conformance_pack", CODE),
  ["awscc_budgets_budgets_action", unknown(["role"], "It attaches a policy when a budget is exceeded.")],
  ["awscc_ec2_vpc_endpoint", narrows("A policy of an endpoint limits what passes through it.")],
  ...each(
    "awscc_",
    "rolesanywhere_profile eks_pod_identity_association",
    narrows("It limits the sessions that it starts with a role; the role's policies give."),
  ),
]);

/**
 * The name of a CloudFormation type at the AWS Cloud Control provider: `AWS::IAM::Role` is `awscc_iam_role`.
 * Undefined for a type that is not AWS's own.
 */
export function awsccNameOf(typeName: string): string | undefined {
  const parts = /^AWS::(\w+)::(\w+)$/.exec(typeName);
  return parts ? `awscc_${parts[1].toLowerCase()}_${awsccCase(parts[2])}` : undefined;
}

/** The name of a property, or of a type within its service, at that provider. */
export const awsccCase = (name: string): string =>
  name
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z])([A-Z0-9])/g, "$1_$2")
    .replace(/([0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
