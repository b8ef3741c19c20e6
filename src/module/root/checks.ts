import type { Body } from "../hcl/json";
import { apiKeyWarning } from "../modules/api-key-credential-provider";
import { oauth2Warning } from "../modules/oauth2-credential-provider";
import { everyEntry } from "../rules/entries";
import { inner } from "../rules/guard";
import { nameWarning, warning } from "../rules/resource";
import type { Scope } from "../scope";
import { inScope } from "../scope";
import { MAPS, providerScope } from "./scopes";

/** A warning of one provider as one of all: what is said of each stands on a line of its own. */
function ofAll(warned: Body, loop: string, collection: string, scope: Scope): Body {
  const { condition, error_message } = inScope(warned, scope) as { condition: string; error_message: string };
  const all = everyEntry(loop, collection, { condition: inner(condition), message: error_message });
  return { condition: `\${${all.condition}}`, error_message: all.message };
}

function secretWarning(kind: "oauth2" | "apikey", type: string, warned: Body): Body {
  const address = `${type}.this`;
  const scope = { ...providerScope(kind, `var.${MAPS[kind]}[name]`, "name"), [address]: "provider" };
  const { condition, error_message } = warned as { condition: string; error_message: string };
  const message = error_message.replace(`-replace=${address}`, `-replace='${address}["\${var.name}"]'`);
  return ofAll({ condition, error_message: message }, "name, provider", address, scope);
}

export const checksFile = (): readonly Body[] => [
  warning(
    "credential_providers",
    secretWarning("oauth2", "aws_bedrockagentcore_oauth2_credential_provider", oauth2Warning()),
    secretWarning("apikey", "aws_bedrockagentcore_api_key_credential_provider", apiKeyWarning()),
    ofAll(nameWarning(), "key, provider", "local.providers", { "var.name": "provider.name" }),
  ),
];
