import type { DeriveKey } from "./derived-keys";
import { DERIVED_KEYS } from "./derived-keys";
import type { ReadPrincipalKey } from "./principal-keys";
import { readerOf } from "./principal-keys";
import { remembered } from "./remembered";

export const ENCRYPTION_CONTEXT = "kms:encryptioncontext:";

/**
 * AWS sets these only when a service calls in its own name, never for a role, not even in a forward access session.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn
 */
const OF_SERVICE_CALLS: ReadonlySet<string> = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
]);

/**
 * Services whose own condition keys are in requests to them only.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const OF_ONE_SERVICE: ReadonlySet<string> = new Set([
  "bedrock-agentcore",
  "dynamodb",
  "ecr",
  "iam",
  "kms",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "sts",
]);

/** A condition key of a policy, with the ways in which a request may hold it: looked up once, when it is compiled. */
export interface ConditionKey {
  readonly written: string;
  /** In lower case: names of condition keys do not distinguish case. */
  readonly name: string;
  readonly isOfServiceCalls: boolean;
  readonly isEncryptionContext: boolean;
  /** The service whose requests alone hold it; undefined for a key that others hold, too, or of whom that is not known. */
  readonly service?: string;
  /** How the principal tells it. */
  readonly ofPrincipal?: ReadPrincipalKey;
  /** How the rest of the request tells it, if it is not given. */
  readonly derived?: DeriveKey;
}

export const conditionKey = remembered((written): ConditionKey => {
  const name = written.toLowerCase();
  const [prefix = ""] = name.split(":");
  return {
    written,
    name,
    isOfServiceCalls: OF_SERVICE_CALLS.has(name),
    isEncryptionContext: name.startsWith(ENCRYPTION_CONTEXT),
    service: OF_ONE_SERVICE.has(prefix) ? prefix : undefined,
    ofPrincipal: readerOf(name),
    derived: DERIVED_KEYS.get(name),
  };
});
