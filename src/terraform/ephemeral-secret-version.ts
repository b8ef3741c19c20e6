import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { dependable, TerraformElement } from "cdktf";
import type { Construct } from "constructs";
import { argument } from "./text";

export interface EphemeralSecretVersionProps {
  readonly secretArn: string;
  readonly region?: string;
  readonly provider?: TerraformProvider;
  readonly dependsOn: readonly ITerraformDependable[];
}

const TYPE = "aws_secretsmanager_secret_version";

/**
 * An ephemeral resource, for which CDKTF 0.21 has no construct: Terraform reads the secret while it plans and applies,
 * and keeps its value in no plan and no state. It must have no condition of its own: Terraform 1.11.4 then crashes when
 * it shows a plan as JSON.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/ephemeral
 */
export class EphemeralSecretVersion extends TerraformElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: EphemeralSecretVersionProps,
  ) {
    super(scope, id, `ephemeral.${TYPE}`);
  }

  /** Only to be asked at synthesis. */
  public get address(): string {
    return `ephemeral.${TYPE}.${this.friendlyUniqueId}`;
  }

  public override toTerraform(): object {
    const { secretArn, region, provider, dependsOn } = this.props;
    return {
      ephemeral: {
        [TYPE]: {
          [this.friendlyUniqueId]: {
            secret_id: argument(secretArn),
            ...(region !== undefined && { region }),
            ...(provider && { provider: provider.fqn }),
            ...(dependsOn.length > 0 && { depends_on: dependsOn.map(dependable) }),
          },
        },
      },
    };
  }
}
