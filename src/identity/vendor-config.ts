import type { PrivateNetwork } from "../access/deployment";
import type { Problem } from "../access/problem";

/** What a vendor's fields become. */
export interface VendorConfig {
  /** The API's configuration, without the secret. */
  readonly api: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  /** Whether the client proves itself by a client secret. */
  readonly needsSecret: boolean;
  /** The KMS key that signs the client's assertions instead. */
  readonly signingKeyArn?: string;
  /** The audiences of the IAM tokens by which the client proves itself. */
  readonly tokenAudiences?: readonly string[];
  /** The ways by which AgentCore reaches an identity provider that is not on the internet. */
  readonly networks?: readonly PrivateNetwork[];
}
