import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { dependable } from "cdktf";
import type { Construct } from "constructs";
import { Ephemeral } from "./ephemeral";
import { argument } from "./text";

export interface EphemeralSecretVersionProps {
  readonly secretArn: string;
  readonly region?: string;
  readonly provider?: TerraformProvider;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The current value of a secret. */
export class EphemeralSecretVersion extends Ephemeral {
  public constructor(scope: Construct, id: string, props: EphemeralSecretVersionProps) {
    const { secretArn, region, provider, dependsOn } = props;
    const values = {
      secret_id: argument(secretArn),
      ...(region !== undefined && { region }),
      ...(dependsOn.length > 0 && { depends_on: dependsOn.map(dependable) }),
    };
    super(scope, id, "aws_secretsmanager_secret_version", values, provider);
  }
}
