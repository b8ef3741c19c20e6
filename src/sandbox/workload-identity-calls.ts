import { workloadIdentityArn } from "../access/vault";
import type { Call, Handlers } from "./call";
import { checkedTags } from "./credential-providers";
import { pageOf } from "./page";
import type { Vaults } from "./vaults";
import type { WorkloadIdentity } from "./workload-identities";

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateWorkloadIdentity.html */
export function workloadIdentityHandlers(vaults: Vaults): Handlers {
  const named = (call: Call, { name }: WorkloadIdentity): Readonly<Record<string, unknown>> => ({
    name,
    workloadIdentityArn: workloadIdentityArn(vaults.of(call).place, name),
  });
  const shown = (call: Call, one: WorkloadIdentity): Readonly<Record<string, unknown>> => ({
    ...named(call, one),
    ...(one.returnUrls.length > 0 && { allowedResourceOauth2ReturnUrls: one.returnUrls }),
  });
  return {
    CreateWorkloadIdentity: (call) => {
      const { name, allowedResourceOauth2ReturnUrls = [], tags } = call.input;
      const { workloads } = vaults.of(call);
      const returnUrls = allowedResourceOauth2ReturnUrls as readonly string[];
      const checked = checkedTags(tags as Record<string, string> | undefined);
      return shown(call, workloads.create(String(name), returnUrls, false, checked));
    },
    GetWorkloadIdentity: (call) => {
      const one = vaults.of(call).workloads.find(String(call.input.name));
      return { ...shown(call, one), createdTime: one.createdTime, lastUpdatedTime: one.createdTime };
    },
    DeleteWorkloadIdentity: (call) => {
      vaults.of(call).workloads.delete(String(call.input.name));
      return {};
    },
    ListWorkloadIdentities: (call) => {
      const { items, nextToken } = pageOf(vaults.of(call).workloads.list, call.input, { most: 20, usual: 10 });
      return { workloadIdentities: items.map((one) => named(call, one)), ...(nextToken && { nextToken }) };
    },
  };
}
