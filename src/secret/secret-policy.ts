import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { SecretsmanagerSecretPolicy } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { instance, instances, optional, requireKinds } from "../access/argument-kinds";
import type { Deployer } from "../access/deployer";
import { isKnown } from "../access/known";
import { SecretPolicyMode } from "../access/modes";
import type { Statement } from "../access/policy";
import type { Reader } from "../access/reader";
import { Role } from "../access/role";
import { Rotator } from "../access/rotator";
import { Bridge } from "../bridge/bridge";
import type { Assertion } from "../terraform/check";
import { secretArnGuards } from "../terraform/guards";
import { addressOf } from "../terraform/address";
import { letGo } from "../terraform/let-go";
import { policyJson } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { placeArguments } from "../terraform/region";
import { argument } from "../terraform/text";
import type { Resolve } from "../terraform/tokens";
import { identityOf } from "../terraform/tokens";
import type { ExternalSecret, PolicyOfSecret } from "./external-secret";
import { PolicyRoles } from "./policy-roles";
import { claimSecret } from "./secret-claim";
import { currentSecret, isCompared } from "./current-secret";
import { keyGuards } from "./secret-key-guard";
import { foreignStatementsGuard, sizeGuard } from "./secret-policy-guards";

/** The ID of the resource that writes the whole policy. */
const RESOURCE = "Resource";

/** Shared with the resource, so that roles that are added later are guarded, too. */
interface Guards {
  readonly precondition: Assertion[];
  postcondition?: Assertion[];
}

/** Properties of a secret policy. */
export interface SecretPolicyProps {
  /** The secret whose policy it is. Its `policyMode` says whether Terraform writes it. */
  readonly secret: ExternalSecret;

  /**
   * Roles that read the secret at run time.
   *
   * @default - none; `addReader` adds more
   */
  readonly readers?: Reader[];

  /**
   * Roles that run Terraform.
   *
   * @default - none; `addDeployer` adds more
   */
  readonly deployers?: Deployer[];

  /**
   * Roles that rotate the secret.
   *
   * @default - none; `addRotator` adds more
   */
  readonly rotators?: Rotator[];
}

