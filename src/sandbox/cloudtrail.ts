import type { Audit, AuditEvent } from "./audit";
import type { Authorize, Handlers } from "./call";
import { pageOf } from "./page";
import { ServiceError } from "./service-error";

/** What can be asked for, and what of an event it is compared with. */
const ATTRIBUTES: Readonly<Record<string, (event: AuditEvent) => readonly unknown[]>> = {
  EventId: ({ eventID }) => [eventID],
  EventName: ({ eventName }) => [eventName],
  EventSource: ({ eventSource }) => [eventSource],
  ReadOnly: ({ readOnly }) => [String(readOnly)],
  ResourceName: ({ resources = [] }) => resources.map(({ ARN }) => ARN),
};

/**
 * The event history: management events of one Region, by one attribute at a time, the newest first.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export const cloudTrailHandlers = (audit: Audit, authorize: Authorize): Handlers => ({
  LookupEvents: ({ principal, region, input }) => {
    const denied = authorize({ principal, action: "cloudtrail:LookupEvents", resource: "*" });
    if (denied !== undefined) throw new ServiceError("AccessDeniedException", denied);
    const [attribute, second] = (input.LookupAttributes ?? []) as { AttributeKey: string; AttributeValue: string }[];
    if (second)
      throw new ServiceError("InvalidLookupAttributesException", "You can specify one lookup attribute in a request.");
    const matches = attribute && ATTRIBUTES[attribute.AttributeKey];
    const [from, to] = [input.StartTime, input.EndTime].map((time) =>
      typeof time === "number" ? time * 1000 : undefined,
    );
    const found = audit.events.filter((event) => {
      const time = Date.parse(event.eventTime);
      const isHere = event.awsRegion === region && event.recipientAccountId === principal.account;
      // An event's time is in whole seconds.
      const isWithin = time + 999 >= (from ?? 0) && time <= (to ?? Infinity);
      return (
        isHere &&
        isWithin &&
        event.managementEvent &&
        (!attribute || matches?.(event).includes(attribute.AttributeValue))
      );
    });
    const page = pageOf(
      found.reverse(),
      { maxResults: input.MaxResults, nextToken: input.NextToken },
      { most: 50, usual: 50 },
    );
    return {
      Events: page.items.map((event) => ({
        EventId: event.eventID,
        EventName: event.eventName,
        EventSource: event.eventSource,
        EventTime: new Date(event.eventTime),
        ReadOnly: String(event.readOnly),
        CloudTrailEvent: JSON.stringify(event),
      })),
      ...(page.nextToken !== undefined && { NextToken: page.nextToken }),
    };
  },
});
