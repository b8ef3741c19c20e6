import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { isKnown } from "../access/known";
import type { Role } from "../access/role";
import type { EncryptedSecret } from "../access/statements";
import { readersOfKey } from "../access/statements";
import { Bridge } from "../bridge/bridge";
import type { BridgeOptions } from "../bridge/bridge-options";
import type { Assertion } from "../terraform/check";
import { keyArnGuards, roleArnGuards } from "../terraform/guards";
import type { Owner } from "../terraform/owner";
import { Program } from "../terraform/program";
import { identityInProgram, identityOf, resolveAll } from "../terraform/tokens";

/** What a key policy statement is about. */
export interface KeyPolicyStatementInput {
  readonly secret: EncryptedSecret;
  /** Whose statements they are: others in the key policy are never touched. */
  readonly owner: Owner;
  readonly bridge?: BridgeOptions;
}

/**
 * Lets roles decrypt one secret by a statement in the key's own policy, added by the bridge beside those of others.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export class KeyPolicyStatement extends Construct {
  /** Stands for the statement. */
  public readonly resource: TerraformResource;

  private readonly roles = new Map<string, Role>();
  private readonly guards: Assertion[];

  public constructor(scope: Construct, id: string, { secret, owner, bridge }: KeyPolicyStatementInput) {
    super(scope, id);
    this.claim(secret, owner);
    this.guards = keyArnGuards(secret.keyArn, secret.region);
    this.resource = new Bridge(this, "Bridge", {
      kind: "keyPolicy",
      region: secret.region,
      identity: { keyId: secret.keyArn, secretId: secret.secretArn },
      owner,
      content: (resolve) => {
        const arns = [...this.roles.values()].map(({ roleArn }) => resolve(roleArn));
        return { statements: [readersOfKey(arns, resolveAll(secret, resolve))] };
      },
      guards: this.guards,
      options: bridge,
    }).content;
  }

  /** Two constructs of one owner for one secret would take each other's statement for their own. */
  private claim({ secretArn, keyArn }: EncryptedSecret, owner: Owner): void {
    const [of, by] = [secretArn, keyArn].map((arn) => identityInProgram(this, arn));
    const claims = Program.of(this).share(`statements of ${owner.text} about ${of} in ${by}`, (): string[] => []);
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
  public add(role: Role): void {
    const identity = identityOf(this, role.roleArn);
    if (this.roles.has(identity)) return;
    this.roles.set(identity, role);
    if (!isKnown(role.roleArn)) this.guards.push(...roleArnGuards([role.roleArn]));
  }
}
