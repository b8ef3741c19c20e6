import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { SecretsmanagerSecretPolicy } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { instance, instances, optional, requireKinds } from "../access/argument-kinds";
import type { Deployer } from "../access/deployer";
import { isKnown } from "../access/known";
import { SECRET_POLICY_BYTES } from "../access/limits";
import { SecretPolicyMode } from "../access/modes";
import type { Statement } from "../access/policy";
import { policyDocument } from "../access/policy";
import type { Problem } from "../access/problem";
import type { Reader } from "../access/reader";
import { Role } from "../access/role";
import { deployersOfSecret, readersOfSecret, serviceReadsSecret } from "../access/statements";
import { Bridge } from "../bridge/bridge";
import type { Assertion } from "../terraform/check";
import { assertion } from "../terraform/check";
import { addressOf } from "../terraform/address";
import { MARKED_LENGTH } from "../access/statement-owner";
import { accountGuards, roleArnGuards, secretArnGuards } from "../terraform/guards";
import { letGo } from "../terraform/let-go";
import { policyJson } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { regionArgument } from "../terraform/region";
import { accountOf } from "../terraform/role-policy";
import { argument, expression } from "../terraform/text";
import type { Resolve } from "../terraform/tokens";
import { identityOf } from "../terraform/tokens";
import type { ExternalSecret } from "./external-secret";
import { claimSecret } from "./secret-claim";
import { currentSecret, isCompared } from "./current-secret";
import { keyGuards } from "./secret-key-guard";

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
  private readonly readers = new Map<string, Reader>();
  private readonly deployers = new Map<string, Deployer>();
  private readonly lifecycle: Guards = { precondition: [] };
  private roleGuards: readonly Assertion[] = [];

  public constructor(scope: Construct, id: string, props: SecretPolicyProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      secret: instance({ name: "ExternalSecret", prototype: Construct.prototype }, "ExternalSecret.fromArn"),
      readers: optional(instances(Role, "Reader.role")),
      deployers: optional(instances(Role, "Deployer.role")),
    });
    this.refuseReplica(props.secret);
    this.secret = props.secret._primary ?? props.secret;
    this.secret._adoptPolicy(this);
    const { _policyMode: policyMode } = this.secret;
    this.policyDocument = policyJson(
      (resolve) => this.written(resolve),
      () => (policyMode === SecretPolicyMode.NONE ? this.guardsOfRoles() : []),
    );
    if (policyMode === SecretPolicyMode.ADDITIVE) this.resource = this.additiveStatements();
    if (policyMode === SecretPolicyMode.EXCLUSIVE) this.resource = this.exclusivePolicy();
    if (policyMode !== SecretPolicyMode.NONE) claimSecret(this, this.secret);
    props.readers?.forEach((reader) => this.addReader(reader));
    props.deployers?.forEach((deployer) => this.addDeployer(deployer));
    Program.of(this).checkLate(this, () => this.problems());
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
    this.add(this.readers, reader);
  }

  /** Lets a role read and describe the secret when it runs Terraform. Naming it twice changes nothing. */
  public addDeployer(deployer: Deployer): void {
    this.add(this.deployers, deployer);
  }

  private add<R extends Role>(roles: Map<string, R>, role: R): void {
    const identity = identityOf(this, role.roleArn);
    if (roles.has(identity)) return;
    Program.of(this);
    roles.set(identity, role);
    if (!isKnown(role.roleArn)) this.guardRoles();
  }

  private get roles(): Role[] {
    return [...this.readers.values(), ...this.deployers.values()];
  }

  /** A policy of which all is ours says so in each Sid. To others' policies the bridge adds our statements with its mark. */
  private written(resolve: Resolve): Statement[] {
    if (this.secret._policyMode !== SecretPolicyMode.EXCLUSIVE) return this.statements(resolve);
    const { _owner: owner } = this.secret;
    return this.statements(resolve).map((statement) => ({ ...statement, Sid: owner.sid(statement.Sid) }));
  }

  private statements(resolve: Resolve): Statement[] {
    const arns = (roles: ReadonlyMap<string, Role>): string[] =>
      [...roles.values()].map(({ roleArn }) => resolve(roleArn));
    return [
      ...(this.readers.size > 0 ? [readersOfSecret(arns(this.readers))] : []),
      ...(this.deployers.size > 0 ? [deployersOfSecret(arns(this.deployers))] : []),
      ...(this.secret._servicePrincipal
        ? [serviceReadsSecret(this.roles.map((role) => resolve(accountOf(role))))]
        : []),
    ];
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
    const place = { ...regionArgument(this, region, provider), provider };
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
    this.roleGuards = this.guardsOfRoles();
    precondition.splice(0, precondition.length, ...others, ...this.roleGuards);
    // The bridge knows the whole policy and looks at its size itself.
    if (this.secret._policyMode === SecretPolicyMode.EXCLUSIVE) {
      this.lifecycle.postcondition = [sizeGuard(this.secret.secretArn)];
    }
  }

  /** In an order that no order of calls changes. */
  private guardsOfRoles(): Assertion[] {
    const byIdentity = [...new Map<string, Role>([...this.deployers, ...this.readers])].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const roles = byIdentity.map(([, role]) => role);
    return [...roleArnGuards(roles.map(({ roleArn }) => roleArn)), ...roles.flatMap(accountGuards)];
  }

  private problems(): Problem[] {
    const { roles } = this;
    const problems = roles.flatMap(({ _problems }) => _problems);
    if (roles.length === 0)
      problems.push({
        subject: "readers",
        rule: "is empty, and a secret policy without statements is none",
        fix: "Name at least one reader or deployer.",
      });
    const size = roles.every(({ roleArn }) => isKnown(roleArn))
      ? this.statements((text) => text).reduce(
          (sum, statement) => sum + JSON.stringify(statement).length + MARKED_LENGTH,
          JSON.stringify(policyDocument([])).length,
        )
      : 0;
    if (size > SECRET_POLICY_BYTES) {
      problems.push({
        subject: "readers",
        value: String(roles.length),
        rule: `make a secret policy of ${size} bytes, over Secrets Manager's ${SECRET_POLICY_BYTES}`,
        fix: "Share one role between readers, or say policyMode: SecretPolicyMode.NONE: within one account identity policies suffice.",
      });
    }
    return problems;
  }
}

