import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

export interface Assertion {
  /** A Terraform expression in `${…}`. */
  readonly condition: string;
  readonly errorMessage: string;
}

/** A Terraform `check` block, for which CDKTF has no construct: it warns in every plan, and never stops one. */
export class Check extends TerraformElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly assertions: readonly Assertion[],
  ) {
    super(scope, id, "check");
  }

  public override toTerraform(): object {
    return {
      check: {
        [this.friendlyUniqueId]: {
          assert: this.assertions.map(({ condition, errorMessage }) => ({ condition, error_message: errorMessage })),
        },
      },
    };
  }
}
