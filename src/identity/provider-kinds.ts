import type { Kinds } from "../access/argument-kinds";
import { optional } from "../access/argument-kinds";
import { OWNER_NAME, PROVIDER_NAME } from "../access/rules/names";
import { BRIDGE_KINDS } from "../bridge/bridge-options";
import type { CredentialProviderOptions } from "./credential-provider-options";

/** What kinds of things the arguments of every credential provider are. */
export const PROVIDER_KINDS: Kinds<CredentialProviderOptions> = {
  name: PROVIDER_NAME,
  verifyJsonKey: optional("boolean"),
  tags: optional("map of texts"),
  provider: optional("object"),
  owner: optional(OWNER_NAME),
  adopt: optional("boolean"),
  bridge: optional({ struct: BRIDGE_KINDS }),
};
