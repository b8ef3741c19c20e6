import type { CompiledPolicy, KmsGrant } from "../../../src/decision";
import { compilePolicy, decide } from "../../../src/decision";
import type { AwsCall } from "./aws-calls";
import { isRecord, only, text, type Values } from "./cty";
import { ServiceError } from "./diagnostics";
import { policyOf } from "./secret-lookup";
import type { Session } from "./resource";
import type { Making } from "./resource-facts";
import type { World } from "./world";

/**
 * Stops unless the deployer of the steering file may make these calls: by its policy, by the policies of secrets and keys,
 * and by the grants that applies have made. The package's own decision says so. Without a deployer everything is allowed,
 * and to a provider that assumes a role, too: that role is somebody else's.
 */
export function requirePermissions(session: Session, making: Making, calls: readonly AwsCall[], doing: string): void {
  const { deployer } = session.world.steering;
  if (!deployer || session.assumesRole) return;
  const policies = deployer.policies.map((policy, index) =>
    compilePolicy(`the deployer's policy ${index + 1}`, "identity", policy),
  );
  for (const call of calls) {
    const reason = denial(session.world, making, call, deployer.roleArn, policies);
    if (reason === undefined) continue;
    throw new ServiceError(
      doing,
      `AccessDeniedException: ${deployer.roleArn} is not authorized to perform: ${call.action} on resource: ${call.resource}. ${reason}`,
    );
  }
}

/** Why a role may not make a call, with these identity policies; undefined if it may. */
export function denial(
  world: World,
  making: Making,
  call: AwsCall,
  roleArn: string,
  identityPolicies: readonly CompiledPolicy[],
): string | undefined {
  const { action, resource, context, calledVia = [], onlyBy } = call;
  // Retiring takes no permission, and none is enough.
  if (onlyBy !== undefined) return onlyBy === roleArn ? undefined : `Only ${onlyBy} may.`;
  const decision = decide(
    {
      identityPolicies,
      resourcePolicy: resourcePolicy(world, making, resource),
      grants: action.startsWith("kms:") ? grantsOn(world, resource) : [],
      accounts: Object.fromEntries([roleArn, resource].map((arn) => [arn.split(":")[4] ?? "", NO_ORGANIZATION])),
    },
    {
      principal: { type: "AssumedRole", roleArn, sessionName: "terraform", tags: {} },
      action,
      resource: { arn: resource },
      context: {
        "aws:SecureTransport": "true",
        ...(calledVia.length > 0 && { "aws:CalledVia": calledVia }),
        ...context,
      },
    },
  );
  return decision.verdict === "allowed" ? undefined : JSON.stringify(decision);
}

const NO_ORGANIZATION = { organizationId: null };

function resourcePolicy(world: World, making: Making, resource: string): CompiledPolicy | undefined {
  const [, partition, service, region, account] = resource.split(":");
  const compiled = (name: string, policy: string | undefined): CompiledPolicy | undefined =>
    policy ? compilePolicy(name, "resource", policy) : undefined;
  if (service === "secretsmanager") {
    const found = world.steeredSecret(resource)?.secret.policy;
    const before = typeof found === "object" ? JSON.stringify(found) : found;
    return compiled("secret policy", policyOf({ ...making, region: region ?? making.region }, resource, before ?? ""));
  }
  if (service !== "kms") return undefined;
  const made = world.list("aws_kms_key").find(({ arn }) => arn === resource);
  const put = text(world.find("aws_kms_key_policy", `${region}/${resource}`)?.policy) ?? text(made?.policy);
  return compiled(
    "key policy",
    put ?? world.steering.keyPolicies?.[resource] ?? iamDecides(`${partition}`, `${account}`),
  );
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const iamDecides = (partition: string, account: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    ],
  });

const grantsOn = (world: World, keyArn: string): KmsGrant[] =>
  world
    .list("aws_kms_grant")
    .filter(({ key_id }) => key_id === keyArn)
    .map((values): KmsGrant => {
      const subset = only(values.constraints)?.encryption_context_subset;
      return {
        name: text(values.grant_id) ?? "grant",
        keyArn,
        granteePrincipal: text(values.grantee_principal) ?? "",
        operations: values.operations as string[],
        constraints: isRecord(subset) ? { encryptionContextSubset: subset as Values as Record<string, string> } : {},
      };
    });
