import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { requireKinds } from "../access/argument-kinds";
import { splitArn } from "../access/arn";
import { parseKeyArn } from "../access/key-arn";
import { isKnown } from "../access/known";
import { KmsAccess, SecretPolicyMode } from "../access/modes";
import type { Problem } from "../access/problem";
import { isProblem, problemText } from "../access/problem";
import type { Role } from "../access/role";
import { parseSecretArn } from "../access/secret-arn";
import { ownerNameProblems } from "../access/statement-owner";
import { textProblems } from "../access/written-text";
import type { BridgeOptions } from "../bridge/bridge-options";
import { InvalidProgramError } from "../access/errors";
import { Owner } from "../terraform/owner";
import { Program } from "../terraform/program";
import { partitionIn, providerRegionProblems } from "../terraform/region";
import { settled } from "../terraform/settled";
import { template } from "../terraform/text";
import { atSynthesis, identityOf } from "../terraform/tokens";
import type { ExternalSecretAttributes, ExternalSecretFromArnProps } from "./external-secret-options";
import { FROM_ARN_KINDS, placeProblems, SECRET_KINDS } from "./secret-kinds";
import { SecretPolicy } from "./secret-policy";
import { SecretReference } from "./secret-reference";
import type { SecretReplicaOptions } from "./secret-replica";
import { REPLICA_KINDS, replicaAttributes, replicaId, replicaProblems } from "./secret-replica";

/** Region and account of an ARN that is refused: as for a token, nothing is compared with them. */
const UNKNOWN = settled("${unknown}");

