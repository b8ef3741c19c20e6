export type Members = Readonly<Record<string, unknown>>;

/** Something with an ID: what tests put in, and what Get answers beside the usual members. */
export interface Consumer {
  readonly id: string;
  readonly members?: Members;
}

/** What belongs to a gateway, a payment manager or a registry. */
export interface Outer extends Consumer {
  readonly roleArn?: string;
  readonly inner: Consumer[];
}

/** What refers to credential providers, and what runs as a role that may use them, in one account and Region. */
export class Consumers {
  public readonly consentPortals: Outer[] = [];
  public readonly gateways: Outer[] = [];
  public readonly harnesses: Outer[] = [];
  public readonly paymentManagers: Outer[] = [];
  public readonly registries: Outer[] = [];
  public readonly runtimes: Outer[] = [];
}
