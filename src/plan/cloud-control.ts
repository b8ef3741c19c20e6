import type { JsonObject } from "../proof/values";
import { isObject, own } from "../proof/values";
import { parsedText } from "../proof/stated-policy";
import { awsccCase, awsccNameOf } from "./catalogue/awscc";
import { Expression } from "./expression";
import type { Resolver } from "./resolver";
import type { SourceResource } from "./source";

/** How a type of CloudFormation is called by the AWS provider, and its properties where the names differ. */
interface Form {
  readonly type: string;
  readonly names?: Readonly<Record<string, string>>;
}

const INLINE = { policies: "inline_policy", policy_name: "name", policy_document: "policy" } as const;

/**
 * The awscc provider and Cloud Control name things as CloudFormation does. Here they become what the AWS provider would
 * make, so that each kind of thing is read in one place.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const FORMS: Readonly<Record<string, Form>> = {
  "AWS::IAM::Role": {
    type: "aws_iam_role",
    names: { ...INLINE, role_name: "name", assume_role_policy_document: "assume_role_policy" },
  },
  "AWS::IAM::RolePolicy": {
    type: "aws_iam_role_policy",
    names: { role_name: "role", policy_name: "name", policy_document: "policy" },
  },
  "AWS::IAM::User": { type: "aws_iam_user", names: { ...INLINE, user_name: "name" } },
  "AWS::IAM::UserPolicy": {
    type: "aws_iam_user_policy",
    names: { user_name: "user", policy_name: "name", policy_document: "policy" },
  },
  "AWS::IAM::Group": { type: "aws_iam_group", names: { ...INLINE, group_name: "name" } },
  "AWS::IAM::GroupPolicy": {
    type: "aws_iam_group_policy",
    names: { group_name: "group", policy_name: "name", policy_document: "policy" },
  },
  "AWS::IAM::ManagedPolicy": {
    type: "aws_iam_policy",
    names: { managed_policy_name: "name", policy_document: "policy" },
  },
  "AWS::SecretsManager::Secret": { type: "aws_secretsmanager_secret", names: { replica_regions: "replica" } },
  "AWS::SecretsManager::ResourcePolicy": {
    type: "aws_secretsmanager_secret_policy",
    names: { secret_id: "secret_arn", resource_policy: "policy" },
  },
  "AWS::KMS::Key": { type: "aws_kms_key", names: { key_policy: "policy", enabled: "is_enabled" } },
  "AWS::KMS::ReplicaKey": { type: "aws_kms_replica_key", names: { key_policy: "policy" } },
  "AWS::KMS::Alias": { type: "aws_kms_alias", names: { alias_name: "name" } },
  "AWS::BedrockAgentCore::ApiKeyCredentialProvider": { type: "aws_bedrockagentcore_api_key_credential_provider" },
  "AWS::BedrockAgentCore::OAuth2CredentialProvider": { type: "aws_bedrockagentcore_oauth2_credential_provider" },
  "AWS::BedrockAgentCore::PaymentCredentialProvider": { type: "aws_bedrockagentcore_payment_credential_provider" },
};

/** By their names at the awscc provider. */
const AWSCC: ReadonlyMap<string | undefined, string> = new Map(
  Object.keys(FORMS).map((name) => [awsccNameOf(name), name]),
);

/** @param resources as the plan has them @returns the same, those of awscc and Cloud Control in the AWS provider's words */
export function withCloudControl(resources: readonly SourceResource[], resolver: Resolver): SourceResource[] {
  return resources.map((resource) => {
    const awscc = AWSCC.get(resource.type);
    if (awscc !== undefined) return inWordsOf(FORMS[awscc] as Form, resource, withArn(resource.values));
    if (resource.type !== "aws_cloudcontrolapi_resource") return resource;
    const name = own(resource.values, "type_name");
    const form = typeof name === "string" && Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
    if (!form) return resource;
    const state = resolver.resolve(own(resource.values, "desired_state"), `${resource.address}.desired_state`);
    const desired = parsedText(state);
    const values = isObject(desired) ? (renamed(desired, awsccCase) as JsonObject) : openValues(form);
    const configured = isObject(desired) ? new Set(Object.keys(values)) : undefined;
    const arn = arnIn({ id: own(resource.before ?? resource.values, "id") });
    return inWordsOf(form, { ...resource, configured }, { ...values, arn });
  });
}

/** Of many things the ARN is the identifier. */
const arnIn = (values: JsonObject): unknown =>
  own(values, "arn") ??
  ["id", "policy_arn"]
    .map((name) => own(values, name))
    .find((one) => typeof one === "string" && one.startsWith("arn:"));

function withArn(values: JsonObject): JsonObject {
  const arn = arnIn(values);
  return arn === undefined ? values : { ...values, arn };
}

function inWordsOf({ type, names = {} }: Form, resource: SourceResource, values: JsonObject): SourceResource {
  const name = (key: string): string => (Object.hasOwn(names, key) ? (names[key] as string) : key);
  const own = renamed(values, name) as JsonObject;
  const before = resource.before && (renamed(withArn(resource.before), name) as JsonObject);
  const configured = resource.configured && new Set([...resource.configured].map(name));
  return { ...resource, type, values: own, ...(before && { before }), ...(configured && { configured }) };
}

/** Documents are text or objects; what stands in them keeps its names. */
const DOCUMENTS: ReadonlySet<string> = new Set([
  "policy",
  "assume_role_policy",
  "PolicyDocument",
  "AssumeRolePolicyDocument",
  "KeyPolicy",
  "ResourcePolicy",
  "policy_document",
  "key_policy",
  "resource_policy",
  "assume_role_policy_document",
]);

function renamed(value: unknown, name: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, name));
  if (!isObject(value) || value instanceof Expression) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [name(key), DOCUMENTS.has(key) ? one : renamed(one, name)]),
  );
}

/** Of a desired state that is not known nothing is: neither its name nor its secrets. */
function openValues({ type }: Form): JsonObject {
  const open = new Expression();
  const config = type.includes("oauth2") ? "oauth2_provider_config" : "api_key_secret_config";
  return { name: open, policy: open, inline_policy: open, managed_policy_arns: open, [config]: open, secret_arn: open };
}
