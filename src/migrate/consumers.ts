import { CONSUMER_WORDS } from "../live/consumer-words";
import { unreadText } from "../live/piece";
import type { ConsumerKind } from "../live/snapshot";
import type { Found } from "./found";

/** Something that refers to the provider by its ARN. */
export interface Consumer {
  readonly kind: ConsumerKind;
  readonly id: string;
  /** Its ARN, or that of the gateway or payment manager that it belongs to. */
  readonly arn: string;
  readonly name?: string;
  readonly roleArn?: string;
}

/** What of AgentCore uses a provider, as far as it could be listed. */
export interface Consumers {
  readonly found: readonly Consumer[];
  /** What may use it, too: each with the reason why nobody knows. */
  readonly open: readonly { readonly kind: ConsumerKind; readonly about?: string; readonly why: string }[];
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Operations.html */
export function consumersOf({ region, provider }: Found): Consumers {
  const found: Consumer[] = [];
  const open: { kind: ConsumerKind; about?: string; why: string }[] = [];
  for (const kind of Object.keys(CONSUMER_WORDS) as ConsumerKind[]) {
    const listed = region.consumers[kind];
    if (!("value" in listed)) {
      open.push({ kind, why: listed.unread.action === "" ? "nobody asked" : unreadText(listed.unread) });
      continue;
    }
    for (const { id, arn, name, detail } of listed.value) {
      if (!("value" in detail)) open.push({ kind, about: `${id} of ${arn}`, why: unreadText(detail.unread) });
      else if (detail.value.providerArns.includes(provider.arn)) {
        const { roleArn } = detail.value;
        found.push({ kind, id, arn, ...(name !== undefined && { name }), ...(roleArn !== undefined && { roleArn }) });
      }
    }
  }
  return { found, open };
}
