import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { instance, instances, optional, requireKinds } from "../access/argument-kinds";
import { isKnown } from "../access/known";
import type { Problem } from "../access/problem";
import { Role } from "../access/role";
import type { EncryptedSecret } from "../access/statements";
import { readersOfKey } from "../access/statements";
import { Bridge } from "../bridge/bridge";
import { ExternalSecret } from "../secret/external-secret";
import type { Assertion } from "../terraform/check";
import { keyArnGuards, roleArnGuards } from "../terraform/guards";
import { Program } from "../terraform/program";
import { identityInProgram, identityOf, resolveAll } from "../terraform/tokens";

/** Properties of a key policy statement. */
export interface KeyPolicyStatementProps {
  /** The secret that may be decrypted, with its `kmsKeyArn`. Its `owner` is the statement's, its `bridge` makes it. */
  readonly secret: ExternalSecret;

  /**
   * The roles that may decrypt: readers, and deployers.
   *
   * @default - none; `addRole` adds more
   */
  readonly roles?: Role[];
}

const made = new WeakMap<ExternalSecret, KeyPolicyStatement>();

/**
 * Lets roles decrypt one secret by a statement in the policy of its key, added by the bridge beside those of others.
 * Credential providers make it by themselves where the secret says `KmsAccess.KEY_POLICY`; make it yourself where another
 * program has the credential providers, for example in the account of the key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export class KeyPolicyStatement extends Construct {
  /**
   * The statement of a secret: that which the program makes itself, or one made now.
   *
   * @internal
   */
  public static _of(secret: ExternalSecret): KeyPolicyStatement {
    return made.get(secret) ?? new KeyPolicyStatement(secret, "KeyPolicy", { secret });
  }

  /** The Terraform resource of the statement's content. */
  public readonly resource: TerraformResource;

  private readonly roles = new Map<string, Role>();
  private readonly guards: Assertion[];

  public constructor(scope: Construct, id: string, props: KeyPolicyStatementProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      secret: instance(ExternalSecret, "ExternalSecret.fromArn"),
      roles: optional(instances(Role, "Reader.role or Deployer.role")),
    });
    const { secret, roles = [] } = props;
    if (!made.has(secret)) made.set(secret, this);
    const { secretArn, kmsKeyArn = "", region, _partition: partition, _owner: owner, _bridge: bridge } = secret;
    const encrypted = { secretArn, keyArn: kmsKeyArn, region, partition };
    this.claim(encrypted, owner.text);
    this.guards = keyArnGuards(kmsKeyArn, region);
    this.resource = new Bridge(this, "Bridge", {
      kind: "keyPolicy",
      region,
      identity: { keyId: kmsKeyArn, secretId: secretArn },
      owner,
      content: (resolve) => {
        const arns = [...this.roles.values()].map(({ roleArn }) => resolve(roleArn));
        return { statements: [readersOfKey(arns, resolveAll(encrypted, resolve))] };
      },
      guards: this.guards,
      options: bridge,
    }).content;
    roles.forEach((role) => this.addRole(role));
    Program.of(this).checkLate(this, () => this.problems(secret));
  }

  /** Two constructs of one owner for one secret would take each other's statement for their own. */
  private claim({ secretArn, keyArn }: EncryptedSecret, owner: string): void {
    const [of, by] = [secretArn, keyArn].map((arn) => identityInProgram(this, arn));
    const claims = Program.of(this).share(`statements of ${owner} about ${of} in ${by}`, (): string[] => []);
    claims.push(this.node.path);
    if (claims.length < 2) return;
    Program.of(this).refuse(this, {
      subject: "secret",
      value: identityOf(this, secretArn),
      rule: `has a statement of the same owner in its key's policy already, made by ${claims[0]}; the two would take each other's for their own`,
      fix: "Make one ExternalSecret for the secret and share it, or give one of them another owner.",
    });
  }

  /** Lets a role decrypt. Naming it twice changes nothing. */
  public addRole(role: Role): void {
    const identity = identityOf(this, role.roleArn);
    if (this.roles.has(identity)) return;
    Program.of(this);
    this.roles.set(identity, role);
    if (!isKnown(role.roleArn)) this.guards.push(...roleArnGuards([role.roleArn]));
  }

  private problems({ kmsKeyArn, _shownArn }: ExternalSecret): Problem[] {
    const problems = [...this.roles.values()].flatMap(({ _problems }) => _problems);
    if (kmsKeyArn === undefined)
      problems.push({
        subject: "secret",
        value: _shownArn,
        rule: "has no kmsKeyArn, and AWS writes the policy of its managed key itself",
        fix: "Give the secret the kmsKeyArn of its customer managed key, or leave the statement out.",
      });
    if (this.roles.size === 0)
      problems.push({
        subject: "roles",
        rule: "is empty, and a statement without roles lets nobody decrypt",
        fix: "Name at least one role.",
      });
    return problems;
  }
}
