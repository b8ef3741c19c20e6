import { isObject, own } from "../proof/values";
import type { Piece } from "./piece";
import { piece } from "./piece";
import { everyPage } from "./read/paging";
import type { Where } from "./read/paging";

/** A read of a secret, or a decryption for one, as CloudTrail tells it. */
export interface SecretEvent {
  readonly id: string;
  readonly time: string;
  readonly name: "Decrypt" | "GetSecretValue";
  /** The secret as the caller has named it; of a decryption its ARN. */
  readonly secretId: string;
  /** The role whose session it was, or the ARN of who else it was. */
  readonly principal: string;
  /** The service that asked in its name: `bedrock-agentcore.amazonaws.com` for a read by AgentCore. Left out: nobody. */
  readonly invokedBy?: string;
  /** Left out: it was allowed. */
  readonly error?: string;
}

export interface EventWindow {
  readonly from: Date;
  readonly to: Date;
}

/** What was found, and how far it tells. */
export interface SecretEvents {
  readonly events: readonly SecretEvent[];
  /** What happened later may not have arrived: that nothing is there tells nothing. */
  readonly completeUntil: string;
}

/**
 * How long CloudTrail may take. It says "about 5 minutes" on the average, and refused calls were seen to take far longer.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
const DELAY_MINUTES = 15;
/** As many as CloudTrail gives at once. */
const MOST = 50;
const NAMES = ["GetSecretValue", "Decrypt"] as const;

/**
 * Reads of secrets in an account and Region. CloudTrail is asked for by the name of the event, twice a second at most, so
 * that the window should be short; what is about other secrets is dropped.
 *
 * @param secrets ARNs; a read that names one of them by its name is found, too
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export async function readEvents(
  where: Where,
  secrets: readonly string[],
  { from, to }: EventWindow,
): Promise<Piece<SecretEvents>> {
  const action = "cloudtrail:LookupEvents";
  const wanted = new Set(secrets.flatMap((arn) => [arn, nameOf(arn)]));
  return piece(action, where.region, async () => {
    const found: SecretEvent[] = [];
    for (const name of NAMES) {
      const records = await everyPage(
        where,
        action,
        (NextToken) => ({
          LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: name }],
          StartTime: from,
          EndTime: to,
          MaxResults: MOST,
          NextToken,
        }),
        ({ Events, NextToken }) => ({
          items: Events?.flatMap(({ CloudTrailEvent }) => eventIn(CloudTrailEvent, name) ?? []),
          next: NextToken,
        }),
      );
      found.push(...records.filter(({ secretId }) => wanted.has(secretId)));
    }
    const completeUntil = new Date(to.getTime() - DELAY_MINUTES * 60_000).toISOString();
    return { events: found.sort((a, b) => (a.time < b.time ? -1 : 1)), completeUntil };
  });
}

/** Without the characters that AWS puts behind it. */
const nameOf = (arn: string): string => (arn.split(":secret:")[1] ?? arn).replace(/-[A-Za-z0-9]{6}$/, "");

/** Only what is needed: a record holds the parameters of a request, and the texts of errors. */
function eventIn(text: string | undefined, name: SecretEvent["name"]): SecretEvent | undefined {
  const record = parsed(text);
  const parameters = own(record, "requestParameters");
  const secretId =
    name === "Decrypt" ? own(own(parameters, "encryptionContext"), "SecretARN") : own(parameters, "secretId");
  const identity = own(record, "userIdentity");
  const issuer = own(own(own(identity, "sessionContext"), "sessionIssuer"), "arn");
  const principal = textOf(issuer) ?? textOf(own(identity, "arn"));
  const [id, time] = [textOf(own(record, "eventID")), textOf(own(record, "eventTime"))];
  if (typeof secretId !== "string" || principal === undefined || id === undefined || time === undefined)
    return undefined;
  const [invokedBy, error] = [textOf(own(identity, "invokedBy")), textOf(own(record, "errorCode"))];
  return {
    id,
    time,
    name,
    secretId,
    principal,
    ...(invokedBy !== undefined && { invokedBy }),
    ...(error !== undefined && { error }),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function parsed(text: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
