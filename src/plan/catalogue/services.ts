import { none, type Verdict } from "./verdict";

/** A resource policy lets principals use the resource that it stands on, and nothing beside it. */
const ONLY = (what: string): string =>
  `Its policies and permissions decide who may use ${what}, and nothing beside it.`;

/**
 * Services whose policies and permissions govern that service alone. A prefix stands for what both providers call
 * the service: `sqs_` is `aws_sqs_` and `awscc_sqs_`. What can do more has a verdict of its own in `aws.ts`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const SERVICES: readonly { readonly prefix: string; readonly why: string }[] = [
  {
    prefix: "accountaccess_",
    why: "It says who may use a role by this service; what the role may do, its policies say.",
  },
  { prefix: "acmpca_", why: ONLY("a certificate authority") },
  { prefix: "api_gateway_", why: ONLY("an API") },
  { prefix: "appstream_", why: "Its permissions are those of users within a streaming session." },
  { prefix: "athena_", why: ONLY("query results") },
  { prefix: "autoscaling_", why: "Its policies say which instances a group starts." },
  { prefix: "backup_", why: ONLY("a backup vault") },
  { prefix: "cloud9_", why: ONLY("a development environment") },
  { prefix: "cloudsearch_", why: ONLY("a search domain") },
  { prefix: "cloudwatch_event_", why: ONLY("an event bus") },
  { prefix: "cloudwatch_log_", why: ONLY("logs") },
  { prefix: "codeartifact_", why: ONLY("packages") },
  { prefix: "codebuild_", why: ONLY("builds") },
  { prefix: "config_", why: "Its rules report whether resources comply; what mends them has a verdict of its own." },
  { prefix: "connect_", why: ONLY("a contact centre") },
  { prefix: "datasync_", why: "Its principal is one of Kerberos, not of AWS." },
  { prefix: "datazone_", why: ONLY("a data domain") },
  { prefix: "directory_service_", why: "Its trust is one between directories, not of a role." },
  { prefix: "dlm_", why: "Its policies say when snapshots are made." },
  { prefix: "dsql_", why: ONLY("a database cluster") },
  { prefix: "dynamodb_", why: ONLY("a table or stream") },
  { prefix: "ec2_network_insights_", why: "Its statements describe paths of packets." },
  { prefix: "ecr_", why: ONLY("images") },
  { prefix: "ecrpublic_", why: ONLY("images") },
  { prefix: "ecs_", why: "Its permissions are those of a container on a device." },
  { prefix: "efs_", why: ONLY("a file system") },
  { prefix: "eks_", why: "Its entries and policies decide who may do what within a Kubernetes cluster." },
  { prefix: "elasticsearch_", why: ONLY("a search domain") },
  { prefix: "elastictranscoder_", why: ONLY("files that it writes") },
  { prefix: "emr_", why: "Its principal is one of Kerberos, not of AWS." },
  { prefix: "fms_", why: "Its policies are those of firewalls." },
  { prefix: "fsx_", why: ONLY("an access point of a file system") },
  { prefix: "gamelift_", why: "Its permissions open ports of a fleet." },
  { prefix: "glacier_", why: ONLY("a vault of archives") },
  { prefix: "globalaccelerator_", why: ONLY("an accelerator") },
  { prefix: "glue_", why: ONLY("a data catalog") },
  { prefix: "imagebuilder_", why: ONLY("machine images") },
  {
    prefix: "iot_",
    why: "Its policies decide what devices may do at AWS IoT; a role alias leads to a role, whose policies are read.",
  },
  { prefix: "kendra_", why: "Its policy says how search results are filtered." },
  { prefix: "kinesis_", why: ONLY("a stream") },
  { prefix: "lakeformation_", why: ONLY("tables of a data lake") },
  { prefix: "lambda_", why: ONLY("a function or layer") },
  { prefix: "licensemanager_", why: "Its grants are those of licences." },
  { prefix: "load_balancer_", why: "Its policies are settings of a load balancer." },
  { prefix: "mailmanager_", why: "Its policies decide which mail is let through." },
  { prefix: "media_store_", why: ONLY("a container of media") },
  { prefix: "msk_", why: ONLY("a Kafka cluster") },
  { prefix: "network_interface_", why: "It lets another account attach a network interface." },
  { prefix: "networkfirewall_", why: "Its policies are those of firewalls, and decide who may use them." },
  { prefix: "networkmanager_", why: "Its policies describe a network." },
  { prefix: "oam_", why: ONLY("monitoring data") },
  { prefix: "opensearch_", why: ONLY("a search domain") },
  { prefix: "opensearchservice_", why: ONLY("a search domain") },
  { prefix: "opensearchserverless_", why: ONLY("a search collection") },
  { prefix: "osis_", why: ONLY("an ingestion pipeline") },
  { prefix: "pinpointsmsvoicev2_", why: ONLY("phone numbers and messages") },
  { prefix: "prometheus_", why: ONLY("a workspace of metrics") },
  { prefix: "quicksight_", why: ONLY("dashboards and their data") },
  /** @see https://docs.aws.amazon.com/ram/latest/userguide/shareable.html */
  { prefix: "ram_", why: "It shares resources of other kinds; secrets and keys cannot be shared with it." },
  { prefix: "redshift_", why: ONLY("a data warehouse") },
  { prefix: "redshiftserverless_", why: ONLY("a data warehouse") },
  { prefix: "resiliencehub_", why: "Its policies say how long an outage may last." },
  { prefix: "resiliencehubv2_", why: "Its policies say how long an outage may last." },
  { prefix: "s3_", why: ONLY("a bucket") },
  { prefix: "s3control_", why: ONLY("an access point or bucket") },
  { prefix: "s3files_", why: ONLY("a file system") },
  { prefix: "s3tables_", why: ONLY("a table bucket") },
  { prefix: "s3vectors_", why: ONLY("a vector bucket") },
  { prefix: "sagemaker_", why: ONLY("models and notebooks") },
  { prefix: "schemas_", why: ONLY("a registry of schemas") },
  { prefix: "securityhub_", why: "Its policies say which checks are on." },
  { prefix: "securitylake_", why: ONLY("a data lake of logs") },
  { prefix: "servicecatalog_", why: ONLY("a portfolio; what a product makes has a verdict of its own") },
  { prefix: "ses_", why: ONLY("an identity that sends mail") },
  { prefix: "sesv2_", why: ONLY("an identity that sends mail") },
  { prefix: "signer_", why: ONLY("a signing profile") },
  { prefix: "sns_", why: ONLY("a topic") },
  { prefix: "sqs_", why: ONLY("a queue") },
  { prefix: "ssm_", why: ONLY("a document; what runs one has a verdict of its own") },
  { prefix: "transfer_", why: "It says where a transfer server is reached." },
  { prefix: "verifiedaccess_", why: ONLY("an application behind it") },
  { prefix: "verifiedpermissions_", why: "Cedar policies decide within an application that asks for it." },
  { prefix: "vpc_endpoint_", why: ONLY("an endpoint service") },
  { prefix: "vpclattice_", why: ONLY("a service network") },
  { prefix: "wafv2_", why: "Its statements say which web requests match." },
  { prefix: "workspaces_", why: "Its permissions are those of users over their own desktops." },
  { prefix: "workspacesweb_", why: "Its policy is the settings of a browser." },
  { prefix: "xray_", why: ONLY("traces") },
];

/** Prefixes of providers that make nothing at AWS, and those of the providers that only compute. */
const ELSEWHERE: readonly { readonly prefix: string; readonly why: string }[] = [
  ..."azuread_ azurerm_ azapi_ google_ kubernetes_ helm_ github_ gitlab_ datadog_ cloudflare_ okta_ grafana_ newrelic_ pagerduty_ snowflake_"
    .split(" ")
    .map((prefix) => ({ prefix, why: "Its provider makes nothing at AWS." })),
  ..."random_ time_ tls_ local_ archive_ cloudinit_"
    .split(" ")
    .map((prefix) => ({ prefix, why: "Its provider computes values or files and makes nothing at AWS." })),
];

/** The rules by prefix, the AWS providers' own before those of others. */
export const RULES: readonly { readonly prefix: string; readonly verdict: Verdict }[] = [
  ...SERVICES.flatMap(({ prefix, why }) =>
    ["aws_", "awscc_"].map((provider) => ({ prefix: provider + prefix, verdict: none(why) })),
  ),
  ...ELSEWHERE.map(({ prefix, why }) => ({ prefix, verdict: none(why) })),
];
