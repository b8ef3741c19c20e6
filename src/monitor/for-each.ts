import type { TerraformResource } from "cdktf";
import { Lazy } from "cdktf";
import { addressOf } from "../terraform/address";

/** What each of several alike resources has, by its key. */
export type Entries = Readonly<Record<string, unknown>>;

/**
 * Makes one block stand for as many resources as there turn out to be at synthesis: readers may be granted after the
 * watch was made. Keys are known then, values may hold tokens.
 */
export const forEach = (resource: TerraformResource, entries: () => Entries): void =>
  resource.addOverride("for_each", Lazy.anyValue({ produce: entries }));

/** An attribute of the resource with the same key. */
export const ofSameKey = (resource: TerraformResource, attribute: string): string =>
  `\${${addressOf(resource)}[each.key].${attribute}}`;

/** A member of what the resource itself has. */
export const own = (member: string): string => `\${each.value.${member}}`;
