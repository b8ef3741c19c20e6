import { isObject } from "../../proof/values";
import type { Input } from "../calls";
import type { Piece } from "../piece";
import { piece } from "../piece";
import type { Where } from "./paging";

/** Records of one account and Region, as CloudTrail's event history has them. */
export interface EventsRead {
  readonly account: string;
  readonly region: string;
  readonly records: Piece<readonly Readonly<Record<string, unknown>>[]>;
}

/** When, and of which keys. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
  readonly keyArns: readonly string[];
}

/** As many as CloudTrail gives at once. */
const MOST = 50;
/** At two requests a second, which AWS allows, these take two minutes. */
const PAGES = 240;

/** What CloudTrail did not tell within the pages that somebody waits for. */
class TooManyEvents extends Error {
  public override readonly name = "TooManyEvents";
  public readonly code = "TooManyEvents";
}

/**
 * Reads of all secrets, and what was done with some keys. One attribute can be asked for at a time.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export async function readEvents(
  { caller, region }: Where,
  account: string,
  { from, to, keyArns }: Window,
): Promise<EventsRead> {
  const attributes = [
    { AttributeKey: "EventName" as const, AttributeValue: "GetSecretValue" },
    ...keyArns.map((arn) => ({ AttributeKey: "ResourceName" as const, AttributeValue: arn })),
  ];
  const records = await piece("cloudtrail:LookupEvents", `account ${account}, ${region}`, async () => {
    const found: Readonly<Record<string, unknown>>[] = [];
    let asked = 0;
    for (const attribute of attributes) {
      let next: string | undefined;
      do {
        if (asked++ >= PAGES) throw new TooManyEvents();
        const input: Input<"cloudtrail:LookupEvents"> = {
          LookupAttributes: [attribute],
          StartTime: from,
          EndTime: to,
          MaxResults: MOST,
          ...(next !== undefined && { NextToken: next }),
        };
        const page = await caller.call("cloudtrail:LookupEvents", region, input);
        for (const { CloudTrailEvent } of page.Events ?? []) {
          const record = recordIn(CloudTrailEvent);
          if (record) found.push(record);
        }
        next = page.NextToken === "" ? undefined : page.NextToken;
      } while (next !== undefined);
    }
    return found;
  });
  return { account, region, records };
}

function recordIn(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const record: unknown = JSON.parse(text ?? "");
    return isObject(record) ? record : undefined;
  } catch {
    return undefined;
  }
}
