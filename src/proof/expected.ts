import type { ReaderKind } from "../access/reader-kind";
import type { ProviderKind } from "../access/vault";

/** Roles that are meant to have access. */
export interface StatedRoles {
  /** Role ARNs that obtain the credential. */
  readonly readers: readonly string[];
  /** Role ARNs that create the provider: they read and decrypt, but need not use it. */
  readonly deployers: readonly string[];
  /** Those among the deployers who only rotate the secrets. */
  readonly rotators?: readonly string[];
  /** Roles whose ARN is not known before the apply, with the reason. */
  readonly unknown: readonly string[];
  /** Those among them whose policies are attached elsewhere: what is not given of them is not known. */
  readonly elsewhere: readonly string[];
  /** Whose roles they are, as far as it is said: by it they need more than the credential. */
  readonly kinds?: ReadonlyMap<string, ReaderKind>;
  /** The audiences for which a reader gets IAM tokens, where the client proves itself by one. */
  readonly tokenAudiences?: readonly string[];
}

/** Who should read, for one credential provider. */
export interface ExpectedProvider extends StatedRoles {
  /** Who says so: a file, a stack, or an output of the plan. */
  readonly at: string;
  readonly name: string;
  /** Two providers may have one name if they are of different kinds. Left out: of whatever kind. */
  readonly kind?: ProviderKind;
  /** What a provider that is made elsewhere references, as far as it is stated. */
  readonly secrets: readonly string[];
  readonly signingKeys: readonly string[];
  readonly region?: string;
}

/** Who should read a secret, through whatever credential provider. */
export interface ExpectedSecret extends StatedRoles {
  readonly at: string;
  readonly arn: string;
}

/** A finding that the team has looked at and keeps, with its reason. */
export interface Suppression {
  readonly id: string;
  readonly reason: string;
  /** Only findings about this subject. @default - all of this id */
  readonly subject?: string;
}

/** Who should read: said once, by the constructs, by a module's output or by a file. */
export interface Expected {
  readonly providers: readonly ExpectedProvider[];
  readonly secrets: readonly ExpectedSecret[];
  /** The customer managed keys of secrets, by secret ARN; `null` for `aws/secretsmanager`. */
  readonly keys: ReadonlyMap<string, string | null>;
  readonly suppressions: readonly Suppression[];
}
