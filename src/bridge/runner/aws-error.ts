/** How the runner meets an error of the SDK. */
export type ErrorClass = "absent" | "busy" | "denied" | "new principal" | "passing" | "unauthenticated" | "final";

interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly status?: number;
}

const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown)/;
const NETWORK = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ERR_STREAM_PREMATURE_CLOSE",
]);
const TIMED_OUT = new Set(["TimeoutError", "AbortError", "RequestTimeout", "RequestTimeoutException"]);
const UNAUTHENTICATED =
  /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|InvalidAccessKeyId|MissingAuthenticationToken|AuthFailure|IncompleteSignature)/;

/** The parts of an SDK error that matter. SDK errors are plain objects of many classes, so their members are probed. */
export function sdkError(error: unknown): SdkError {
  const probe = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const metadata = probe.$metadata as { httpStatusCode?: number } | undefined;
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  return {
    name: text(probe.name) ?? "Error",
    message: text(probe.message) ?? text(probe.Message) ?? String(error),
    code: text(probe.code),
    status: metadata?.httpStatusCode,
  };
}

const CALLS = new WeakMap<object, string>();

/** An error with the call that it belongs to, where another one was being made. */
export function inCall(error: unknown, call: string): unknown {
  if (typeof error === "object" && error !== null) CALLS.set(error, call);
  return error;
}

export const callOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null ? CALLS.get(error) : undefined;

/** What AWS says, and what leads on. Everything else says it by itself. */
const WAYS: readonly (readonly [message: RegExp, way: string])[] = [
  [
    /primary secret'?s region/i,
    "A replica has no policy of its own. Give the ARN of the primary secret, in the primary's Region; AWS copies its policy to the replicas.",
  ],
  [/public policy|BlockPublicPolicy/i, "Narrow the statement that lets everybody in."],
];

/** The way out of an error that would come again. */
export const wayOutOf = (message: string): string =>
  WAYS.find(([pattern]) => pattern.test(message))?.[1] ?? "Correct what AWS says.";

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/CommonErrors.html */
export function classify(error: unknown): ErrorClass {
  const { name, message, code, status } = sdkError(error);
  if (name === "ResourceNotFoundException" || name === "NotFoundException") return "absent";
  // Secrets Manager and KMS, of a secret or key that waits for its deletion.
  if (/^(InvalidRequestException|KMSInvalidStateException)$/.test(name) && /delet/i.test(message)) return "absent";
  if (UNAUTHENTICATED.test(name)) return "unauthenticated";
  if (/^(AccessDenied|UnauthorizedException|UnauthorizedOperation)/.test(name)) return "denied";
  if (name === "ConflictException" || name === "ConcurrentModificationException") return "busy";
  // A name that is taken is a Conflict in the model; AWS's own tools also look for this text.
  if (name === "ValidationException" && /already exists/i.test(message)) return "busy";
  // A role that was made a moment ago is unknown to the policy's parser for some seconds.
  if (name === "MalformedPolicyDocumentException" && /principal/i.test(message)) return "new principal";
  if (THROTTLED.test(name) || TIMED_OUT.has(name) || NETWORK.has(code ?? "")) return "passing";
  if (/socket hang up/.test(message) || (status !== undefined && (status === 429 || status >= 500))) return "passing";
  // A 2xx whose body broke off: the service acted, what it answered is unknown.
  if (status !== undefined && status < 300) return "passing";
  return "final";
}