/**
 * The resource policy of a secret: exactly the given roles may read it, and AgentCore's service principal only if the
 * secret says so. Credential providers make it by themselves; make it yourself for a secret that other programs share.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export class SecretPolicy extends Construct {
  /** The policy as JSON text: for a policy that is written elsewhere. */
  public readonly policyDocument: string;

  /** What Terraform writes: the whole policy, statements in it, or nothing, as the mode says. */
  public readonly resource?: TerraformResource;

  private readonly secret: ExternalSecret;
  private readonly roles = new PolicyRoles();
  private readonly lifecycle: Guards = { precondition: [] };
  private roleGuards: readonly Assertion[] = [];

  public constructor(scope: Construct, id: string, props: SecretPolicyProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      secret: instance({ name: "ExternalSecret", prototype: Construct.prototype }, "ExternalSecret.fromArn"),
      readers: optional(instances(Role, "Reader.role")),
      deployers: optional(instances(Role, "Deployer.role")),
      rotators: optional(instances(Rotator, "Rotator.role")),
    });
    this.refuseReplica(props.secret);
    this.secret = props.secret._primary ?? props.secret;
    this.secret._policy ??= this;
    const { _policyMode: policyMode } = this.secret;
    this.policyDocument = policyJson(
      (resolve) => this.written(resolve),
      () => (policyMode === SecretPolicyMode.NONE ? this.roles.guards() : []),
    );
    if (policyMode === SecretPolicyMode.ADDITIVE) this.resource = this.additiveStatements();
    if (policyMode === SecretPolicyMode.EXCLUSIVE) this.resource = this.exclusivePolicy();
    if (policyMode !== SecretPolicyMode.NONE) claimSecret(this, this.secret);
    props.readers?.forEach((reader) => this.addReader(reader));
    props.deployers?.forEach((deployer) => this.addDeployer(deployer));
    props.rotators?.forEach((rotator) => this.addRotator(rotator));
    Program.of(this).checkLate(this, () => this.roles.problems(this.secret._servicePrincipal));
  }

  private refuseReplica({ _primary: primary, _shownArn: value }: ExternalSecret): void {
    if (!primary) return;
    Program.of(this).refuse(this, {
      subject: "secret",
      value,
      rule: "is a replica, and AWS writes its policy at its primary",
      fix: `Give the primary, ${primary.node.path}.`,
    });
  }

  /** Lets a role read the secret at run time. Naming it twice changes nothing. */
  public addReader(reader: Reader): void {
    this.add(this.roles.readers, reader);
  }

  /** Lets a role read and describe the secret when it runs Terraform. Naming it twice changes nothing. */
  public addDeployer(deployer: Deployer): void {
    this.add(this.roles.deployers, deployer);
  }

  /** Lets a role rotate the secret: read it, write new values and label them. Naming it twice changes nothing. */
  public addRotator(rotator: Rotator): void {
    this.add(this.roles.rotators, rotator);
  }

  /**
   * The roles that rotate the secret.
   *
   * @internal
   */
  public get _rotators(): readonly Rotator[] {
    return [...this.roles.rotators.values()];
  }

  private add<R extends Role>(roles: Map<string, R>, role: R): void {
    const identity = identityOf(this, role.roleArn);
    if (roles.has(identity)) return;
    Program.of(this);
    roles.set(identity, role);
    if (!isKnown(role.roleArn)) this.guardRoles();
  }

  /** A policy of which all is ours says so in each Sid. To others' policies the bridge adds our statements with its mark. */
  private written(resolve: Resolve): Statement[] {
    if (this.secret._policyMode !== SecretPolicyMode.EXCLUSIVE) return this.statements(resolve);
    const { _owner: owner } = this.secret;
    return this.statements(resolve).map((statement) => ({ ...statement, Sid: owner.sid(statement.Sid) }));
  }

  private statements(resolve: Resolve): Statement[] {
    return this.roles.statements(resolve, this.secret._servicePrincipal);
  }

  private additiveStatements(): TerraformResource {
    const { secretArn, region, _account: account, _owner: owner, _bridge: bridge } = this.secret;
    this.lifecycle.precondition.push(...secretArnGuards(secretArn, region, account));
    // Was it EXCLUSIVE before, our statements take the place of those: the policy is not deleted in between.
    letGo(this, RESOURCE, SecretsmanagerSecretPolicy.tfResourceType);
    return new Bridge(this, "Bridge", {
      kind: "secretPolicy",
      region,
      identity: { secretId: secretArn },
      owner,
      content: (resolve) => ({ statements: this.statements(resolve) }),
      guards: this.lifecycle.precondition,
      options: bridge,
    }).content;
  }

  private exclusivePolicy(): SecretsmanagerSecretPolicy {
    const { secretArn, region, _account: account, _provider: provider } = this.secret;
    const place = placeArguments(this, region, provider);
    // Where the key is looked up, the secret is read for that.
    const isRead = isCompared(this.secret);
    const current = isRead
      ? currentSecret(this.secret)
      : new DataAwsSecretsmanagerSecret(this, "Current", { arn: argument(secretArn), ...place });
    this.lifecycle.precondition.push(
      foreignStatementsGuard(this.secret, current),
      ...(isRead ? [] : keyGuards(this.secret, () => addressOf(current))),
      ...secretArnGuards(secretArn, region, account),
    );
    return new SecretsmanagerSecretPolicy(this, RESOURCE, {
      secretArn: argument(secretArn),
      policy: this.policyDocument,
      blockPublicPolicy: true,
      ...place,
      lifecycle: this.lifecycle,
    });
  }

  /** Replaces the guards of the roles by those of all roles so far. */
  private guardRoles(): void {
    const { precondition } = this.lifecycle;
    const others = precondition.filter((guard) => !this.roleGuards.includes(guard));
    this.roleGuards = this.roles.guards();
    precondition.splice(0, precondition.length, ...others, ...this.roleGuards);
    // The bridge knows the whole policy and looks at its size itself.
    if (this.secret._policyMode === SecretPolicyMode.EXCLUSIVE) {
      this.lifecycle.postcondition = [sizeGuard(this.secret.secretArn)];
    }
  }
}

/** The one policy for all that reference a secret: that which the program makes itself, or one made now. */
export function policyOf(secret: ExternalSecret): PolicyOfSecret {
  const primary = secret._primary ?? secret;
  return primary._policy ?? new SecretPolicy(primary, "Policy", { secret: primary });
}
