import { requireKinds } from "./argument-kinds";
import type { RoleOptions } from "./role";
import { Role, ROLE_KINDS } from "./role";

/** Options of a deployer. */
export interface DeployerOptions extends RoleOptions {
  /**
   * Whether `DeployerPolicy` attaches its policy to the role, as an inline policy. Off by default: the role that runs
   * Terraform can seldom give permissions to itself, and would need them before the first apply.
   *
   * @default false
   */
  readonly attachPolicy?: boolean;
}

/**
 * The role that runs Terraform. AgentCore reads the secret with its permissions when a provider is created or updated.
 */
export class Deployer extends Role {
  /**
   * The role that deploys.
   *
   * @param roleArn the ARN of one IAM role, path included; a token is fine
   */
  public static role(roleArn: string, options: DeployerOptions = {}): Deployer {
    requireKinds("Deployer.role", { roleArn, ...options }, ROLE_KINDS);
    return new Deployer(roleArn, options);
  }

  private constructor(roleArn: string, options: DeployerOptions) {
    super(roleArn, options, false, options.attachPolicy);
  }
}
