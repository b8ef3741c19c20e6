import { OAUTH2_VENDORS } from "../../../access/oauth2-vendors";
import { CLIENT_ID, HTTPS_URL, TENANT_ID, WITHOUT_SECRET } from "../../../access/rules/oauth2";
import { snakeCase } from "../../texts";
import { VENDOR_FIELDS } from "../fields";
import { jsonKey } from "./provider-rules";
import type { InputRule } from "./rule";
import { text } from "./rule";

/** An included vendor with fields needs one of them: the rule below is written for that. */
function addressFields(): string[] {
  for (const { vendor, config, fields, needsField } of Object.values(OAUTH2_VENDORS)) {
    if (needsField !== (config === "included" && fields.length > 0)) throw new Error(`${vendor} needs another rule`);
  }
  return OAUTH2_VENDORS.okta.fields.map(snakeCase);
}

const ADDRESS = addressFields();
const VENDOR = "local.oauth2_vendors[name]";

/** A field that only some vendors take. */
const vendorField = (field: string): readonly InputRule[] => [
  {
    at: `.${field}`,
    value: `provider.${field}`,
    ok: `provider.${field} == null || contains(${VENDOR}.fields, "${field}") || ${VENDOR}.block == "none"`,
    words: `is no attribute of \${provider.vendor}, which takes \${join(", ", concat(["client_id"], ${VENDOR}.fields))}. Leave it out.`,
  },
  text(field === "tenant_id" ? TENANT_ID : HTTPS_URL, `.${field}`, `provider.${field}`, { isOptional: true }),
];

/** Of one OAuth2 provider. */
export const oauth2Rules = (): readonly InputRule[] => [
  {
    at: ".vendor",
    value: "provider.vendor",
    ok: `${VENDOR}.block != "none"`,
    words:
      'is none of the vendors.${join("", formatlist(" Did you mean %s?", lookup(local.vendors_by_beginning, lower(substr(provider.vendor, 0, 3)), [])))} Give one of ${join(", ", keys(local.vendors))}.',
  },
  {
    at: ".client_id",
    ok: 'provider.client_id != null || local.client_authentication_methods[name] == "AWS_IAM_ID_TOKEN_JWT"',
    words: `is missing. ${CLIENT_ID.fix}`,
  },
  text(CLIENT_ID, ".client_id", "provider.client_id", { isOptional: true }),
  ...Object.keys(VENDOR_FIELDS).flatMap(vendorField),
  {
    at: "",
    ok: `!local.needs_address[name] || anytrue([${ADDRESS.map((field) => `provider.${field} != null`).join(", ")}])`,
    words: `lacks ${ADDRESS.join(", ")}, all three, and \${provider.vendor} cannot know the tenant's address. Give at least one of them.`,
  },
  {
    at: ".custom",
    ok: 'provider.vendor != "CustomOauth2" || contains(local.custom_names, name)',
    words:
      'is missing, and CustomOauth2 takes all its addresses from it. Give custom = { discovery_url = "https://…/.well-known/openid-configuration" }, or the vendor\'s own name if it has one.',
  },
  {
    at: ".custom",
    ok: 'provider.vendor == "CustomOauth2" || !contains(local.custom_names, name)',
    words: 'is given, but ${provider.vendor} is a built-in vendor. Leave custom out, or say vendor = "CustomOauth2".',
  },
  {
    at: ".secret",
    ok: "provider.secret != null || !local.needs_secret[name]",
    words:
      'is missing. Name the secret that holds the client secret, and its JSON key: secret = "NAME", json_key = "client_secret".',
  },
  {
    at: ".secret",
    value: "provider.secret",
    ok: "provider.secret == null || local.needs_secret[name]",
    words: `is given, but a client with ${WITHOUT_SECRET.join(" or ")} proves itself without a secret. Leave secret and json_key out, or name another client_authentication_method.`,
  },
  {
    at: ".json_key",
    ok: "provider.secret == null || provider.json_key != null",
    words:
      'is missing beside secret. Say which key of the secret\'s JSON object holds the client secret: json_key = "client_secret".',
  },
  {
    at: ".json_key",
    ok: "provider.secret != null || provider.json_key == null",
    words: "is given without secret. Name the secret that it is a key of, or leave json_key out.",
  },
  jsonKey(".json_key", "provider.json_key", "provider.json_key[*]"),
];

export const apiKeyRules = (): readonly InputRule[] => [jsonKey(".json_key", "provider.json_key")];
