import { requireKinds } from "./argument-kinds";
import type { RoleOptions } from "./role";
import { Role, ROLE_KINDS } from "./role";

/** Options of a rotator. */
export interface RotatorOptions extends RoleOptions {
  /**
   * Whether the role gets its identity policy for the secret. Say `false` for a role that is managed elsewhere: what it
   * needs is `AgentSecret.rotatorPolicyDocument`.
   *
   * @default - true, but false for a role that only AWS may change: of the paths `/aws-reserved/` and `/aws-service-role/`
   */
  readonly attachPolicy?: boolean;
}

/**
 * The role that puts new values into a secret: the execution role of a rotation function, or the role that Secrets Manager
 * assumes to rotate a managed external secret. It reads and writes the value, and it reads it directly.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-security.html
 */
export class Rotator extends Role {
  /**
   * The role that rotates.
   *
   * @param roleArn the ARN of one IAM role, path included; a token is fine
   */
  public static role(roleArn: string, options: RotatorOptions = {}): Rotator {
    requireKinds("Rotator.role", { roleArn, ...options }, ROLE_KINDS);
    return new Rotator(roleArn, options);
  }

  private constructor(roleArn: string, options: RotatorOptions) {
    super(roleArn, options, true, options.attachPolicy);
  }
}
