interface AwsError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode: number };
}

/** An error of AWS or Node.js in the call of an action, and one that differs in one thing and is of another row. */
interface Example {
  readonly action: string;
  readonly error: AwsError;
  readonly beside: AwsError;
  readonly then: string;
}

const answer = (status: number): AwsError => ({ $metadata: { httpStatusCode: status } });
const said = (name: string, message = "because", status = 400): AwsError => ({ name, message, ...answer(status) });
const lost = (code: string): AwsError => ({ name: "Error", message: `connect ${code} host`, code });
const example =
  (action: string) =>
  (error: AwsError, beside: AwsError, then: string): Example => ({ action, error, beside, then });

const control = example("bedrock-agentcore:CreateApiKeyCredentialProvider");
const secret = example("secretsmanager:PutResourcePolicy");
const key = example("kms:PutKeyPolicy");
const role = example("sts:AssumeRole");

const OTHER = { name: "Other" };
const PROVIDER_ERROR = "CredentialsProviderError";
const DENIED = "User: x is not authorized to perform: kms:PutKeyPolicy because no identity-based policy allows it";

/** One for each row of the runner's table, in its order. */
export const ERRORS: Readonly<Record<string, Example>> = {
  "sign-in over": control(
    said(PROVIDER_ERROR, "Token is expired. To refresh this SSO session run 'aws sso login'"),
    { message: "Token is there" },
    "no credentials",
  ),
  "no such profile": control(
    said(PROVIDER_ERROR, "Could not resolve credentials using profile: [x] in configuration/credentials file(s)."),
    { message: "Could not resolve them" },
    "no credentials",
  ),
  "credential_process failed": control(
    said(PROVIDER_ERROR, "Command failed: get-credentials"),
    { message: "Failed" },
    "no credentials",
  ),
  "no credentials": control(said(PROVIDER_ERROR, "Could not load credentials from any providers"), OTHER, "unknown"),
  "clock off": control(
    said("InvalidSignatureException", "Signature expired: 20261128T000000Z is now earlier than 20261128T010000Z", 403),
    { message: "The request signature does not match" },
    "credentials unknown",
  ),
  "credentials over": control(said("ExpiredTokenException", "because", 403), OTHER, "unknown"),
  "credentials unknown": control(said("UnrecognizedClientException", "because", 403), OTHER, "unknown"),
  "Region not activated": role(said("RegionDisabledException", "because", 403), OTHER, "unknown"),
  "role not assumed": role(said("AccessDenied", "because", 403), OTHER, "unknown"),
  "denied by a Deny": key(
    said("AccessDeniedException", `${DENIED} with an explicit deny in a service control policy`, 403),
    { message: DENIED },
    "denied",
  ),
  denied: key(said("AccessDeniedException", DENIED, 403), { name: "ThrottlingException" }, "throttled"),
  "a replica": secret(
    said(
      "InvalidParameterException",
      "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
    ),
    { message: "Operation not permitted" },
    "value refused",
  ),
  "open to everybody": secret(said("PublicPolicyException"), OTHER, "unknown"),
  "caller locked out": key(
    said(
      "MalformedPolicyDocumentException",
      "The new key policy will not allow you to update the key policy in the future.",
    ),
    { message: "The new key policy is long" },
    "policy malformed",
  ),
  "principal unknown": key(
    said("MalformedPolicyDocumentException", "Policy contains a statement with one or more invalid principals."),
    { message: "Policy contains a syntax error" },
    "policy malformed",
  ),
  "policy malformed": secret(said("MalformedPolicyDocumentException", "a syntax error"), OTHER, "unknown"),
  "secret waits for deletion": secret(
    said("InvalidRequestException", "You can't perform this operation because it was marked for deletion."),
    { message: "You can't perform this operation" },
    "value refused",
  ),
  "secret of a service": secret(
    said("InvalidRequestException", "The secret is managed by another service"),
    { message: "The secret is none" },
    "value refused",
  ),
  "key waits for deletion": key(
    said("KMSInvalidStateException", "arn is pending deletion."),
    { message: "arn is pending import." },
    "key not usable",
  ),
  "key not usable": key(said("DisabledException", "arn is disabled."), OTHER, "unknown"),
  "grant unknown": key(said("InvalidGrantTokenException"), OTHER, "unknown"),
  "not decrypted": control(said("DecryptionFailureException"), OTHER, "unknown"),
  "not to be changed": control(
    said("ValidationException", "The credential provider vendor cannot be changed."),
    { message: "The credential provider vendor is none." },
    "value refused",
  ),
  busy: control(said("ConflictException", "UPDATE in progress", 409), OTHER, "unknown"),
  "name taken": control(
    said("ValidationException", "weather already exists"),
    { message: "weather exists" },
    "value refused",
  ),
  "a quota": control(said("ServiceQuotaExceededException", "because", 402), OTHER, "unknown"),
  "no such secret": secret(said("ResourceNotFoundException"), OTHER, "unknown"),
  "no such key": key(said("NotFoundException"), OTHER, "unknown"),
  "not found": control(said("ResourceNotFoundException", "because", 404), OTHER, "unknown"),
  "value refused": control(said("ValidationException", "name is too long"), OTHER, "unknown"),
  throttled: secret(said("ThrottlingException"), OTHER, "unknown"),
  "too many requests": control(said("Other", "because", 429), answer(428), "unknown"),
  "no such host": control(lost("ENOTFOUND"), { code: "EAI_AGAIN" }, "name service down"),
  "name service down": control(lost("EAI_AGAIN"), { code: "ENOTFOUND" }, "no such host"),
  "connection refused": control(lost("ECONNREFUSED"), { code: "EACCES" }, "unknown"),
  "certificate not trusted": control(lost("SELF_SIGNED_CERT_IN_CHAIN"), { code: "ECONNRESET" }, "connection lost"),
  "not TLS": control(lost("EPROTO"), { code: "EPIPE" }, "connection lost"),
  "proxy wants a password": control(said("Other", "because", 407), answer(406), "unknown"),
  "no answer": control({ name: "TimeoutError", message: "no answer in 30 s" }, OTHER, "unknown"),
  "connection lost": control(lost("ECONNRESET"), { code: "EINVAL" }, "unknown"),
  "hung up": control({ name: "Error", message: "socket hang up" }, { message: "socket" }, "unknown"),
  "server error": control(said("Other", "because", 500), answer(499), "unknown"),
  "half an answer": control(said("SyntaxError", "Unexpected end", 200), answer(300), "unknown"),
  unknown: control(said("SomethingNewException"), { name: "ThrottlingException" }, "throttled"),
};
