import { join } from "node:path";

export const repository = join(__dirname, "../../..");
export const providerSources = join(repository, "test/terraform/provider");
export const schemas = join(repository, "test/terraform/schemas");
/** Inside the clone, where git does not look. */
export const cache = join(repository, "node_modules/.cache/cdktf-agentcore-identity");
