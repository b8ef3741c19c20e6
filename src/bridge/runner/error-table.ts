import type { Called } from "./aws-error";
import { callOf, sdkError } from "./aws-error";
import type { ErrorRow } from "./error-row";
import { isAbout } from "./error-row";
import { ACCESS_ERRORS } from "./error-rows-access";
import { NETWORK_ERRORS } from "./error-rows-network";
import { OBJECT_ERRORS } from "./error-rows-objects";
import { again, ExitCode, Stop } from "./stop";

/** What no other row is about. */
export const UNKNOWN: ErrorRow = {
  is: "unknown",
  when: {},
  means: "This program does not know this answer.",
  tries: 0,
  helps: "the message says that it passes",
  way: "Look it up at {page}; if it should be known here, please report it.",
};

/**
 * All that is known about errors; of several rows that fit, the first counts.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/CommonErrors.html
 */
export const ERROR_TABLE: readonly ErrorRow[] = [...ACCESS_ERRORS, ...OBJECT_ERRORS, ...NETWORK_ERRORS, UNKNOWN];

export function rowOf(error: unknown, called: Called = callOf(error)): ErrorRow {
  const parts = sdkError(error);
  return ERROR_TABLE.find(({ when }) => isAbout(when, parts, called)) ?? UNKNOWN;
}

const PAGES: Readonly<Record<string, string>> = {
  "bedrock-agentcore": "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference",
  secretsmanager: "https://docs.aws.amazon.com/secretsmanager/latest/apireference",
  kms: "https://docs.aws.amazon.com/kms/latest/APIReference",
  sts: "https://docs.aws.amazon.com/STS/latest/APIReference",
};

function profileOption(): string {
  const { AWS_PROFILE } = process.env;
  return AWS_PROFILE === undefined
    ? ""
    : ` --profile ${/^[\w.-]+$/.test(AWS_PROFILE) ? AWS_PROFILE : JSON.stringify(AWS_PROFILE)}`;
}

/** What the error means, whether another run helps, and the way out. `more` fills in what the call does not tell. */
export function advice(
  { means, helps, way }: ErrorRow,
  { action, resource }: Called,
  more: Readonly<Record<string, string>> = {},
): string {
  const [service = "", operation = ""] = action.split(":");
  const page = `${PAGES[service] ?? PAGES["bedrock-agentcore"]}/API_${operation}.html`;
  const values: Readonly<Record<string, string>> = {
    action,
    operation,
    resource,
    page,
    profile: profileOption(),
    ...more,
  };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  return `${means === "" ? "" : `${fill(means)}\n`}${again(helps)} ${fill(way)}`;
}

const EXIT_CODES: Readonly<Partial<Record<NonNullable<ErrorRow["as"]>, ExitCode>>> = {
  refused: ExitCode.REFUSED,
  denied: ExitCode.DENIED,
  credentials: ExitCode.DENIED,
};

/** The end of a run by an error that is not tried again. */
export function stopAt(error: unknown, row = rowOf(error)): Stop {
  const called = callOf(error);
  const { name, message } = sdkError(error);
  const failed = called.action === "" ? "" : `${called.action} on ${called.resource} failed (${name}): `;
  const exitCode = (row.as && EXIT_CODES[row.as]) ?? ExitCode.FAILED;
  return new Stop(exitCode, `${failed}${message}\n${advice(row, called)}`);
}
