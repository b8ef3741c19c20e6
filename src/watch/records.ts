import { isObject } from "../access/objects";
import type { EventKind } from "../access/watch/condition";
import { DETAIL_TYPES, eventSourceOf } from "../access/watch/event-pattern";

/** A CloudTrail record. @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export type TrailRecord = Readonly<Record<string, unknown>>;

/** What was read of a file. */
export interface Read {
  readonly records: readonly TrailRecord[];
  /** Lines and objects that are no records. */
  readonly others: number;
}

/**
 * The records in a text: a file of a trail (`Records`), what `lookup-events` prints (`Events`), events of EventBridge
 * (`detail`), a list of any of these, or one of them a line.
 *
 * @returns undefined if it is no JSON at all
 */
export function recordsIn(text: string): Read | undefined {
  const whole = parsed(text);
  if (whole !== undefined) return recordsOf(whole);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const reads = lines.map((line) => parsed(line)).map((one) => (one === undefined ? undefined : recordsOf(one)));
  if (reads.every((one) => one === undefined)) return undefined;
  return {
    records: reads.flatMap((one) => one?.records ?? []),
    others: reads.reduce((sum, one) => sum + (one?.others ?? 1), 0),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch {
    return undefined;
  }
}

const NONE: Read = { records: [], others: 1 };

function recordsOf(value: unknown): Read {
  if (Array.isArray(value)) return all(value);
  if (!isObject(value)) return NONE;
  const { Records, Events, CloudTrailEvent, detail, eventName, eventSource } = value;
  if (Array.isArray(Records)) return all(Records);
  if (Array.isArray(Events)) return all(Events);
  if (typeof CloudTrailEvent === "string") return recordsOf(parsed(CloudTrailEvent));
  if (isObject(detail)) return recordsOf(detail);
  return typeof eventName === "string" && typeof eventSource === "string" ? { records: [value], others: 0 } : NONE;
}

function all(values: readonly unknown[]): Read {
  const reads = values.map(recordsOf);
  return {
    records: reads.flatMap(({ records }) => records),
    others: reads.reduce((sum, { others }) => sum + others, 0),
  };
}

/** The event that EventBridge makes of a record. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export function eventOf(record: TrailRecord): Readonly<Record<string, unknown>> {
  const { eventType, eventSource, awsRegion, recipientAccountId, eventTime, eventID } = record;
  return {
    version: "0",
    id: eventID,
    "detail-type": DETAIL_TYPES[eventType as EventKind] ?? `${String(eventType)} via CloudTrail`,
    source: eventSourceOf(String(eventSource)),
    account: recipientAccountId,
    time: eventTime,
    region: awsRegion,
    resources: [],
    detail: record,
  };
}
