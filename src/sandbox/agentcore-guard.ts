import type { Place, ProviderKind } from "../access/vault";
import {
  PROVIDER_KINDS,
  providerArn,
  providerCollectionArn,
  tokenVaultArn,
  workloadIdentityArn,
  workloadIdentityDirectoryArn,
} from "../access/vault";
import type { Authorize, Call, Handlers } from "./call";
import { consumerResource } from "./consumer-calls";
import { ServiceError } from "./service-error";

/** Stops unless the caller may do this with each of the resources. */
export function allowAgentCore(
  authorize: Authorize,
  { principal, operation }: Call,
  resources: readonly string[],
): void {
  for (const resource of resources) {
    const denied = authorize({ principal, action: `bedrock-agentcore:${operation}`, resource });
    if (denied !== undefined) throw new ServiceError("AccessDeniedException", denied);
  }
}

/** Asks before each operation of the control plane whether the caller may do it. */
export const guarded = (handlers: Handlers, placeOf: (call: Call) => Place, authorize: Authorize): Handlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (call: Call) => {
        allowAgentCore(authorize, call, resourcesOf(call, placeOf(call)));
        return handler(call);
      },
    ]),
  );

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html */
function resourcesOf(call: Call, place: Place): string[] {
  const { operation, input } = call;
  const kind = (Object.keys(PROVIDER_KINDS) as ProviderKind[]).find((one) =>
    operation.includes(PROVIDER_KINDS[one].entity),
  );
  const consumer = consumerResource(call, place);
  if (consumer !== undefined) return [consumer];
  if (operation === "ListWorkloadIdentities") return [workloadIdentityDirectoryArn(place)];
  if (operation.endsWith("WorkloadIdentity"))
    return [workloadIdentityDirectoryArn(place), workloadIdentityArn(place, String(input.name))];
  if (!kind) return [input.resourceArn === undefined ? tokenVaultArn(place) : String(input.resourceArn)];
  if (operation.startsWith("List")) return [providerCollectionArn(place, kind)];
  const arn = providerArn(place, kind, String(input.name));
  return operation.startsWith("Create") ? [arn, tokenVaultArn(place)] : [arn];
}
