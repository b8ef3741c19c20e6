import type { TrailRecord } from "../../../src/watch/records";
import type { WatchSignal } from "../../../src/access/watch/signal";
import { AGENTCORE, HOME } from "./world";

/** A record, and the signals that it fires: all of them, and no others. */
export type Row = readonly [name: string, record: TrailRecord, fires: readonly `${WatchSignal}`[]];

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
export const session = (role: string, more: object = {}): object => ({
  type: "AssumedRole",
  principalId: "AROAEXAMPLE:session",
  arn: `arn:aws:sts::${role.split(":")[4]}:assumed-role/${role.split("/").pop()}/session`,
  accountId: role.split(":")[4],
  accessKeyId: "ASIAEXAMPLE",
  sessionContext: {
    sessionIssuer: {
      type: "Role",
      principalId: "AROAEXAMPLE",
      arn: role,
      accountId: role.split(":")[4],
      userName: role.split("/").pop(),
    },
    attributes: { creationDate: "2026-11-28T10:00:00Z", mfaAuthenticated: "false" },
  },
  ...more,
});

/** What AgentCore does in a role's name: the field tells it from the role's own calls. */
export const forward = (role: string): object => session(role, { invokedBy: AGENTCORE });

export const user = (arn: string, more: object = {}): object => ({
  type: "IAMUser",
  principalId: "AIDAEXAMPLE",
  arn,
  accountId: arn.split(":")[4],
  accessKeyId: "AKIAEXAMPLE",
  userName: arn.split("/").pop(),
  ...more,
});

export const root = (account = HOME): object => ({
  type: "Root",
  principalId: account,
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
  accessKeyId: "",
});

/** Another account's caller, as the owner of the resource sees it. */
export const stranger = (account: string, more: object = {}): object => ({
  type: "AWSAccount",
  principalId: "AROAEXAMPLE:session",
  accountId: account,
  ...more,
});

const base = {
  eventVersion: "1.11",
  eventTime: "2026-11-28T10:15:30Z",
  awsRegion: "us-east-1",
  sourceIPAddress: AGENTCORE,
  userAgent: AGENTCORE,
  responseElements: null,
  requestID: "00000000-0000-4000-8000-000000000001",
  eventID: "00000000-0000-4000-9000-000000000001",
  readOnly: true,
  eventType: "AwsApiCall",
  managementEvent: true,
  recipientAccountId: HOME,
  eventCategory: "Management",
};

/** A call of an API. */
export const call = (
  service: string,
  eventName: string,
  userIdentity: object,
  requestParameters: object | null,
  more: object = {},
): TrailRecord => ({
  ...base,
  userIdentity,
  eventSource: `${service}.amazonaws.com`,
  eventName,
  requestParameters,
  ...more,
});

export const secretCall = (eventName: string, who: object, secretId: string, more: object = {}): TrailRecord =>
  call("secretsmanager", eventName, who, { secretId }, more);

/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html */
export const read = (who: object, secretId: string, more: object = {}): TrailRecord =>
  secretCall("GetSecretValue", who, secretId, more);

export const DENIED = {
  errorCode: "AccessDenied",
  errorMessage:
    "User: arn:aws:sts::111122223333:assumed-role/x/session is not authorized to perform: secretsmanager:GetSecretValue",
};
export const DELETED = {
  errorCode: "InvalidRequestException",
  errorMessage: "You can't perform this operation on the secret because it was marked for deletion.",
};
export const GONE = {
  errorCode: "ResourceNotFoundException",
  errorMessage: "Secrets Manager can't find the specified secret.",
};

/** What a service tells of itself: the secret stands in `additionalEventData`. */
export const serviceEvent = (eventName: string, SecretId: string, more: object = {}): TrailRecord => ({
  ...base,
  userIdentity: { accountId: HOME, invokedBy: "secretsmanager.amazonaws.com" },
  eventSource: "secretsmanager.amazonaws.com",
  eventName,
  requestParameters: null,
  additionalEventData: { SecretId },
  readOnly: false,
  eventType: "AwsServiceEvent",
  ...more,
});
