import type { Place } from "../access/vault";
import type { Call, Handlers } from "./call";
import type { Consumer, Consumers, Members, Outer } from "./consumers";
import { pageOf } from "./page";
import { ServiceError } from "./service-error";
import type { Vaults } from "./vaults";

const MADE = new Date("2026-01-01T00:00:00Z");
const times = { createdAt: MADE, updatedAt: MADE };
const paymentTimes = { createdAt: MADE, lastUpdatedAt: MADE };

function found<T extends Consumer>(all: readonly T[], id: unknown): T {
  const one = all.find((each) => each.id === id);
  if (!one) throw new ServiceError("ResourceNotFoundException", `There is no ${String(id)}.`);
  return one;
}

const arnIn = ({ partition, region, account }: Place, resource: string): string =>
  `arn:${partition}:bedrock-agentcore:${region}:${account}:${resource}`;

/** The resource that each operation is authorized for; those that list all are for every one. */
export function consumerResource({ operation, input }: Call, place: Place): string | undefined {
  const arn = (collection: string, id: unknown): string => arnIn(place, `${collection}/${String(id)}`);
  if (/^List(?:AgentRuntimes|ConsentPortals|Gateways|Harnesses|PaymentManagers|Registries)$/.test(operation))
    return "*";
  if (/GatewayTargets?$|Gateway$/.test(operation)) return arn("gateway", input.gatewayIdentifier);
  if (/PaymentConnectors?$/.test(operation)) return arn("payment-manager", input.paymentManagerId);
  if (/RegistryRecords?$/.test(operation)) return arn("registry", input.registryId);
  if (operation === "GetAgentRuntime") return arn("runtime", input.agentRuntimeId);
  if (operation === "GetHarness") return arn("harness", input.harnessId);
  return operation === "GetConsentPortal" ? arn("consent-portal", input.consentPortalIdentifier) : undefined;
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Operations.html */
export function consumerHandlers(vaults: Vaults): Handlers {
  const here = (call: Call): { consumers: Consumers; arn: (resource: string) => string } => {
    const { consumers, place } = vaults.of(call);
    return { consumers, arn: (resource) => arnIn(place, resource) };
  };
  const listed = <T extends Consumer>(
    call: Call,
    all: readonly T[],
    name: string,
    shown: (one: T) => Members,
  ): Members => {
    const { items, nextToken } = pageOf(all, call.input, { most: 100, usual: 10 });
    return { [name]: items.map(shown), ...(nextToken && { nextToken }) };
  };
  const gateway = ({ id }: Consumer): Members => ({
    gatewayId: id,
    name: id,
    status: "READY",
    authorizerType: "AWS_IAM",
    protocolType: "MCP",
    ...times,
  });
  const manager =
    (arn: (resource: string) => string) =>
    ({ id, roleArn }: Outer): Members => ({
      paymentManagerId: id,
      paymentManagerArn: arn(`payment-manager/${id}`),
      name: id,
      status: "READY",
      authorizerType: "AWS_IAM",
      roleArn: roleArn ?? "",
      lastUpdatedAt: MADE,
    });
  const record =
    (arn: (resource: string) => string, registryId: string) =>
    ({ id }: Consumer): Members => ({
      registryArn: arn(`registry/${registryId}`),
      recordArn: arn(`registry/${registryId}/record/${id}`),
      recordId: id,
      name: id,
      descriptorType: "MCP",
      recordVersion: "1",
      status: "APPROVED",
      ...times,
    });
  const runtime =
    (arn: (resource: string) => string) =>
    ({ id }: Consumer): Members => ({
      agentRuntimeArn: arn(`runtime/${id}`),
      agentRuntimeId: id,
      agentRuntimeName: id,
      agentRuntimeVersion: "1",
      description: "",
      lastUpdatedAt: MADE,
      status: "READY",
    });
  const portal =
    (arn: (resource: string) => string) =>
    ({ id }: Consumer): Members => ({
      consentPortalId: id,
      consentPortalArn: arn(`consent-portal/${id}`),
      name: id,
      status: "READY",
      sources: [],
      ...times,
    });
  const connector = ({ id }: Consumer): Members => ({
    paymentConnectorId: id,
    name: id,
    type: "CoinbaseCDP",
    status: "READY",
    lastUpdatedAt: MADE,
  });
  return {
    ListGateways: (call) => listed(call, here(call).consumers.gateways, "items", gateway),
    GetGateway: (call) => {
      const { consumers, arn } = here(call);
      const one = found(consumers.gateways, call.input.gatewayIdentifier);
      return { ...gateway(one), gatewayArn: arn(`gateway/${one.id}`), roleArn: one.roleArn };
    },
    ListGatewayTargets: (call) => {
      const { inner } = found(here(call).consumers.gateways, call.input.gatewayIdentifier);
      return listed(call, inner, "items", ({ id }) => ({ targetId: id, name: id, status: "READY", ...times }));
    },
    GetGatewayTarget: (call) => {
      const { consumers, arn } = here(call);
      const one = found(consumers.gateways, call.input.gatewayIdentifier);
      const { id, members } = found(one.inner, call.input.targetId);
      return {
        gatewayArn: arn(`gateway/${one.id}`),
        targetId: id,
        name: id,
        status: "READY",
        targetConfiguration: { mcp: { mcpServer: { endpoint: "https://mcp.example.com" } } },
        credentialProviderConfigurations: [],
        ...times,
        ...members,
      };
    },
    ListAgentRuntimes: (call) => {
      const { consumers, arn } = here(call);
      return listed(call, consumers.runtimes, "agentRuntimes", runtime(arn));
    },
    GetAgentRuntime: (call) => {
      const { consumers, arn } = here(call);
      const one = found(consumers.runtimes, call.input.agentRuntimeId);
      return {
        ...runtime(arn)(one),
        createdAt: MADE,
        roleArn: one.roleArn ?? "",
        lifecycleConfiguration: {},
        networkConfiguration: { networkMode: "PUBLIC" },
        ...one.members,
      };
    },
    ListHarnesses: (call) => {
      const { consumers, arn } = here(call);
      return listed(call, consumers.harnesses, "harnesses", ({ id }) => ({
        harnessId: id,
        harnessName: id,
        arn: arn(`harness/${id}`),
        status: "READY",
        harnessVersion: "1",
        ...times,
      }));
    },
    GetHarness: (call) => {
      const { consumers, arn } = here(call);
      const { id, roleArn = "", members } = found(consumers.harnesses, call.input.harnessId);
      return {
        harness: {
          harnessId: id,
          harnessName: id,
          arn: arn(`harness/${id}`),
          status: "READY",
          executionRoleArn: roleArn,
          model: { bedrockModelConfig: { modelId: "model" } },
          systemPrompt: [],
          tools: [],
          skills: [],
          allowedTools: [],
          truncation: { strategy: "none" },
          environment: {
            agentCoreRuntimeEnvironment: {
              agentRuntimeArn: arn(`runtime/${id}`),
              agentRuntimeName: id,
              agentRuntimeId: id,
              lifecycleConfiguration: {},
              networkConfiguration: { networkMode: "PUBLIC" },
            },
          },
          harnessVersion: "1",
          ...times,
          ...members,
        },
      };
    },
    ListConsentPortals: (call) => {
      const { consumers, arn } = here(call);
      return listed(call, consumers.consentPortals, "consentPortals", portal(arn));
    },
    GetConsentPortal: (call) => {
      const { consumers, arn } = here(call);
      const one = found(consumers.consentPortals, call.input.consentPortalIdentifier);
      return { ...portal(arn)(one), executionRoleArn: one.roleArn ?? "", ...one.members };
    },
    ListPaymentManagers: (call) => {
      const { consumers, arn } = here(call);
      return listed(call, consumers.paymentManagers, "paymentManagers", manager(arn));
    },
    ListPaymentConnectors: (call) => {
      const { inner } = found(here(call).consumers.paymentManagers, call.input.paymentManagerId);
      return listed(call, inner, "paymentConnectors", connector);
    },
    GetPaymentConnector: (call) => {
      const { inner } = found(here(call).consumers.paymentManagers, call.input.paymentManagerId);
      const one = found(inner, call.input.paymentConnectorId);
      return { ...connector(one), ...paymentTimes, credentialProviderConfigurations: [], ...one.members };
    },
    ListRegistries: (call) => {
      const { consumers, arn } = here(call);
      return listed(call, consumers.registries, "registries", ({ id }) => ({
        registryId: id,
        registryArn: arn(`registry/${id}`),
        name: id,
        status: "READY",
        ...times,
      }));
    },
    ListRegistryRecords: (call) => {
      const { consumers, arn } = here(call);
      const { id, inner } = found(consumers.registries, call.input.registryId);
      return listed(call, inner, "registryRecords", record(arn, id));
    },
    GetRegistryRecord: (call) => {
      const { consumers, arn } = here(call);
      const { id, inner } = found(consumers.registries, call.input.registryId);
      const one = found(inner, call.input.recordId);
      return { ...record(arn, id)(one), descriptors: { custom: { inlineContent: "{}" } }, ...one.members };
    },
  };
}
