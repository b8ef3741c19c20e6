/** Who should read, for one credential provider. */
export interface ExpectedProvider {
  readonly name: string;
  /** Role ARNs that obtain the credential. */
  readonly readers: readonly string[];
  /** Role ARNs that create the provider: they read and decrypt, but need not use it. */
  readonly deployers: readonly string[];
  /** Roles whose ARN is not known before the apply, with the reason. */
  readonly unknown: readonly string[];
  /** Those among them whose policies are attached elsewhere: what is not given of them is not known. */
  readonly elsewhere: readonly string[];
}

/** A finding that the team has looked at and keeps, with its reason. */
export interface Suppression {
  readonly id: string;
  readonly reason: string;
  /** Only findings about this subject. @default - all of this id */
  readonly subject?: string;
}

/** Who should read: said once, by the constructs or by a file. */
export interface Expected {
  readonly providers: readonly ExpectedProvider[];
  /** The customer managed keys of secrets, by secret ARN; `null` for `aws/secretsmanager`. */
  readonly keys: ReadonlyMap<string, string | null>;
  readonly suppressions: readonly Suppression[];
}
