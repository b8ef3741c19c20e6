import { grantContext } from "../../../src/sandbox/kms";
import type { ProviderKind } from "../../../src/access/vault";
import { PROVIDER_KINDS, providerArn, tokenVaultArn } from "../../../src/access/vault";
import { isRecord, only, text, type Value, type Values } from "./cty";
import { keyCalls } from "./key-calls";
import { networkCalls } from "./network-calls";
import type { Making } from "./resource-facts";
import { secretCalls } from "./secret-calls";

/** One call of AWS that the real provider makes, or AgentCore in its name, as policies see it. */
export interface AwsCall {
  readonly action: string;
  readonly resource: string;
  /** The services that ask in the caller's name, the first one first. */
  readonly calledVia?: readonly string[];
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** What a grant says of it: the only role that may do it, whatever policies say. */
  readonly onlyBy?: string;
}

export type Verb = "create" | "read" | "update" | "destroy";
export type Calls = (verb: Verb, making: Making) => AwsCall[];

const AGENTCORE = "bedrock-agentcore.amazonaws.com";

/**
 * What each resource type calls. Actions and their resources: the handlers of the CloudFormation types, and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/ of each service.
 */
export const resourceCalls: Readonly<Record<string, Calls>> = {
  aws_bedrockagentcore_oauth2_credential_provider: credentialProvider("oauth2"),
  aws_bedrockagentcore_api_key_credential_provider: credentialProvider("apikey"),
  aws_bedrockagentcore_token_vault_cmk: (verb, making) => {
    const resource = tokenVaultArn(making);
    const set = { action: "bedrock-agentcore:SetTokenVaultCMK", resource };
    const get = { action: "bedrock-agentcore:GetTokenVault", resource };
    // There is nothing to destroy: the vault keeps its key.
    return verb === "read" ? [get] : verb === "destroy" ? [] : [set, get];
  },
  // Roles that a program makes itself are none of DeployerPolicy's business.
  aws_iam_role: (verb, making) => {
    const { arn: resource } = roleNamed(making, text(making.values.name) ?? "");
    const of = (...names: string[]): AwsCall[] => names.map((name) => ({ action: `iam:${name}`, resource }));
    const read = of("GetRole", "ListAttachedRolePolicies", "ListRolePolicies");
    if (verb === "read") return read;
    if (verb === "destroy") return [...of("DeleteRole", "ListInstanceProfilesForRole"), ...read];
    return [...of(verb === "create" ? "CreateRole" : "UpdateRole"), ...read];
  },
  ...keyCalls,
  ...secretCalls,
  aws_iam_role_policy: (verb, making) => {
    const { arn, boundary } = roleNamed(making, text(making.values.role) ?? "");
    const context: AwsCall["context"] = boundary === undefined ? {} : { "iam:PermissionsBoundary": boundary };
    const read = { action: "iam:GetRolePolicy", resource: arn };
    if (verb === "read") return [read];
    if (verb === "destroy") return [{ action: "iam:DeleteRolePolicy", resource: arn, context }];
    return [{ action: "iam:PutRolePolicy", resource: arn, context }, read];
  },
  aws_iam_policy: (verb, { values, partition, account }) => {
    const resource = `arn:${partition}:iam::${account}:policy${text(values.path) ?? "/"}${text(values.name)}`;
    const of = (...names: string[]): AwsCall[] => names.map((name) => ({ action: `iam:${name}`, resource }));
    const read = of("GetPolicy", "GetPolicyVersion");
    const tags = isRecord(values.tags_all) && Object.keys(values.tags_all).length > 0 ? of("TagPolicy") : [];
    if (verb === "read") return read;
    if (verb === "destroy") return of("ListPolicyVersions", "DeletePolicyVersion", "DeletePolicy");
    if (verb === "create") return [...of("CreatePolicy"), ...tags, ...read];
    return [...of("ListPolicyVersions", "DeletePolicyVersion", "CreatePolicyVersion"), ...tags, ...read];
  },
  aws_iam_role_policy_attachment: (verb, making) => {
    const { arn: resource, boundary } = roleNamed(making, text(making.values.role) ?? "");
    const context = {
      "iam:PolicyARN": text(making.values.policy_arn) ?? "",
      ...(boundary !== undefined && { "iam:PermissionsBoundary": boundary }),
    };
    const read = { action: "iam:ListAttachedRolePolicies", resource };
    if (verb === "read") return [read];
    return [{ action: `iam:${verb === "destroy" ? "Detach" : "Attach"}RolePolicy`, resource, context }, read];
  },
  aws_kms_grant: (verb, { values }) => {
    const resource = text(values.key_id) ?? "";
    const list = { action: "kms:ListGrants", resource };
    if (verb === "read") return [list];
    if (verb === "destroy")
      return values.retire_on_delete === true
        ? [{ action: "kms:RetireGrant", resource, onlyBy: text(values.retiring_principal) ?? "nobody" }, list]
        : [{ action: "kms:RevokeGrant", resource }, list];
    return [{ action: "kms:CreateGrant", resource, context: grantContext(grantOf(values)) }, list];
  },
  aws_secretsmanager_secret_policy: (verb, { values }) => {
    const resource = text(values.secret_arn) ?? "";
    const of = (name: string): AwsCall => ({ action: `secretsmanager:${name}`, resource });
    if (verb === "read") return [of("GetResourcePolicy")];
    if (verb === "destroy") return [of("DeleteResourcePolicy")];
    const isBlocked = values.block_public_policy;
    const context = { "secretsmanager:BlockPublicPolicy": String(isBlocked) };
    return [{ ...of("PutResourcePolicy"), ...(isBlocked !== null && { context }) }, of("GetResourcePolicy")];
  },
};

