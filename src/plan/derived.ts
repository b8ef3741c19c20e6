import { workloadIdentityArn } from "../access/vault";
import { isUnknown, openText } from "../decision";
import { listOf, own } from "../proof/values";
import type { Place } from "./places";

/** What the ARN of a resource is made of. */
export interface Named {
  readonly address: string;
  readonly type: string;
  readonly place: Place;
  /** An attribute as far as the plan knows it. */
  readonly attribute: (name: string) => unknown;
}

const IDENTITIES: Readonly<Record<string, string>> = {
  aws_iam_role: "role",
  aws_iam_policy: "policy",
  aws_iam_user: "user",
  aws_iam_group: "group",
};
/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
export const SUFFIX_LENGTH = 6;
const KEYS: ReadonlySet<string> = new Set([
  "aws_kms_key",
  "aws_kms_external_key",
  "aws_kms_replica_key",
  "aws_kms_replica_external_key",
]);

/** Resources whose ARNs follow from what is known of them; what is open in them is an open text. */
export function derived(resource: Named, name: string): string | undefined {
  const { type } = resource;
  const kind = IDENTITIES[type];
  if (kind !== undefined) return ofIdentity(resource, kind, name);
  if (type === "aws_secretsmanager_secret" && (name === "arn" || name === "id")) return secretArn(resource);
  if (type === "aws_lambda_function" && name === "arn") return functionArn(resource);
  if (KEYS.has(type)) return ofKey(resource, name);
  if (HAVE_IDENTITY.has(type) && name === WORKLOAD_IDENTITY) return workloadIdentity(resource);
  return undefined;
}

/** AgentCore makes a workload identity for each of these. */
const HAVE_IDENTITY: ReadonlySet<string> = new Set([
  "aws_bedrockagentcore_agent_runtime",
  "aws_bedrockagentcore_gateway",
]);
const WORKLOAD_IDENTITY = "workload_identity_arn";

function workloadIdentity({ address, place, attribute }: Named): string {
  const [details] = listOf(attribute("workload_identity_details"));
  const known = own(details, WORKLOAD_IDENTITY);
  return typeof known === "string" && known !== ""
    ? known
    : workloadIdentityArn(place, openText(`workload identity of ${address}`));
}

function ofIdentity(resource: Named, kind: string, name: string): string | undefined {
  const called = nameOf(resource);
  if (name === "name" || (name === "id" && kind !== "policy")) return called;
  if (name !== "arn" && name !== "id") return undefined;
  const { partition, account } = resource.place;
  const path = resource.attribute("path");
  const folder =
    typeof path === "string" && path !== ""
      ? path
      : isUnknown(path)
        ? // The path may be "/" alone, so that its last slash belongs to what is open.
          `/${openText(`${resource.address}.path`)}`
        : "/";
  return `arn:${partition}:iam::${account}:${kind}${folder}${called}`;
}

function secretArn(resource: Named): string {
  const { partition, region, account } = resource.place;
  const suffix = openText(`suffix of ${resource.address}`, SUFFIX_LENGTH);
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${nameOf(resource)}-${suffix}`;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
function functionArn({ place: { partition, region, account }, attribute }: Named): string | undefined {
  const name = attribute("function_name");
  return typeof name === "string" ? `arn:${partition}:lambda:${region}:${account}:function:${name}` : undefined;
}

function ofKey(resource: Named, name: string): string | undefined {
  const id = openText(`${resource.address}.key_id`);
  if (name === "key_id" || name === "id") return id;
  const { partition, region, account } = resource.place;
  return name === "arn" ? `arn:${partition}:kms:${region}:${account}:key/${id}` : undefined;
}

/** A name, as far as it is known: a prefix with what the apply puts behind it. */
function nameOf({ address, attribute }: Named): string {
  const [name, prefix] = [attribute("name"), attribute("name_prefix")];
  if (typeof name === "string" && name !== "") return name;
  return (typeof prefix === "string" ? prefix : "") + openText(`${address}.name`);
}