/** What a replica knows beyond others. */
interface ReplicaAttributes extends ExternalSecretAttributes {
  readonly _primary?: ExternalSecret;
}

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
    const { partition = UNKNOWN, region = UNKNOWN, account = UNKNOWN } = splitArn(props.secretArn) ?? {};
    const problems: Problem[] = isKnown(props.secretArn)
      ? []
      : [
          {
            subject: "secretArn",
            rule: "is a token, so its Region and account are not known",
            fix: "Use ExternalSecret.fromAttributes and give region and account.",
          },
        ];
    return ExternalSecret.sound(new ExternalSecret(scope, id, { ...props, partition, region, account }), problems);
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
    return ExternalSecret.sound(new ExternalSecret(scope, id, attributes), [...problems, ...placeProblems(attributes)]);
  }

  private static sound(secret: ExternalSecret, problems: readonly Problem[]): ExternalSecret {
    Program.of(secret).refuse(secret, ...problems);
    return secret;
  }

  /** The full ARN of the secret. */
  public readonly secretArn: string;

  /** The Region of the secret, and so of every credential provider that references it. */
  public readonly region: string;

  /** The customer managed key that encrypts the secret. */
  public readonly kmsKeyArn?: string;

  /**
   * The secret policy as JSON text, for `SecretPolicyMode.NONE`: its statements belong into the policy that is written
   * elsewhere. To use it where no reader and no deployer is named is refused.
   */
  public readonly policyDocument: string;

  /** @internal */
  public readonly _account: string;

  /** @internal */
  public readonly _partition: string;

  /** @internal */
  public readonly _policyMode: SecretPolicyMode;

  /** @internal */
  public readonly _keyAccess: KmsAccess;

  /** @internal */
  public readonly _servicePrincipal: boolean;

  /** @internal */
  public readonly _provider?: TerraformProvider;

  /** @internal */
  public readonly _bridge?: BridgeOptions;

  private readonly populatedBy: readonly ITerraformDependable[];

  /**
   * The secret that it is a replica of.
   *
   * @internal
   */
  public readonly _primary?: ExternalSecret;

  /** @internal */
  public readonly _ownerName?: string;

  /**
   * The roles that run Terraform on its grants, by what they are. A single one may retire them.
   *
   * @internal
   */
  public readonly _grantMakers = new Map<string, Role>();

  private policy?: SecretPolicy;

  /**
   * For `AgentSecret` alone: make one by `ExternalSecret.fromArn` or `ExternalSecret.fromAttributes`.
   *
   * @param props what the secret is
   */
  protected constructor(scope: Construct, id: string, props: ExternalSecretAttributes) {
    super(scope, id);
    this._primary = (props as ReplicaAttributes)._primary;
    this.secretArn = props.secretArn;
    this._partition = props.partition ?? partitionIn(props.secretArn, props.region);
    this.region = props.region;
    this._account = props.account;
    this.kmsKeyArn = props.kmsKeyArn;
    this._policyMode = props.policyMode ?? SecretPolicyMode.EXCLUSIVE;
    this._keyAccess = props.keyAccess ?? KmsAccess.GRANT;
    this._ownerName = props.owner;
    this._bridge = props.bridge;
    this._servicePrincipal = props.servicePrincipal ?? false;
    this.populatedBy = props.populatedBy ?? [];
    this._provider = props.provider;
    this.policyDocument = atSynthesis((resolve) => template(this.writtenPolicy().policyDocument, resolve));
    const { secretArn, partition, region, account, kmsKeyArn, owner } = props;
    Program.of(this).refuse(
      this,
      ...textProblems({ secretArn, partition, region, account, kmsKeyArn, owner }),
      ...this.arnProblems(),
      ...ownerNameProblems(owner),
      ...this.keyProblems(),
      ...this.providerProblems(),
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
   * The secret's replica in another Region, for the credential providers there. It has the secret's name and suffix, and a
   * key of its own. AWS copies the policy of a secret to its replicas, and writes it at the primary alone: so all who read
   * a replica stand in the policy of this secret. It makes no replica: whoever has the secret replicates it.
   *
   * @param region the Region of the replica
   * @param options its key
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
   */
  public replicaIn(region: string, options: SecretReplicaOptions = {}): ExternalSecret {
    if (this._primary) return this._primary.replicaIn(region, options);
    requireKinds(this.node.path, { region, ...options }, REPLICA_KINDS);
    const made = this.node.tryFindChild(replicaId(region)) as ExternalSecret | undefined;
    const problems = replicaProblems(this, region, made !== undefined);
    if (made) {
      Program.of(this).refuse(this, ...problems);
      return made;
    }
    const attributes: ReplicaAttributes = { ...replicaAttributes(this, region, options), _primary: this };
    return ExternalSecret.sound(new ExternalSecret(this, replicaId(region), attributes), problems);
  }

  /**
   * What a credential provider of the secret is made after.
   *
   * @internal
   */
  public get _populatedBy(): readonly ITerraformDependable[] {
    return this._primary?._populatedBy ?? this.populatedBy;
  }

  /**
   * The secret's policy, one for all that reference the secret: that which the program makes itself, or one made now.
   *
   * @internal
   */
  public _makePolicy(): SecretPolicy {
    if (this._primary) return this._primary._makePolicy();
    return this.policy ?? new SecretPolicy(this, "Policy", { secret: this });
  }

  /**
   * Whose the statements in the policies of secret and key are.
   *
   * @internal
   */
  public get _owner(): Owner {
    return Owner.of(this, this._ownerName);
  }

  /**
   * The roles that rotate it: they read it, too.
   *
   * @internal
   */
  public get _rotators(): readonly Role[] {
    return this._primary?._rotators ?? this.policy?._rotators ?? [];
  }

  /** @internal */
  public _adoptPolicy(policy: SecretPolicy): void {
    this.policy ??= policy;
  }

  /**
   * The ARN as messages may show it: a text that is no ARN may be the secret itself.
   *
   * @internal
   */
  public get _shownArn(): string | undefined {
    return isKnown(this.secretArn) && !splitArn(this.secretArn) ? undefined : identityOf(this, this.secretArn);
  }

  private writtenPolicy(): SecretPolicy {
    if (this._primary) return this._primary.writtenPolicy();
    if (this.policy) return this.policy;
    const message = problemText({
      subject: "policyDocument",
      rule: "is used, but no role reads the secret, and a policy without statements is none",
      fix: "Grant a credential provider of the secret to a reader, or leave the document out.",
    });
    throw new InvalidProgramError([{ path: this.node.path, message }]);
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
    if (isKnown(this._account) && account !== this._account && this._keyAccess === KmsAccess.GRANT) {
      refuse(
        `is in account ${account}, but the secret is in ${this._account}`,
        "Say keyAccess: KmsAccess.NONE and grant the readers in the key's account.",
      );
    }
    return problems;
  }

  /** A replica takes its secret's AWS provider, which serves its Region, too. */
  private providerProblems(): Problem[] {
    const isTaken = this._primary !== undefined && this._provider === this._primary._provider;
    return this._provider && !isTaken ? providerRegionProblems(this, this.region, this._provider) : [];
  }
}
