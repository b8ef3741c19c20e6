import type { WatchSeverity } from "./signal";
import { WatchSignal } from "./signal";

/** What people are told of a signal. */
export interface SignalText {
  readonly title: string;
  /** Why it matters, a sentence. */
  readonly why: string;
  /** What happened, for the message: `<name>` stands for a part of the event. */
  readonly happened: string;
  /** What is likely to be missing or wrong, and what to do. */
  readonly advice: string;
}

/** Proves from the plan who may read; with the audit log of an hour, what would have fired. */
const CHECK = "npx agentcore-identity check plan.json --account <account>";

export const SIGNAL_TEXTS: Readonly<Record<WatchSignal, SignalText>> = {
  [WatchSignal.DENIED_READER]: {
    title: "reader denied",
    why: "AgentCore reads a secret with the permissions of the role that asks. That role was denied, so its agents get no credential.",
    happened: "AgentCore may not read <secret> for <who>: <error>",
    advice: `Missing is secretsmanager:GetSecretValue on the secret, in the role's policy or in the secret's, or kms:Decrypt on its key. See which: ${CHECK}`,
  },
  [WatchSignal.DIRECT_READ]: {
    title: "read without AgentCore",
    why: "The secret left Secrets Manager by another way than AgentCore, for somebody who neither rotates it nor deploys.",
    happened: "<who> read <secret> without AgentCore, from <address>",
    advice: `Ask whose session it was. If nobody knows, rotate the secret. See who else could: ${CHECK}`,
  },
  [WatchSignal.UNEXPECTED_READER]: {
    title: "unexpected reader",
    why: "AgentCore read the secret for a role that nobody named as its reader.",
    happened: "AgentCore read <secret> for <who>, who is no intended reader",
    advice: `Name the role as a reader, or take secretsmanager:GetSecretValue from it and rotate the secret. See what lets it: ${CHECK}`,
  },
  [WatchSignal.FAILED_DECRYPT]: {
    title: "decryption failed",
    why: "The secret's key refused: its state, its policy or a grant does not let the reader decrypt.",
    happened: "The key of <encrypted><secret> refused <who>: <code> <error>",
    advice: `Missing is kms:Decrypt on the key by grant, key policy or the role's policy, or the key is disabled. See which: ${CHECK}`,
  },
  [WatchSignal.ROTATION_FAILED]: {
    title: "rotation failed",
    why: "The secret keeps its old value, or has one that the service behind it does not take.",
    happened: "<event> of <rotated>: <error>",
    advice:
      "Look at the rotation function's log; secretsmanager:DescribeSecret tells whether AWSPENDING stands on another version than AWSCURRENT.",
  },
  [WatchSignal.CHANGED]: {
    title: "policy, pointer or target changed",
    why: "Somebody other than a deployer changed what decides who reads which secret.",
    happened: "<who> called <event> on <secret><name><gateway><key>",
    advice:
      "Compare with the code: terraform plan shows what differs. Apply to take it back, or name the role as a deployer.",
  },
  [WatchSignal.KEY_DISABLED]: {
    title: "key disabled or to be deleted",
    why: "Without its key nobody can read the secret, and after the deletion never again.",
    happened: "<who> called <event> on the key <key>",
    advice: "kms:EnableKey, or kms:CancelKeyDeletion and then kms:EnableKey, take it back.",
  },
  [WatchSignal.DELETED_READ]: {
    title: "read of a deleted secret",
    why: "A credential provider still refers to a secret that is deleted, or that has no value.",
    happened: "<who> asked for <secret>: <code> <error>",
    advice:
      "Within the recovery window secretsmanager:RestoreSecret brings it back. A secret that is made anew has another ARN: change the reference.",
  },
};

/** The parts of an event that messages name, by their paths in it. */
export const MESSAGE_PATHS: Readonly<Record<string, string>> = {
  account: "$.account",
  address: "$.detail.sourceIPAddress",
  code: "$.detail.errorCode",
  encrypted: "$.detail.requestParameters.encryptionContext.SecretARN",
  error: "$.detail.errorMessage",
  event: "$.detail.eventName",
  gateway: "$.detail.requestParameters.gatewayIdentifier",
  id: "$.detail.eventID",
  key: "$.detail.requestParameters.keyId",
  name: "$.detail.requestParameters.name",
  region: "$.detail.awsRegion",
  role: "$.detail.userIdentity.sessionContext.sessionIssuer.arn",
  rotated: "$.detail.additionalEventData.SecretId",
  secret: "$.detail.requestParameters.secretId",
  time: "$.detail.eventTime",
  who: "$.detail.userIdentity.arn",
};

/** The message of a signal, with the names of what it is filled with. */
export function messageOf(signal: WatchSignal, severity: WatchSeverity): string[] {
  const { title, happened, advice } = SIGNAL_TEXTS[signal];
  return [
    `[${severity}] ${title}: ${happened}`,
    advice,
    "Role: <role>. CloudTrail event <id> of <time>, account <account>, Region <region>.",
  ];
}

const NAME = /<(\w+)>/g;

/** A message with what it is filled with. */
export const filled = (lines: readonly string[], valueOf: (name: string) => string | undefined): string[] =>
  lines.map((line) => line.replace(NAME, (_, name: string) => valueOf(name) ?? ""));
