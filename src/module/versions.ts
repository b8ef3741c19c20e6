import { AwsProviderVersion } from "../terraform/aws-provider-version";

/** From the version that has external secrets on; the next major one may change what the modules use. */
export const PROVIDER_VERSIONS = AwsProviderVersion.EXTERNAL_SECRETS.split(",")
  .map((bound) => bound.trim())
  .join(", ");
export const LOWEST_TERRAFORM = ">= 1.11";
/** Of the bridge's program. */
export const LOWEST_NODE = ">= 20";
