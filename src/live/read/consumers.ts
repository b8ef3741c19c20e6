import type { RegionSnapshot } from "../snapshot";
import type { Where } from "./paging";

/** What refers to providers. */
export function readConsumers(_where: Where, place: string): Promise<RegionSnapshot["consumers"]> {
  const later = { unread: { action: "", resource: place, error: "NotAsked", isDenied: false } };
  return Promise.resolve({
    consentPortal: later,
    gatewayTarget: later,
    harness: later,
    paymentConnector: later,
    registryRecord: later,
  });
}
