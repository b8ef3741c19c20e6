import { cdktf } from "@cdktf/provider-aws/package.json";

/** The version of the AWS provider that the engine's bindings pin: 6.25.0 for CDKTF, 6.66.0 for CDK Terrain. */
export const PINNED: string = cdktf.provider.version;

/** What a stack asks for that references an existing secret: CDKTF's pin is too old for it. */
export const WIDENED = PINNED === "6.25.0" ? ">= 6.66.0, < 7.0.0" : PINNED;
