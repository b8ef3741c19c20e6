import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { requireKinds } from "../access/argument-kinds";
import { splitArn } from "../access/arn";
import { parseKeyArn } from "../access/key-arn";
import { isKnown } from "../access/known";
import { KmsAccess, SecretPolicyMode } from "../access/modes";
import type { Problem } from "../access/problem";
import { isProblem } from "../access/problem";
import type { Role } from "../access/role";
import { parseSecretArn } from "../access/secret-arn";
import { ownerNameProblems } from "../access/statement-owner";
import { textProblems } from "../access/written-text";
import type { BridgeOptions } from "../bridge/bridge-options";
import { Owner } from "../terraform/owner";
import { Program } from "../terraform/program";
import { knownProviderRegion } from "../terraform/region";
import { settled } from "../terraform/settled";
import { identityOf } from "../terraform/tokens";
import { FROM_ARN_KINDS, placeProblems, SECRET_KINDS } from "./secret-kinds";
import { SecretPolicy } from "./secret-policy";
import { SecretReference } from "./secret-reference";

/** Options of an external secret. */
export interface ExternalSecretOptions {
  /**
   * The ARN of the customer managed key that encrypts the secret. Required if another account reads it.
   *
   * @default - the AWS managed key `aws/secretsmanager`, which only the secret's own account can use
   */
  readonly kmsKeyArn?: string;

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
   * What puts a value into the secret, if the same program does: credential providers are then made after it.
   *
   * @default - the secret has a value already
   */
  readonly populatedBy?: ITerraformDependable[];

  /**
   * The AWS provider of the secret's account and Region, for the secret policy and the KMS grants.
   *
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
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
   * @default - that of a known ARN, otherwise "aws"
   */
  readonly partition?: string;
}

/** Region and account of an ARN that is refused: as for a token, nothing is compared with them. */
const UNKNOWN = settled("${unknown}");

/**
 * A secret in AWS Secrets Manager that a team owns already, with its key, rotation, tags, replicas and policies.
 * It makes no resource by itself: a secret policy and KMS grants follow from the readers of the credential providers
 * that reference it.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SecretReference.html
 */
export class ExternalSecret extends Construct {
  /** A secret whose ARN is known when the program runs. */
  public static fromArn(scope: Construct, id: string, props: ExternalSecretFromArnProps): ExternalSecret {
    requireKinds(`${scope.node.path}/${id}`, props, FROM_ARN_KINDS);
    const { partition = "aws", region = UNKNOWN, account = UNKNOWN } = splitArn(props.secretArn) ?? {};
    const problems: Problem[] = isKnown(props.secretArn)
      ? []
      : [
          {
            subject: "secretArn",
            rule: "is a token, so its Region and account are not known",
            fix: "Use ExternalSecret.fromAttributes and give region and account.",
          },
        ];
    return new ExternalSecret(scope, id, { ...props, partition, region, account }, problems);
  }

  /** A secret whose ARN may be a token, for example one that the same program creates. */
  public static fromAttributes(scope: Construct, id: string, attributes: ExternalSecretAttributes): ExternalSecret {
    requireKinds(`${scope.node.path}/${id}`, attributes, SECRET_KINDS);
    const known = splitArn(attributes.secretArn);
    const problems = (["region", "account"] as const)
      .filter(
        (field) =>
          isKnown(attributes.secretArn) && isKnown(attributes[field]) && known && known[field] !== attributes[field],
      )
      .map((field) => ({
        subject: field,
        value: attributes[field],
        rule: `contradicts the ARN ${attributes.secretArn}`,
        fix: "Use ExternalSecret.fromArn: a known ARN says both.",
      }));
    return new ExternalSecret(
      scope,
      id,
      { ...attributes, partition: attributes.partition ?? known?.partition ?? "aws" },
      [...problems, ...placeProblems(attributes)],
    );
  }

  /** The full ARN of the secret. */
  public readonly secretArn: string;
  /** The partition of the secret. */
  public readonly partition: string;
  /** The Region of the secret, and so of every credential provider that references it. */
  public readonly region: string;
  /** The account of the secret. */
  public readonly account: string;
  /** The customer managed key that encrypts the secret. */
  public readonly kmsKeyArn?: string;
  /** Who writes the secret's resource policy. */
  public readonly policyMode: SecretPolicyMode;
  /** How readers may decrypt with the key. */
  public readonly keyAccess: KmsAccess;
  /** Whether the secret policy lets AgentCore's service principal read. */
  public readonly servicePrincipal: boolean;
  /** The AWS provider of the secret's account and Region. */
  public readonly provider?: TerraformProvider;
  /** How the bridge's program runs. */
  public readonly bridge?: BridgeOptions;
  /** What puts a value into the secret. */
  public readonly populatedBy: ITerraformDependable[];

