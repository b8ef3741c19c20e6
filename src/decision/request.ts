import type { Unknown } from "./unknown";

/** Facts about an account that no policy tells. */
export interface AccountFacts {
  /** The organization's ID, `null` for an account in none. Left out: not known. */
  readonly organizationId?: string | null;
  /** Values of `aws:PrincipalOrgPaths` and `aws:ResourceOrgPaths`. Left out: not known. */
  readonly organizationPaths?: readonly string[];
  /** Whether it manages its organization: SCPs and RCPs do not apply to it. @default false */
  readonly isManagementAccount?: boolean;
}

/** Facts about accounts, by account ID. */
export type Accounts = Readonly<Record<string, AccountFacts>>;

/** A role in use. Without `sessionName` any session of the role, so that a policy about one session stays unknown. */
export interface AssumedRole {
  readonly type: "AssumedRole";
  /** The role's ARN, path included. */
  readonly roleArn: string;
  readonly sessionName?: string;
  /** The role's unique ID, `AROA…`: for `aws:userid`. */
  readonly roleId?: string;
  /** Tags of role and session, the session's winning. Left out: not known. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An IAM user with its own credentials. */
export interface User {
  readonly type: "User";
  readonly userArn: string;
  /** The user's unique ID, `AIDA…`: for `aws:userid`. */
  readonly userId?: string;
  /** Left out: not known. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A session that an IAM user made by `GetFederationToken`. */
export interface FederatedUser {
  readonly type: "FederatedUser";
  /** The IAM user whose credentials made the session. */
  readonly userArn: string;
  /** The name given to the session. */
  readonly federatedUserName: string;
  /** Left out: not known. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The root user of an account. */
export interface Account {
  readonly type: "Account";
  readonly account: string;
}

/** An AWS service in its own name: not a forward access session, which is the role's own call. */
export interface Service {
  readonly type: "Service";
  /** For example `bedrock-agentcore.amazonaws.com`. */
  readonly service: string;
}

/** Somebody whom an identity provider vouches for, before a role is assumed. */
export interface Federated {
  readonly type: "Federated";
  /** The ARN of a SAML or OIDC provider, or a name such as `cognito-identity.amazonaws.com`. */
  readonly provider: string;
}

/** Nobody in particular: a request without credentials. */
export interface Anonymous {
  readonly type: "Anonymous";
}

/**
 * Who makes a request. The types are the values of `aws:PrincipalType`, and those that AWS's `Principal` element adds.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type RequestPrincipal = AssumedRole | User | FederatedUser | Account | Service | Federated | Anonymous;

/** The requested resource. */
export interface RequestResource {
  /** Its ARN, or `*` for an action that has none. */
  readonly arn: string;
  /** The account that owns it. @default - the one that the ARN names */
  readonly account?: string;
}

/** The value of a condition key in a request. */
export type ContextValue = string | number | boolean | readonly string[] | Unknown;

/** One request to AWS. */
export interface Request {
  readonly principal: RequestPrincipal;
  /** For example `secretsmanager:GetSecretValue`; upper and lower case are the same. */
  readonly action: string;
  readonly resource: RequestResource;
  /**
   * The request context. What the principal, the resource and other keys tell is filled in: `aws:Principal…`,
   * `aws:userid`, `aws:username`, `aws:Resource…`, `aws:RequestedRegion`, `aws:CalledViaFirst`, `aws:CalledViaLast`,
   * `aws:ViaAWSService`, `kms:CallerAccount`, `kms:EncryptionContextKeys`.
   */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** What a key is that is neither given nor filled in. @default "absent" */
  readonly otherKeys?: "absent" | "unknown";
  /**
   * Condition keys that are parameters of the request, so that whoever asks chooses them; in lower case. One that ends
   * with `:` or `/` stands for all that begin so. A request that is allowed with some of their values is conditional.
   *
   * @default - none
   */
  readonly chosenKeys?: readonly string[];
}
