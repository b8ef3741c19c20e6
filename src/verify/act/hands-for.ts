import type { Hands } from "../../live/hands";
import type { Acting } from "./acting";
import type { Located, Pointer } from "./pointers";

/** Who acts on a secret: whoever reads its account, or else the account of a provider that references it; or why nobody. */
export function readWith({ hands }: Acting, { account }: Located, pointers: readonly Pointer[]): Hands | string {
  const own = hands.get(account) ?? pointers.map((one) => hands.get(one.account)).find((one) => one !== undefined);
  return own ?? `account ${account} was not read`;
}