/** The size of a policy with tokens is known in the plan, or after it. */
function sizeGuard(secretArn: string): Assertion {
  return assertion(
    `\${length(self.policy) <= ${SECRET_POLICY_BYTES}}`,
    `The policy of ${secretArn} has more than the ${SECRET_POLICY_BYTES} bytes that Secrets Manager takes.`,
  );
}

/** Terraform's own policy resource replaces the whole policy: it must not, while the policy holds what is not ours. */
function foreignStatementsGuard(
  { secretArn, _owner: owner }: ExternalSecret,
  current: DataAwsSecretsmanagerSecret,
): Assertion {
  const prefixes = [owner.sidPrefix, owner.sidPrefixFor(secretArn)];
  const isOurs = (quote: (text: string) => string): string =>
    `anytrue([for ours in [${prefixes.map(quote).join(", ")}] : startswith(try(statement.Sid, ""), ours)])`;
  const each = (): string =>
    `for statement in flatten([jsondecode(coalesce(${addressOf(current)}.policy, "{\\"Statement\\":[]}")).Statement])`;
  const foreign = expression(
    (quote) => `join(", ", [${each()} : try(statement.Sid, "one without Sid") if !${isOurs(quote)}])`,
  );
  return assertion(
    expression((quote) => `alltrue([${each()} : ${isOurs(quote)}])`),
    `The policy of ${secretArn} holds statements that are not marked as those of ${owner.text}: ${foreign}. SecretPolicyMode.EXCLUSIVE would delete them. Say policyMode: SecretPolicyMode.ADDITIVE to add ours beside them, or NONE and add the statements of SecretPolicy.policyDocument yourself. If they are what this configuration wrote under another owner or workspace, delete that policy first: aws secretsmanager delete-resource-policy --secret-id ${secretArn}`,
  );
}
