import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { dependable, TerraformElement } from "cdktf";
import type { Construct } from "constructs";
import type { Assertion } from "./check";

export interface EphemeralSecretVersionProps {
  readonly secretArn: string;
  readonly provider?: TerraformProvider;
  readonly dependsOn: readonly ITerraformDependable[];
  readonly postcondition: Assertion;
}

const TYPE = "aws_secretsmanager_secret_version";

/**
 * An ephemeral resource, for which CDKTF 0.21 has no construct: Terraform reads the secret while it plans and applies,
 * and keeps its value in no plan and no state.
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

  public override toTerraform(): object {
    const { secretArn, provider, dependsOn, postcondition } = this.props;
    return {
      ephemeral: {
        [TYPE]: {
          [this.friendlyUniqueId]: {
            secret_id: secretArn,
            ...(provider && { provider: provider.fqn }),
            ...(dependsOn.length > 0 && { depends_on: dependsOn.map(dependable) }),
            lifecycle: {
              postcondition: [{ condition: postcondition.condition, error_message: postcondition.errorMessage }],
            },
          },
        },
      },
    };
  }
}
