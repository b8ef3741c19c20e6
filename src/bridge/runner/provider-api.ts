import type { ProviderInput } from "./input";
import type { Session } from "./session";

/** A reference to a secret, as the API hands it back. */
export interface StoredReference {
  readonly secretArn?: string;
  readonly jsonKey?: string;
  readonly source?: string;
}

/** A credential provider, as far as the runner cares. */
export interface StoredProvider {
  readonly credentialProviderArn: string;
  readonly credentialProviderVendor?: string;
  readonly callbackUrl?: string;
  readonly status?: string;
  readonly failureReason?: string;
  /** By the name of the secret, for example `clientSecret`. */
  readonly secretReferences: Readonly<Record<string, StoredReference>>;
  /** The content beside the secrets, in the form of the API's output. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The four operations on one kind of credential provider. `input` is complete for `create`, `update` and `matches`. */
export interface ProviderApi {
  get(session: Session, name: string): Promise<StoredProvider>;
  create(session: Session, input: ProviderInput): Promise<void>;
  update(session: Session, input: ProviderInput): Promise<void>;
  delete(session: Session, name: string): Promise<void>;
  /** The references that the input asks for, by the name of the secret. */
  references(input: ProviderInput): Readonly<Record<string, StoredReference>>;
  /** Whether the content beside references is as the input says. False also if the API does not show enough to tell. */
  matches(input: ProviderInput, stored: StoredProvider): boolean;
}
