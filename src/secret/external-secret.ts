import type { ITerraformDependable, TerraformProvider, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { requireKinds } from "../access/argument-kinds";
import { splitArn } from "../access/arn";
import type { Deployer } from "../access/deployer";
import { isKnown } from "../access/known";
import { KmsAccess, SecretPolicyMode } from "../access/modes";
import type { Problem } from "../access/problem";
import { problemText } from "../access/problem";
import type { Reader } from "../access/reader";
import type { Role } from "../access/role";
import { secretArnsNamed } from "../access/agent-secret-statements";
import type { MadeSecret } from "../access/deployment";
import type { Rotator } from "../access/rotator";
import type { BridgeOptions } from "../bridge/bridge-options";
import { InvalidProgramError } from "../access/errors";
import { Owner } from "../terraform/owner";
import { Program } from "../terraform/program";
import { partitionIn, providerRegionProblems } from "../terraform/region";
import { settled } from "../terraform/settled";
import { template } from "../terraform/text";
import { atSynthesis, identityOf } from "../terraform/tokens";
import { addressOfCurrent, currentSecret } from "./current-secret";
import type { ExternalSecretAttributes, ExternalSecretFromArnProps, PlacedSecret } from "./external-secret-options";
import { lookedUpKey } from "./secret-key-guard";
import { FROM_ARN_KINDS, SECRET_KINDS } from "./secret-kinds";
import { placeProblems, secretProblems, unknownArnProblems } from "./secret-problems";
import { SecretReference } from "./secret-reference";
import type { SecretReplicaOptions } from "./secret-replica";
import { looksUpKey, REPLICA_KINDS, replicaAttributes, replicaId, replicaProblems } from "./secret-replica";

/** The policy of a secret, as the secret knows it. */
export interface PolicyOfSecret {
  readonly policyDocument: string;
  readonly resource?: TerraformResource;
  /** @internal */
  readonly _rotators: readonly Role[];
  addReader(reader: Reader): void;
  addDeployer(deployer: Deployer): void;
  addRotator(rotator: Rotator): void;
}

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
    return ExternalSecret.sound(
      new ExternalSecret(scope, id, { ...props, partition, region, account }),
      unknownArnProblems(props.secretArn),
    );
  }

  /** A secret whose ARN may be a token, for example one that the same program creates. */
  public static fromAttributes(scope: Construct, id: string, attributes: ExternalSecretAttributes): ExternalSecret {
    requireKinds(`${scope.node.path}/${id}`, attributes, SECRET_KINDS);
    return ExternalSecret.sound(new ExternalSecret(scope, id, attributes), placeProblems(attributes));
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

  /**
   * Whether the key is the one that the secret is found to have.
   *
   * @internal
   */
  public readonly _looksUpKey: boolean;

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

  private readonly placed: PlacedSecret;
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

  /**
   * Its policy, once there is one.
   *
   * @internal
   */
  public _policy?: PolicyOfSecret;

  /**
   * For `AgentSecret` alone: make one by `ExternalSecret.fromArn` or `ExternalSecret.fromAttributes`.
   *
   * @param props what the secret is
   */
  protected constructor(scope: Construct, id: string, props: ExternalSecretAttributes) {
    super(scope, id);
    const { _primary: primary, ...stated } = props as ReplicaAttributes;
    this._primary = primary;
    this._partition = props.partition ?? partitionIn(props.secretArn, props.region);
    this.placed = { ...stated, partition: this._partition };
    this.secretArn = props.secretArn;
    this.region = props.region;
    this._account = props.account;
    this._looksUpKey = looksUpKey(this.placed);
    this._policyMode = props.policyMode ?? SecretPolicyMode.EXCLUSIVE;
    this._keyAccess = props.keyAccess ?? KmsAccess.GRANT;
    this._ownerName = props.owner;
    this._bridge = props.bridge;
    this._servicePrincipal = props.servicePrincipal ?? false;
    this.populatedBy = props.populatedBy ?? [];
    this._provider = props.provider;
    this.kmsKeyArn = this._looksUpKey ? lookedUpKey(this, () => addressOfCurrent(this)) : props.kmsKeyArn;
    if (this._looksUpKey) currentSecret(this);
    this.policyDocument = atSynthesis((resolve) => template(this.writtenPolicy().policyDocument, resolve));
    Program.of(this).refuse(this, ...secretProblems(this.placed), ...this.providerProblems());
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
    const problems = replicaProblems(this.placed, region, made !== undefined);
    if (made) {
      Program.of(this).refuse(this, ...problems);
      return made;
    }
    const attributes: ReplicaAttributes = { ...replicaAttributes(this.placed, region, options), _primary: this };
    return ExternalSecret.sound(new ExternalSecret(this, replicaId(region), attributes), problems);
  }

  /**
   * The replica in a Region: the one that the program made already, if nothing is said that it has not, or one made now.
   *
   * @internal
   */
  public _replica(region: string, options: SecretReplicaOptions): ExternalSecret {
    const made = this.node.tryFindChild(replicaId(region)) as ExternalSecret | undefined;
    const isSame =
      made !== undefined &&
      (options.kmsKeyArn ?? made.kmsKeyArn) === made.kmsKeyArn &&
      (options.lookUpKmsKey ?? made._looksUpKey) === made._looksUpKey &&
      (options.keyAccess ?? made._keyAccess) === made._keyAccess &&
      (options.provider ?? made._provider) === made._provider;
    return isSame ? made : this.replicaIn(region, options);
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
    return this._primary?._rotators ?? this._policy?._rotators ?? [];
  }

  /**
   * What the program makes of it, for whoever deploys that; nothing of a secret that is there already.
   *
   * @internal
   */
  public get _made(): MadeSecret | undefined {
    return undefined;
  }

  /**
   * Its ARN as a policy may have it before the program has made it: the suffix is open then.
   *
   * @internal
   */
  public get _arnToDeploy(): string {
    const { name } = (this._primary ?? this)._made ?? {};
    const { region, _partition: partition, _account: account } = this;
    return name === undefined ? this.secretArn : secretArnsNamed({ partition, region, account }, name);
  }

  /**
   * The ARN as messages may show it: a text that is no ARN may be the secret itself.
   *
   * @internal
   */
  public get _shownArn(): string | undefined {
    return isKnown(this.secretArn) && !splitArn(this.secretArn) ? undefined : identityOf(this, this.secretArn);
  }

  private writtenPolicy(): PolicyOfSecret {
    if (this._primary) return this._primary.writtenPolicy();
    if (this._policy) return this._policy;
    const message = problemText({
      subject: "policyDocument",
      rule: "is used, but no role reads the secret, and a policy without statements is none",
      fix: "Grant a credential provider of the secret to a reader, or leave the document out.",
    });
    throw new InvalidProgramError([{ path: this.node.path, message }]);
  }

  /** A replica takes its secret's AWS provider, which serves its Region, too. */
  private providerProblems(): Problem[] {
    const isTaken = this._primary !== undefined && this._provider === this._primary._provider;
    return this._provider && !isTaken ? providerRegionProblems(this, this.region, this._provider) : [];
  }
}
