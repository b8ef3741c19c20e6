import type { TerraformProvider, TerraformResource, TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import type { Assertion } from "../terraform/check";

/** The ID of the native resource of a credential provider, below it. */
export const NATIVE_ID = "Resource";

/** What the resources of all kinds of credential provider take. */
export interface NativeArguments {
  readonly name: string;
  readonly region?: string;
  readonly provider?: TerraformProvider;
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** A kind of credential provider as the AWS provider makes it. */
export interface NativeProvider {
  /** The type of the Terraform resource. */
  readonly type: string;
  /** The attribute that tells which secret AgentCore reads. */
  readonly secretArn: string;
  /** What else changes when it is replaced, read after "replace the provider". */
  readonly onReplacement?: string;
  /** What must hold after it is made. */
  readonly postconditions?: readonly Assertion[];
  readonly make: (scope: Construct, id: string, common: NativeArguments) => TerraformResource;
}

/** The conditions of a resource, none where there are none. */
export function lifecycleOf(
  precondition: Assertion[],
  postcondition: readonly Assertion[] = [],
): TerraformResourceLifecycle | undefined {
  if (precondition.length + postcondition.length === 0) return undefined;
  return {
    ...(precondition.length > 0 && { precondition }),
    ...(postcondition.length > 0 && { postcondition: [...postcondition] }),
  };
}
