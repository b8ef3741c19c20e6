import type { TerraformProvider } from "cdktf";
import type { PrivateNetwork } from "../access/deployment";
import type { Engine } from "../access/engine";
import type { ProviderKind } from "../access/vault";
import type { BridgeOptions } from "../bridge/bridge-options";
import type { ExternalSecret } from "../secret/external-secret";
import type { SecretReference } from "../secret/secret-reference";
import type { Location } from "./location";

/** Options that every credential provider has. */
export interface CredentialProviderOptions {
  /**
   * The name by which agents ask for the credential: 1 to 128 letters, digits, `-` and `_`, unique in account and Region.
   * Better without `_` and of at most 50 characters, which is what the console and some ARN patterns of AWS take.
   * Another name makes another provider.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html
   */
  readonly name: string;

  /**
   * Whether Terraform reads the secret while it plans and applies, and stops if the JSON key is not there. The value is
   * never stored. The deployer needs to read the secret, through the secret's AWS provider.
   *
   * @default false
   */
  readonly verifyJsonKey?: boolean;

  /**
   * Tags of the credential provider, at most 50: keys of 1 to 128 characters, values of up to 256, of letters, digits,
   * spaces and any of `._:/=+@-`.
   *
   * @default - none; with `Engine.NATIVE` it has the AWS provider's default tags beside these
   */
  readonly tags?: { [key: string]: string };

  /**
   * The AWS provider of the readers' account. One that is given works in the secret's Region; the stack's default one
   * serves every Region of its partition.
   *
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;

  /**
   * Whose the credential provider is, where the bridge makes it: with the name of Terraform's workspace the value of its
   * tag `agentcore-identity:owner`. The bridge changes and removes only what bears it. 1 to 128 letters, digits, spaces
   * and any of `._:/=+@-`.
   *
   * @default - the stack's name
   */
  readonly owner?: string;

  /**
   * Whether the bridge takes over a credential provider of this name that bears another owner's mark, or none. It is
   * marked and corrected in place, and keeps its callback URL. Only with `Engine.BRIDGE`.
   *
   * @default false
   */
  readonly adopt?: boolean;

  /**
   * How the bridge's program runs, where the bridge makes the credential provider.
   *
   * @default - with the credentials that it finds, within 300 seconds
   */
  readonly bridge?: BridgeOptions;
}

/** A credential provider as its readers meet it, wherever it is made. */
export interface UsedProvider extends Location {
  readonly kind: ProviderKind;
  readonly name: string;
  /** The secrets that it references, each once. */
  readonly secrets: readonly ExternalSecret[];
  /** The KMS key that signs client assertions. */
  readonly signingKeyArn?: string;
  /** The audiences of the IAM tokens by which the client proves itself. */
  readonly tokenAudiences?: readonly string[];
  /** The AWS provider of the readers' account. */
  readonly provider?: TerraformProvider;
}

/** What a kind of credential provider brings along. */
export interface CredentialProviderKind extends Location {
  readonly kind: ProviderKind;
  readonly engine: Engine;
  /** The secrets that it references. */
  readonly references: readonly SecretReference[];
  /** The KMS key that signs client assertions. */
  readonly signingKeyArn?: string;
  /** The audiences of the IAM tokens by which the client proves itself. */
  readonly tokenAudiences?: readonly string[];
  /** The ways by which AgentCore reaches an identity provider that is not on the internet. */
  readonly networks?: readonly PrivateNetwork[];
  /** What it sends to the API beside names of secrets and keys. */
  readonly fields: Readonly<Record<string, unknown>>;
}
