import type { Audit, AuditEvent } from "./audit";
import type { Authorize, Call, Handlers } from "./call";
import { pageOf } from "./page";
import { ServiceError } from "./service-error";

const isOf = ({ recipientAccountId, awsRegion, managementEvent }: AuditEvent, call: Call): boolean =>
  managementEvent && awsRegion === call.region && recipientAccountId === call.principal.account;

/** What an attribute that may be asked for is of an event. */
const ATTRIBUTES: Readonly<Record<string, (event: AuditEvent) => string | readonly string[] | undefined>> = {
  EventId: ({ eventID }) => eventID,
  EventName: ({ eventName }) => eventName,
  EventSource: ({ eventSource }) => eventSource,
  ReadOnly: ({ readOnly }) => String(readOnly),
  ResourceName: ({ resources = [] }) => resources.map(({ ARN }) => ARN),
  AccessKeyId: ({ userIdentity }) => userIdentity.accessKeyId,
  Username: ({ userIdentity }) => userIdentity.arn.split("/").pop(),
};

/**
 * Management events of an account in a Region, the newest first, as far as they have arrived.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export const cloudTrailHandlers = (audit: Audit, authorize: Authorize, now: () => number): Handlers => ({
  LookupEvents: (call) => {
    const { input, principal } = call;
    const denied = authorize({ principal, action: "cloudtrail:LookupEvents", resource: "*" });
    if (denied !== undefined) throw new ServiceError("AccessDeniedException", denied);
    const asked = (input.LookupAttributes ?? []) as readonly { AttributeKey: string; AttributeValue: string }[];
    if (asked.length > 1) throw new ServiceError("InvalidLookupAttributesException", "Give one attribute.");
    const arrived = now() - audit.delay;
    const [from, to] = [input.StartTime, input.EndTime].map((time) =>
      typeof time === "number" ? time * 1000 : undefined,
    );
    const found = audit.events.filter((event) => {
      const time = Date.parse(event.eventTime);
      return (
        isOf(event, call) &&
        time <= arrived &&
        time >= (from ?? 0) &&
        time <= (to ?? Infinity) &&
        asked.every(({ AttributeKey, AttributeValue }) =>
          [ATTRIBUTES[AttributeKey]?.(event)].flat().includes(AttributeValue),
        )
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
        Username: event.userIdentity.arn.split("/").pop(),
        CloudTrailEvent: JSON.stringify(event),
      })),
      ...(page.nextToken && { NextToken: page.nextToken }),
    };
  },
});
