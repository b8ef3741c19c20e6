/** Who signed a request. */
export interface Principal {
  /** The ARN that GetCallerIdentity gives: for a role, that of its session. */
  readonly arn: string;
  readonly account: string;
  /** The role whose session it is, path included. */
  readonly roleArn?: string;
  readonly accessKeyId?: string;
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
export type ServiceName =
  "bedrock-agentcore" | "cloudtrail" | "iam" | "kms" | "organizations" | "secretsmanager" | "sts";

/** A question whether a principal may do something. */
export interface AuthorizationRequest {
  readonly principal: Principal;
  /** For example `secretsmanager:GetSecretValue`. */
  readonly action: string;
  readonly resource: string;
  /** The services that ask in the principal's name, the first one first; none if it is the principal itself. */
  readonly calledVia?: readonly string[];
  /** What else of the request conditions may look at. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Answers undefined to allow, or the reason to deny. */
export type Authorize = (request: AuthorizationRequest) => string | undefined;

/** What an operation does: gets a call whose input fits the schema, gives an output that fits it. */
export type Handler = (call: Call) => Readonly<Record<string, unknown>>;
export type Handlers = Readonly<Record<string, Handler>>;