  /**
   * The roles that run Terraform on its grants, by what they are. A single one may retire them.
   *
   * @internal
   */
  public readonly _grantMakers = new Map<string, Role>();

  private readonly ownerName?: string;
  private secretPolicy?: SecretPolicy;

  private constructor(
    scope: Construct,
    id: string,
    props: ExternalSecretAttributes & { readonly partition: string },
    problems: readonly Problem[],
  ) {
    super(scope, id);
    this.secretArn = props.secretArn;
    this.partition = props.partition;
    this.region = props.region;
    this.account = props.account;
    this.kmsKeyArn = props.kmsKeyArn;
    this.policyMode = props.policyMode ?? SecretPolicyMode.EXCLUSIVE;
    this.keyAccess = props.keyAccess ?? KmsAccess.GRANT;
    this.ownerName = props.owner;
    this.bridge = props.bridge;
    this.servicePrincipal = props.servicePrincipal ?? false;
    this.populatedBy = props.populatedBy ?? [];
    this.provider = props.provider;
    const { secretArn, partition, region, account, kmsKeyArn, owner } = props;
    const texts = textProblems({ secretArn, partition, region, account, kmsKeyArn, owner });
    Program.of(this).refuse(
      this,
      ...texts,
      ...problems,
      ...this.arnProblems(),
      ...ownerNameProblems(owner),
      ...this.keyProblems(),
      ...this.regionProblems(),
    );
  }

  /**
   * References one value of the secret.
   *
   * @param jsonKey one top-level key of the secret's JSON object, 1 to 128 characters; not a path
   */
  public jsonKey(jsonKey: string): SecretReference {
    return SecretReference._of(this, jsonKey);
  }

  /**
   * The secret's policy: one for all that reference the secret. With `SecretPolicyMode.NONE` it makes no resource, but
   * offers its document to whoever writes the policy.
   */
  public get policy(): SecretPolicy {
    this.secretPolicy ??= new SecretPolicy(this, "Policy", { secret: this });
    return this.secretPolicy;
  }

  /**
   * Whose the statements in the policies of secret and key are.
   *
   * @internal
   */
  public get _owner(): Owner {
    return Owner.of(this, this.ownerName);
  }

  /** @internal */
  public _adoptPolicy(policy: SecretPolicy): void {
    this.secretPolicy ??= policy;
  }

  /**
   * The ARN as messages may show it: a text that is no ARN may be the secret itself.
   *
   * @internal
   */
  public get _shownArn(): string | undefined {
    return isKnown(this.secretArn) && !splitArn(this.secretArn) ? undefined : identityOf(this, this.secretArn);
  }

  private arnProblems(): Problem[] {
    if (!isKnown(this.secretArn)) return [];
    const parsed = parseSecretArn(this.secretArn, "secretArn");
    return isProblem(parsed) ? [parsed.problem] : [];
  }

  private keyProblems(): Problem[] {
    if (this.kmsKeyArn === undefined || !isKnown(this.kmsKeyArn)) return [];
    const parsed = parseKeyArn(this.kmsKeyArn, "kmsKeyArn");
    if (isProblem(parsed)) return [parsed.problem];
    const problems: Problem[] = [];
    const refuse = (rule: string, fix: string): void =>
      void problems.push({ subject: "kmsKeyArn", value: this.kmsKeyArn, rule, fix });
    const { region, account } = parsed.value;
    if (isKnown(this.region) && region !== this.region)
      refuse(
        `is in ${region}, but the secret is in ${this.region}`,
        "Name the key that encrypts the secret in its own Region.",
      );
    if (isKnown(this.account) && account !== this.account && this.keyAccess === KmsAccess.GRANT) {
      refuse(
        `is in account ${account}, but the secret is in ${this.account}`,
        "Say keyAccess: KmsAccess.NONE and grant the readers in the key's account.",
      );
    }
    return problems;
  }

  private regionProblems(): Problem[] {
    const providerRegion = this.provider && knownProviderRegion(this, this.provider);
    if (providerRegion === undefined || !isKnown(this.region) || providerRegion === this.region) return [];
    return [
      {
        subject: "provider",
        value: providerRegion,
        rule: `works in another Region than the secret's, ${this.region}`,
        fix: `Give the AWS provider for ${this.region}.`,
      },
    ];
  }
}
