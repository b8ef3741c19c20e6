import { AwsProviderVersion } from "../terraform/aws-provider-version";

/** Modules name lower bounds only: what is too new is for the root configuration to say. */
export const LOWEST_PROVIDER = AwsProviderVersion.EXTERNAL_SECRETS.split(",")[0] as string;
export const LOWEST_TERRAFORM = ">= 1.11";
/** Of the bridge's program. */
export const LOWEST_NODE = ">= 20";
