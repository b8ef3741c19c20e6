import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { SecretsmanagerSecretPolicy } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { Deployer } from "../access/deployer";
import { isKnown } from "../access/known";
import { SECRET_POLICY_BYTES } from "../access/limits";
import { SecretPolicyMode } from "../access/modes";
import type { Statement } from "../access/policy";
import { policyDocument, SID_PREFIX } from "../access/policy";
import type { Problem } from "../access/problem";
import type { Reader } from "../access/reader";
import type { Role } from "../access/role";
import { deployersOfSecret, readersOfSecret, serviceReadsSecret } from "../access/statements";
import type { Assertion } from "../terraform/check";
import { roleArnGuards, secretArnGuards } from "../terraform/guards";
import { policyJson } from "../terraform/policy-json";
import { Program } from "../terraform/program";
import { accountOf } from "../terraform/role-expressions";
import type { Resolve } from "../terraform/tokens";
import { atSynthesis, identityOf } from "../terraform/tokens";
import type { ExternalSecret } from "./external-secret";

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
 * The resource policy of a secret: exactly the given roles may read it, and AgentCore's service principal on behalf of
 * their accounts. Credential providers make it by themselves; make it yourself for a secret that other programs share.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export class SecretPolicy extends Construct {
  /** The policy as JSON text: for a policy that is written elsewhere. */
  public readonly policyDocument: string;

  /** The `aws_secretsmanager_secret_policy`, unless the mode is NONE. */
  public readonly resource?: TerraformResource;

  private readonly secret: ExternalSecret;
  private readonly readers = new Map<string, Reader>();
  private readonly deployers = new Map<string, Deployer>();
  private readonly preconditions: Assertion[] = [];
  private roleGuards: readonly Assertion[] = [];

  public constructor(scope: Construct, id: string, props: SecretPolicyProps) {
    super(scope, id);
    this.secret = props.secret;
    this.secret._adoptPolicy(this);
    this.policyDocument = policyJson((resolve) => this.statements(resolve));
    if (this.secret.policyMode === SecretPolicyMode.EXCLUSIVE) {
      this.resource = this.exclusivePolicy();
      this.claimSecret();
    }
    props.readers?.forEach((reader) => this.addReader(reader));
    props.deployers?.forEach((deployer) => this.addDeployer(deployer));
    Program.of(this).checkLate(this, () => this.problems());
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
    roles.set(identity, role);
    if (!isKnown(role.roleArn)) this.guardRoles();
  }

  private get roles(): Role[] {
    return [...this.readers.values(), ...this.deployers.values()];
  }

  private statements(resolve: Resolve): Statement[] {
    const arns = (roles: ReadonlyMap<string, Role>): string[] =>
      [...roles.values()].map(({ roleArn }) => resolve(roleArn));
    return [
      ...(this.readers.size > 0 ? [readersOfSecret(arns(this.readers))] : []),
      ...(this.deployers.size > 0 ? [deployersOfSecret(arns(this.deployers))] : []),
      ...(this.secret.servicePrincipal ? [serviceReadsSecret(this.roles.map((role) => resolve(accountOf(role))))] : []),
    ];
  }

  private exclusivePolicy(): SecretsmanagerSecretPolicy {
    const { secretArn, region, account, provider } = this.secret;
    const current = new DataAwsSecretsmanagerSecret(this, "Current", { arn: secretArn, provider });
    this.preconditions.push(
      foreignStatementsGuard(secretArn, current.policy),
      ...secretArnGuards(secretArn, region, account),
    );
    return new SecretsmanagerSecretPolicy(this, "Resource", {
      secretArn,
      policy: this.policyDocument,
      blockPublicPolicy: true,
      provider,
      lifecycle: { precondition: this.preconditions },
    });
  }

  /** Replaces the guards of the roles by those of all roles so far, in an order that no order of calls changes. */
  private guardRoles(): void {
    const byIdentity = [...new Map<string, Role>([...this.deployers, ...this.readers])].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const others = this.preconditions.filter((guard) => !this.roleGuards.includes(guard));
    this.roleGuards = roleArnGuards(byIdentity.map(([, { roleArn }]) => roleArn));
    this.preconditions.splice(0, this.preconditions.length, ...others, ...this.roleGuards);
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
      ? JSON.stringify(policyDocument(this.statements((text) => text))).length
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

  /** Two exclusive policies of one secret would overwrite each other in every apply. */
  private claimSecret(): void {
    const owners = Program.of(this).share(
      `exclusive policies of ${identityOf(this, this.secret.secretArn)}`,
      (): SecretPolicy[] => [],
    );
    owners.push(this);
    if (owners.length < 2) return;
    const [first] = owners as [SecretPolicy];
    Program.of(this).refuse(this, {
      subject: "secret",
      value: this.secret.secretArn,
      rule: `already has an exclusive policy, made by ${first.node.path}; the two would overwrite each other`,
      fix: "Make one ExternalSecret for the secret and share it, or say policyMode: SecretPolicyMode.NONE for the others.",
    });
  }
}

/** Terraform's own policy resource replaces the whole policy: it must not, while the policy holds foreign statements. */
function foreignStatementsGuard(secretArn: string, currentPolicy: string): Assertion {
  const isOurs = `startswith(try(statement.Sid, ""), "${SID_PREFIX}")`;
  const each = (resolve: Resolve): string =>
    `for statement in flatten([jsondecode(coalesce("${resolve(currentPolicy)}", "{\\"Statement\\":[]}")).Statement])`;
  const foreign = atSynthesis(
    (resolve) => `\${join(", ", [${each(resolve)} : try(statement.Sid, "one without Sid") if !${isOurs}])}`,
  );
  return {
    condition: atSynthesis((resolve) => `\${alltrue([${each(resolve)} : ${isOurs}])}`),
    errorMessage: `The policy of ${secretArn} holds statements of others: ${foreign}. SecretPolicyMode.EXCLUSIVE would delete them. Say policyMode: SecretPolicyMode.NONE and add the statements of SecretPolicy.policyDocument to that policy, or move the foreign statements away first.`,
  };
}
