import { CONSUMER_WORDS } from "../live/consumer-words";
import type { AccountSnapshot, ConsumerKind, RegionSnapshot, Snapshot } from "../live/snapshot";
import { gapOf } from "./gaps";
import type { Gap, InventoryConsumer } from "./inventory";

/** What refers to providers, by the ARN of the provider; code of agents refers by name, and is not here. */
export function consumersOf({ accounts }: Snapshot): { byProvider: Map<string, InventoryConsumer[]>; gaps: Gap[] } {
  const byProvider = new Map<string, InventoryConsumer[]>();
  const gaps: Gap[] = [];
  for (const account of accounts)
    for (const region of account.regions)
      for (const kind of Object.keys(CONSUMER_WORDS).sort() as ConsumerKind[])
        addKind(account, region, kind, byProvider, gaps);
  return { byProvider, gaps };
}

function addKind(
  { id: account }: AccountSnapshot,
  { region, consumers }: RegionSnapshot,
  kind: ConsumerKind,
  byProvider: Map<string, InventoryConsumer[]>,
  gaps: Gap[],
): void {
  const listed = consumers[kind];
  const [one, many] = CONSUMER_WORDS[kind];
  if (!("value" in listed)) {
    gaps.push(gapOf(`account ${account}, ${region}`, `which ${many} use a provider`, listed.unread));
    return;
  }
  for (const { id, arn, name, status, detail } of listed.value) {
    if (!("value" in detail)) {
      gaps.push(gapOf(`${one} ${name ?? id} of ${arn}`, "which providers it uses", detail.unread));
      continue;
    }
    const { roleArn, providerArns } = detail.value;
    const consumer = {
      kind,
      id,
      arn,
      ...(name !== undefined && { name }),
      ...(status !== undefined && { status }),
      ...(roleArn !== undefined && { roleArn }),
    };
    for (const provider of providerArns) byProvider.set(provider, [...(byProvider.get(provider) ?? []), consumer]);
  }
}
