import type { Principal, ServiceName } from "./call";
import type { ServiceError } from "./service-error";

/** Something that a service did or refused, for the audit log. */
export interface Happening {
  readonly principal: Principal;
  readonly region: string;
  readonly service: ServiceName;
  readonly operation: string;
  /** Without sensitive members. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The services that asked in the principal's name, the first one first. */
  readonly calledVia?: readonly string[];
  readonly error?: ServiceError;
  /** The ARN of the key that was used. */
  readonly key?: string;
}

/** One record as CloudTrail writes it. @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export interface AuditEvent {
  readonly eventVersion: string;
  readonly userIdentity: UserIdentity;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestParameters: unknown;
  readonly responseElements: null;
  readonly requestID: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources?: readonly { readonly accountId: string; readonly type: string; readonly ARN: string }[];
  readonly eventType: "AwsApiCall";
  readonly managementEvent: boolean;
  readonly recipientAccountId: string;
  readonly eventCategory: "Data" | "Management";
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
export interface UserIdentity {
  readonly type: "AssumedRole" | "IAMUser" | "Root";
  readonly arn: string;
  readonly accountId: string;
  readonly accessKeyId?: string;
  readonly sessionContext?: {
    readonly sessionIssuer: {
      readonly type: "Role";
      readonly arn: string;
      readonly accountId: string;
      readonly userName?: string;
    };
  };
  readonly invokedBy?: string;
}

/** Every request that a service of the sandbox saw, those between services included. */
export class Audit {
  public readonly events: AuditEvent[] = [];
  /** How many milliseconds an event takes until it can be looked up. */
  public delay = 0;
  /** Told of each event as it happens. */
  public listener: ((event: AuditEvent) => void) | undefined;

  public constructor(private readonly now: () => number = Date.now) {}

  /** The events as JSON lines. */
  public get lines(): string {
    return this.events.map((event) => `${JSON.stringify(event)}\n`).join("");
  }

  /** What one account does with something of another, both are told. */
  public record(happening: Happening): void {
    for (const account of new Set([happening.principal.account, this.ownerOf(happening)])) {
      const event = this.eventOf(happening, account);
      this.events.push(event);
      this.listener?.(event);
    }
  }

  /** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
  private ownerOf({ principal, key, input }: Happening): string {
    const [, , , , account] = (key ?? String(input.SecretId ?? input.KeyId ?? "")).split(":");
    return account ?? principal.account;
  }

  private eventOf(
    { principal, region, service, operation, input, calledVia, error, key }: Happening,
    recipient: string,
  ): AuditEvent {
    const invokedBy = calledVia?.at(-1);
    const isData = DATA_EVENTS.test(operation);
    const id = `00000000-0000-4000-9000-${String(this.events.length + 1).padStart(12, "0")}`;
    return {
      eventVersion: "1.11",
      userIdentity: { ...identityOf(principal), ...(invokedBy !== undefined && { invokedBy }) },
      eventTime: new Date(this.now()).toISOString().replace(/\.\d+Z$/, "Z"),
      eventSource: `${service}.amazonaws.com`,
      eventName: operation,
      awsRegion: region,
      sourceIPAddress: invokedBy ?? "127.0.0.1",
      userAgent: invokedBy ?? "sandbox",
      // CloudTrail's word for what the SDKs call AccessDeniedException.
      ...(error && {
        errorCode: error.code.replace(/^AccessDeniedException$/, "AccessDenied"),
        errorMessage: error.message,
      }),
      requestParameters: lowerCamel(input),
      responseElements: null,
      requestID: id.replace("-9000-", "-8000-"),
      eventID: id,
      readOnly: /^(Get|List|Describe|Decrypt|GenerateDataKey)/.test(operation),
      ...(key !== undefined && {
        resources: [{ accountId: key.split(":")[4] ?? recipient, type: "AWS::KMS::Key", ARN: key }],
      }),
      eventType: "AwsApiCall",
      managementEvent: !isData,
      recipientAccountId: recipient,
      eventCategory: isData ? "Data" : "Management",
    };
  }
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html */
const DATA_EVENTS = /^(GetResource(ApiKey|Oauth2Token|PaymentToken)|GetWorkloadAccessToken)/;

function identityOf({ arn, account, roleArn, accessKeyId }: Principal): UserIdentity {
  const common = { arn, accountId: account, ...(accessKeyId !== undefined && { accessKeyId }) };
  if (roleArn === undefined) return { type: arn.endsWith(":root") ? "Root" : "IAMUser", ...common };
  const sessionIssuer = { type: "Role", arn: roleArn, accountId: account, userName: roleArn.split("/").pop() } as const;
  return { type: "AssumedRole", ...common, sessionContext: { sessionIssuer } };
}

/** CloudTrail writes the first letter of a parameter small. */
const lowerCamel = (input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
