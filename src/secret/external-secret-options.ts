import type { ITerraformDependable, TerraformProvider } from "cdktf";
import type { KmsAccess, SecretPolicyMode } from "../access/modes";
import type { BridgeOptions } from "../bridge/bridge-options";

/** Options of every secret, whoever makes it. */
export interface SecretOptions {
  /**
   * Who writes the secret's resource policy.
   *
   * @default SecretPolicyMode.EXCLUSIVE
   */
  readonly policyMode?: SecretPolicyMode;

  /**
   * How readers may decrypt with `kmsKeyArn`.
   *
   * @default KmsAccess.GRANT
   */
  readonly keyAccess?: KmsAccess;

  /**
   * Whether the secret policy also lets AgentCore's service principal `bedrock-agentcore.amazonaws.com` read on behalf of
   * the readers' accounts. AWS's announcement asks for it, but it is neither needed nor enough: AgentCore reads with the
   * permissions of the calling role. In the field a read was denied to the role while the service principal was allowed
   * it, and AWS's later guide gives the read to a role alone. Say true only if your own rules ask for the statement.
   *
   * @default false
   * @see https://aws.amazon.com/blogs/machine-learning/manage-end-user-oauth-consent-for-ai-agents-with-amazon-bedrock-agentcore/
   * @see https://aws.amazon.com/blogs/machine-learning/reference-your-own-aws-secrets-manager-secrets-in-amazon-bedrock-agentcore-identity/
   */
  readonly servicePrincipal?: boolean;

  /**
   * Whose the statements in the policies of secret and key are: part of each `Sid`, with the name of Terraform's
   * workspace. 1 to 128 letters, digits, spaces and any of `._:/=+@-`. A name that another configuration has, too, would
   * pass its statements for ours.
   *
   * @default - the stack's name
   */
  readonly owner?: string;

  /**
   * How the bridge's program runs, with `SecretPolicyMode.ADDITIVE` and `KmsAccess.KEY_POLICY`.
   *
   * @default - with the credentials that it finds, within 300 seconds
   */
  readonly bridge?: BridgeOptions;

  /**
   * The AWS provider of the secret's account, for the secret policy and the KMS grants. One that is given works in the
   * secret's Region; the stack's default one serves every Region of its partition.
   *
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** Options of an external secret. */
export interface ExternalSecretOptions extends SecretOptions {
  /**
   * Whether Terraform takes the key from the secret while it plans, instead of `kmsKeyArn`: for a secret with a customer managed
   * key. The deployer then needs `secretsmanager:DescribeSecret` and `secretsmanager:GetResourcePolicy` for it.
   *
   * @default false
   */
  readonly lookUpKmsKey?: boolean;

  /**
   * The ARN of the customer managed key that encrypts the secret. Required if another account reads it.
   *
   * @default - the AWS managed key `aws/secretsmanager`, which only the secret's own account can use
   */
  readonly kmsKeyArn?: string;

  /**
   * What puts a value into the secret, if the same program does: credential providers are then made after it.
   *
   * @default - the secret has a value already
   */
  readonly populatedBy?: ITerraformDependable[];
}

/** Properties of `ExternalSecret.fromArn`. */
export interface ExternalSecretFromArnProps extends ExternalSecretOptions {
  /** The full ARN of the secret, with its 6-character suffix, known when the program runs. */
  readonly secretArn: string;
}

/** Properties of `ExternalSecret.fromAttributes`. */
export interface ExternalSecretAttributes extends ExternalSecretOptions {
  /** The full ARN of the secret; a token is fine. */
  readonly secretArn: string;

  /** The Region of the secret; a token is fine. */
  readonly region: string;

  /** The 12-digit account of the secret; a token is fine. */
  readonly account: string;

  /**
   * The partition of the secret.
   *
   * @default - that of the ARN or the Region, by whichever is known, otherwise what Terraform finds in the ARN
   */
  readonly partition?: string;
}

/** An external secret whose partition is settled, too. */
export type PlacedSecret = ExternalSecretAttributes & { readonly partition: string };
