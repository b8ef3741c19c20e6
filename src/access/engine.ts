/** Which program makes a credential provider. */
export enum Engine {
  /** A resource of the AWS provider, 6.66 or newer. */
  NATIVE = "NATIVE",

  /**
   * A program that Terraform runs, for pipelines that stay below aws 6.66. Terraform does not see what happens to the
   * credential provider outside of it.
   */
  BRIDGE = "BRIDGE",
}
