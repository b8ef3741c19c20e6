/** How many milliseconds a change takes until it is seen. */
export interface Delays {
  /** A role's permissions and trust. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency */
  readonly iam?: number;
  /** A new grant of a key, for whoever has not its token. @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
  readonly grants?: number;
  /** A new secret, in the list. @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
  readonly lists?: number;
  /** An event, until it can be looked up. @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
  readonly events?: number;
}

/** What time it is, and how late changes are seen. */
export interface Lateness {
  readonly now: () => number;
  readonly delays: Delays;
}

export const AT_ONCE: Lateness = { now: Date.now, delays: {} };

/** AWS's own words about it, in milliseconds: "a few seconds", "the last five minutes", "within an average of about 5 minutes". */
export const AS_AWS: Delays = { iam: 8000, grants: 5000, lists: 300_000, events: 300_000 };

interface Before<T> {
  readonly state: T;
  readonly until: number;
}

/** What things were before they changed, for as long as everybody still sees that. */
export class Past<T> {
  private readonly all = new Map<string, Before<T>[]>();

  public constructor(
    private readonly now: () => number,
    private readonly delay: number,
  ) {}

  /** To be told before a change. */
  public remember(name: string, state: T): void {
    if (this.delay > 0) this.all.set(name, [...this.of(name), { state, until: this.now() + this.delay }]);
  }

  /** What is still seen of a thing; nothing if that is what it is now. */
  public seen(name: string): { readonly state: T } | undefined {
    const [first] = this.of(name);
    return first && { state: first.state };
  }

  private of(name: string): Before<T>[] {
    return (this.all.get(name) ?? []).filter(({ until }) => until > this.now());
  }
}
