import type { ProviderKind } from "../../access/vault";
import type { Scope } from "../scope";

/** The key of a credential provider among those of all kinds; `name` is an expression. */
export const keyOf = (kind: ProviderKind, name: string): string => `"${kind}/\${${name}}"`;

/** Whose all of it is. */
export const OWNER: Scope = {
  "var.owner": "var.owner",
  "local.owner": "local.owner",
  "local.owner_mark": "local.owner_mark",
  "local.owner_shown": "local.owner_shown",
};

/** A map of texts. Terraform goes through all of `for_each` for each of its instances, so it had better hold little. */
export const texts = (map: string): string => `\${tomap(${map})}`;
