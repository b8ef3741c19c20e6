import type { Call } from "./call";
import { ServiceError } from "./service-error";

/** How often an account may call in a Region, by service or by service and operation, in a second. */
export type Rates = Readonly<Record<string, number>>;

/** What each service calls it. */
const CODES: Partial<Record<Call["service"], string>> = {
  iam: "Throttling",
  organizations: "TooManyRequestsException",
};

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Throttles as AWS does: a bucket for each account, Region and operation that holds the calls of a second, and fills again
 * as fast.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/throttling.html
 */
export class Throttle {
  private readonly buckets = new Map<string, Bucket>();

  public constructor(
    private readonly rates: Rates,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes a call, or says that it is too many. */
  public take({ service, operation, principal, region }: Call): ServiceError | undefined {
    const name = `${service}:${operation}`;
    const rate = this.rates[name] ?? this.rates[service];
    if (rate === undefined) return undefined;
    const key = `${principal.account} ${region} ${name}`;
    const now = this.now();
    const bucket = this.buckets.get(key) ?? { tokens: rate, at: now };
    bucket.tokens = Math.min(rate, bucket.tokens + ((now - bucket.at) / 1000) * rate);
    bucket.at = now;
    this.buckets.set(key, bucket);
    if (bucket.tokens < 1) return new ServiceError(CODES[service] ?? "ThrottlingException", "Rate exceeded", 429);
    bucket.tokens -= 1;
    return undefined;
  }
}