/** The secret itself, when a data source describes it. */
export const describeSecret = (resource: string): AwsCall[] =>
  ["DescribeSecret", "GetResourcePolicy"].map((name) => ({ action: `secretsmanager:${name}`, resource }));

/** Reading a value: Secrets Manager uses the key in the caller's name. */
export function readSecret({ world, region }: Making, arn: string, calledVia: readonly string[] = []): AwsCall[] {
  const made = world.list("aws_secretsmanager_secret").find((one) => one.arn === arn);
  const keyArn = text(made?.kms_key_id) ?? world.steeredSecret(arn)?.secret.kmsKeyId;
  const read = { action: "secretsmanager:GetSecretValue", resource: arn, calledVia };
  if (keyArn === undefined || !keyArn.startsWith("arn:")) return [read];
  const decrypt = {
    action: "kms:Decrypt",
    resource: keyArn,
    calledVia: [...calledVia, "secretsmanager.amazonaws.com"],
    context: {
      "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
      "kms:EncryptionContext:SecretARN": arn,
      "kms:EncryptionContext:SecretVersionId": "00000000-0000-4000-8000-000000000001",
    },
  };
  return [read, decrypt];
}

function credentialProvider(kind: ProviderKind): Calls {
  return (verb, making) => {
    const { entity } = PROVIDER_KINDS[kind];
    const { values, prior } = making;
    const arn = providerArn(making, kind, text(values.name) ?? "");
    const vault = tokenVaultArn(making);
    const agentCore = (name: string, ...resources: string[]): AwsCall[] =>
      resources.map((resource) => ({ action: `bedrock-agentcore:${name}`, resource }));
    const read = [...agentCore(`Get${entity}`, arn, vault), ...agentCore("ListTagsForResource", arn)];
    if (verb === "read") return read;
    if (verb === "destroy")
      return [...agentCore(`Delete${entity}`, arn, vault), ...networkCalls(verb, making), ...read];
    const made = verb === "create";
    const tags = isRecord(values.tags_all) && Object.keys(values.tags_all).length > 0;
    return [
      ...(made ? agentCore("CreateTokenVault", vault) : []),
      ...agentCore(`${made ? "Create" : "Update"}${entity}`, arn, vault),
      ...(tags ? agentCore("TagResource", arn) : []),
      ...(prior && isRecord(prior.tags_all) ? agentCore("UntagResource", arn) : []),
      ...textsNamed(values, "secret_id").flatMap((secret) => [
        { action: "secretsmanager:DescribeSecret", resource: secret, calledVia: [AGENTCORE] },
        ...readSecret(making, secret, [AGENTCORE]),
      ]),
      ...textsNamed(values, "kms_key_arn").flatMap((key) => sign(making, key)),
      ...networkCalls(verb, making),
      ...read,
    ];
  };
}

const sign = ({ region }: Making, resource: string): AwsCall[] =>
  ["DescribeKey", "GetPublicKey", "Sign"].map((name) => ({
    action: `kms:${name}`,
    resource,
    calledVia: [AGENTCORE],
    context: { "kms:ViaService": `bedrock-agentcore-identity.${region}.amazonaws.com` },
  }));

function grantOf(values: Values): Parameters<typeof grantContext>[0] {
  const constraint = only(values.constraints);
  const pairs = (value: Value | undefined): object | undefined =>
    isRecord(value) && Object.keys(value).length > 0 ? value : undefined;
  const subset = pairs(constraint?.encryption_context_subset);
  const equals = pairs(constraint?.encryption_context_equals);
  return {
    Operations: values.operations as string[],
    GranteePrincipal: text(values.grantee_principal) ?? "",
    RetiringPrincipal: text(values.retiring_principal),
    Constraints: {
      ...(subset && { EncryptionContextSubset: subset }),
      ...(equals && { EncryptionContextEquals: equals }),
    },
  };
}

/** A role by its name, which the resource knows alone: an apply has made it, or the steering file tells of it. */
function roleNamed({ world, account, partition }: Making, name: string): { arn: string; boundary?: string } {
  const made = world.list("aws_iam_role").find((role) => role.name === name);
  const steered = world.steering.roles?.[name];
  const arn = text(made?.arn) ?? `arn:${partition}:iam::${account}:role${steered?.path ?? "/"}${name}`;
  return { arn, boundary: text(made?.permissions_boundary) ?? steered?.permissionsBoundary };
}

/** All texts under this name, however deep. */
export function textsNamed(value: Value | undefined, name: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsNamed(item, name));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === name && typeof item === "string" ? [item] : textsNamed(item, name),
  );
}
