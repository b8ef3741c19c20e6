import { LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import type { Account } from "./aws";
import type { Bench } from "./bench";

/** What this looks at of a record. */
export interface TrailEvent {
  readonly userIdentity?: { readonly type?: string; readonly arn?: string; readonly invokedBy?: string };
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly readOnly?: boolean;
  readonly managementEvent?: boolean;
  readonly errorCode?: string;
  readonly requestParameters?: { readonly secretId?: string } | null;
}

interface Sought {
  readonly account: Account;
  readonly eventName: string;
  /** The name of the role whose session it is. */
  readonly role: string;
  readonly arn: string;
  readonly isDenied: boolean;
  readonly start: number;
}

/** Nobody is served by asking sooner: events take minutes. */
const LOOK_EVERY = 30_000;
const PAGES = 20;

/** Waits for an event in the history of an account, until then and no longer. */
export async function firstEvent(bench: Bench, until: number, sought: Sought): Promise<TrailEvent | undefined> {
  for (;;) {
    const found = await look(bench, sought);
    if (found || bench.clock.now() >= until) return found;
    bench.say(`waits for CloudTrail, ${Math.ceil((until - bench.clock.now()) / 60_000)} minutes at most`);
    await bench.pause(LOOK_EVERY);
  }
}

async function look(bench: Bench, { account, eventName, start, ...sought }: Sought): Promise<TrailEvent | undefined> {
  let NextToken: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const command = new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: eventName }],
      StartTime: new Date(start - 1000),
      MaxResults: 50,
      ...(NextToken !== undefined && { NextToken }),
    });
    const answer = await bench.call(() => account.aws.trail.send(command));
    const found = (answer.Events ?? [])
      .map(({ CloudTrailEvent = "{}" }) => JSON.parse(CloudTrailEvent) as TrailEvent)
      .find((event) => isSought(event, sought));
    if (found) return found;
    NextToken = answer.NextToken;
    if (NextToken === undefined) return undefined;
  }
  return undefined;
}

const isSought = (
  { userIdentity, requestParameters, errorCode }: TrailEvent,
  { role, arn, isDenied }: Pick<Sought, "role" | "arn" | "isDenied">,
): boolean =>
  userIdentity?.arn?.includes(`/${role}/`) === true &&
  (isDenied || requestParameters?.secretId === arn) &&
  (errorCode !== undefined) === isDenied;
