import type { BedrockAgentCoreControlClient } from "@aws-sdk/client-bedrock-agentcore-control";
import { partitionOf } from "../../access/arn";
import type { ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS, providerArn } from "../../access/vault";
import type { Session } from "./session";

/** Calls an operation on one credential provider. Its account is known only to AWS, hence the `*`. */
export function onProvider<T>(
  session: Session,
  verb: "Create" | "Delete" | "Get" | "Update",
  [kind, name]: readonly [ProviderKind, string],
  send: (control: BedrockAgentCoreControlClient, options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const { control, region } = session.clients;
  const arn = providerArn({ partition: partitionOf(region), region, account: "*" }, kind, name);
  return session.call(`bedrock-agentcore:${verb}${PROVIDER_KINDS[kind].entity}`, arn, (options) =>
    send(control, options),
  );
}
