import type { ConsumerKind } from "./snapshot";

/** What consumers of a kind are called, one and several. */
export const CONSUMER_WORDS: Readonly<Record<ConsumerKind, readonly [one: string, several: string]>> = {
  gatewayTarget: ["gateway target", "gateway targets"],
  harness: ["harness", "harnesses"],
  consentPortal: ["consent portal", "consent portals"],
  paymentConnector: ["payment connector", "payment connectors"],
  registryRecord: ["registry record", "registry records"],
};
