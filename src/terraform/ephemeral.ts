import type { TerraformProvider } from "cdktf";
import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

/** What stands in the block, in Terraform's words. */
export type EphemeralArguments = Readonly<Record<string, unknown>>;

/**
 * An ephemeral resource, for which CDKTF 0.21 has no construct: Terraform opens it while it plans and applies, and keeps
 * its result in no plan and no state. It must have no condition of its own: Terraform 1.11.4 then crashes when it shows a
 * plan as JSON.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/ephemeral
 */
export class Ephemeral extends TerraformElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
    private readonly values: EphemeralArguments,
    private readonly provider?: TerraformProvider,
  ) {
    super(scope, id, `ephemeral.${type}`);
  }

  /** Only to be asked at synthesis. */
  public get address(): string {
    return `ephemeral.${this.type}.${this.friendlyUniqueId}`;
  }

  public override toTerraform(): object {
    return {
      ephemeral: {
        [this.type]: {
          [this.friendlyUniqueId]: { ...this.values, ...(this.provider && { provider: this.provider.fqn }) },
        },
      },
    };
  }
}
