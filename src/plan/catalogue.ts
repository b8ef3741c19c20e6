import { AWS } from "./catalogue/aws";
import { AWSCC, awsccNameOf } from "./catalogue/awscc";
import { isPermissionName } from "./catalogue/names";
import { RULES } from "./catalogue/services";
import { ALL, READ, none, unknown, unknownIfNamed, type Verdict, type VerdictTable } from "./catalogue/verdict";

export type { Touched, Verdict } from "./catalogue/verdict";

const OTHERS: VerdictTable = new Map<string, Verdict>([
  // The bridge's objects are read of them; a provisioner of theirs has the verdict PROVISIONER.
  ["terraform_data", READ],
  ["null_resource", READ],
  ["external", unknown(ALL, "It runs a program of its own, and the plan does not show what the program does.")],
  ["shell_script", unknown(ALL, "It runs a program of its own, and the plan does not show what the program does.")],
  ["http", unknownIfNamed(ALL, "It sends a request, and the plan does not show what comes of it.")],
  ["kubernetes_manifest", unknownIfNamed(ALL, "A controller in the cluster may make AWS resources of it.")],
]);

/** A provisioner that is not the bridge's, on a resource of whatever type. */
export const PROVISIONER: Verdict = unknown(
  ALL,
  "A provisioner runs a program at the apply, and the plan does not show what the program does.",
);

/** Services that are about permissions, keys and secrets alone: nothing of theirs is passed over. */
export const FAMILIES: readonly string[] = [
  ..."iam_ secretsmanager_ kms_ bedrockagentcore_ ssoadmin_ organizations_"
    .split(" ")
    .flatMap((service) => ["aws_" + service, "awscc_" + service]),
  ..."awscc_sso_ awscc_cloudformation_ awscc_controltower_".split(" "),
];

const NEW_IN_FAMILY = unknown(ALL, "Its service is about permissions, and this type of it is not read yet.");
const LOOKS_LIKE_ONE = unknown(ALL, "It has arguments of a permission, and this type is not read yet.");
const FOREIGN = unknown(ALL, "It is called like a type of the AWS provider and comes from another one.");

/** The types that have a verdict of their own, beside those that a family or a prefix decides. */
export const LISTED: VerdictTable = new Map([...AWS, ...AWSCC, ...OTHERS]);

/**
 * What a type of managed resource (or of the data sources `external` and `http`) means for who may read a secret.
 * Undefined for a type that the catalogue does not know: `judge` says whether it looks like a permission.
 *
 * @param provider its full name as plans have it: `registry.terraform.io/hashicorp/aws`
 */
export function verdictOf(type: string, provider?: string): Verdict | undefined {
  const prefix = /^(aws|awscc)_/.exec(type)?.[1];
  if (prefix !== undefined && provider !== undefined && provider.split("/").at(-1) !== prefix) return FOREIGN;
  return (
    LISTED.get(type) ??
    (FAMILIES.some((family) => type.startsWith(family)) ? NEW_IN_FAMILY : undefined) ??
    RULES.find((rule) => type.startsWith(rule.prefix))?.verdict
  );
}

/** The verdict on a Cloud Control resource by its name in CloudFormation: `AWS::IAM::Role`. */
export function verdictOfCloudControl(typeName: string): Verdict | undefined {
  const name = awsccNameOf(typeName);
  // A type of another publisher, a module or a hook runs code or makes resources of its own.
  return name === undefined ? LISTED.get("aws_cloudcontrolapi_resource") : verdictOf(name);
}

/**
 * Whether a type that is not in the catalogue looks like a permission: by its family, or by the names of the
 * attributes that can be set (paths such as `inline_policy.policy`; purely computed ones do not count).
 */
export function looksLikePermission(type: string, attributes: Iterable<string>): boolean {
  return FAMILIES.some((family) => type.startsWith(family)) || [...attributes].some(isPermissionName);
}

/** The verdict on every type: one that the catalogue does not know is unknown if it looks like a permission. */
export function judge(type: string, attributes: Iterable<string>, provider?: string): Verdict {
  return (
    verdictOf(type, provider) ??
    (looksLikePermission(type, attributes) ? LOOKS_LIKE_ONE : none("Nothing of it is called like a permission."))
  );
}

/** What data sources tell of what others manage. */
const DATA: ReadonlySet<string> = new Set(["aws_caller_identity", "aws_kms_alias"]);

/** Whether a resource of a type may matter to who can read a secret; everything else of a plan need not be held. */
export const mayMatter = (type: string): boolean =>
  DATA.has(type) || (/^aws(?:cc)?_/.test(type) ? verdictOf(type)?.kind !== "none" : verdictOf(type) !== undefined);
