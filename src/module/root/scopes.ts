import type { ProviderKind } from "../../access/vault";
import type { Scope } from "../scope";

/** The variable that holds the credential providers of a kind, by name. */
export const MAPS = {
  oauth2: "oauth2_providers",
  apikey: "api_key_providers",
  payment: "payment_providers",
} as const satisfies Record<ProviderKind, string>;

/** The key of a credential provider among those of all kinds; `name` is an expression. */
export const keyOf = (kind: ProviderKind, name: string): string => `"${kind}/\${${name}}"`;

/** A secret reference by the expressions of its secret's name and its JSON key. */
export const referenceScope = (secret: string, jsonKey: string): Scope => ({
  "var.secret": secret,
  "var.secret.secret_arn": `var.secrets[${secret}].secret_arn`,
  "var.secret.json_key": jsonKey,
  "local.json_keys[0]": `local.json_keys[${secret}]`,
});

/** One credential provider by the expressions of its entry and its name. */
export const providerScope = (kind: ProviderKind, entry: string, name: string): Scope => ({
  var: entry,
  "var.name": name,
  "var.tags": `local.providers[${keyOf(kind, name)}].tags`,
  ...referenceScope(`${entry}.secret`, `${entry}.json_key`),
});

/** In a `for` over the variable. */
export const inLoop = (kind: ProviderKind): Scope => providerScope(kind, "provider", "name");

/** In a resource with `for_each`. */
export const inResource = (kind: ProviderKind): Scope => providerScope(kind, `var.${MAPS[kind]}[each.key]`, "each.key");

/** A map with one element for each credential provider of a kind. */
export const forProviders = (kind: ProviderKind, value: string, condition = ""): string =>
  `{ for name, provider in var.${MAPS[kind]} : name => ${value}${condition && ` if ${condition}`} }`;

/** Whose all of it is. */
export const OWNER: Scope = {
  "var.owner": "var.owner",
  "local.owner": "local.owner",
  "local.owner_mark": "local.owner_mark",
  "local.owner_shown": "local.owner_shown",
};

/** A map of texts. Terraform goes through all of `for_each` for each of its instances, so it had better hold little. */
export const texts = (map: string): string => `\${tomap(${map})}`;
