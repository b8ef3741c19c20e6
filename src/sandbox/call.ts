/** Who signed a request. */
export interface Principal {
  /** The ARN that GetCallerIdentity gives: for a role, that of its session. */
  readonly arn: string;
  readonly account: string;
}

/** One request, as a service sees it. */
export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  readonly region: string;
}

/** The names that signatures are made for. */
export type ServiceName = "bedrock-agentcore" | "kms" | "secretsmanager" | "sts";

/** A question whether a principal may do something. */
export interface AuthorizationRequest {
  readonly principal: Principal;
  /** For example `secretsmanager:GetSecretValue`. */
  readonly action: string;
  readonly resource: string;
  /** The service that asks in the principal's name, if it is not the principal itself. */
  readonly calledVia?: string;
}

/** Answers undefined to allow, or the reason to deny. */
export type Authorize = (request: AuthorizationRequest) => string | undefined;

/** What an operation does: gets a call whose input fits the schema, gives an output that fits it. */
export type Handler = (call: Call) => Readonly<Record<string, unknown>>;
export type Handlers = Readonly<Record<string, Handler>>;
